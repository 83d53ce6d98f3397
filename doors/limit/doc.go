// Package limit says how much one address, one account and everybody together may
// ask of an office that is served. Both doors ask it before they work.
package limit
