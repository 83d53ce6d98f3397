// Package scheme is the rule book (規程): everything in which one certification
// scheme differs from another, as one dated edition that the secretariat can
// read, check, compare and publish. Nothing in it decides anything; the rules on
// the floor above read it. Its field names are the keys of a scheme file.
package scheme
