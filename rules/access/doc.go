// Package access is the one policy of the office: who may do what to which
// object, which rows a person may know of, and which fields of a row are shown
// (権限・利害抵触). Conflicts of interest are part of it, so that they hold in every
// list, count, search, export and letter. Whatever it does not know is denied.
package access

//go:generate go test -run TestDocument -update .
