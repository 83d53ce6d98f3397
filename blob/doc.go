// Package blob keeps the files that the office receives and looks at each of
// them before anybody opens it.
//
// A file is held in a [Spool] while it arrives, looked at by [Inspect], and
// kept by a [Store] under the SHA-256 of its bytes, exactly as it came. Nothing
// here renders, repairs or executes what it reads, and nothing asks the
// network. What is taken, shown with a warning or turned away is decided by the
// rows of [Types] and [Flags] alone; docs/design/uploads.md prints them.
package blob
