// Package inspect looks at each file that the office receives before anybody
// opens it.
//
// A file is held in a [Spool] while [Inspect] looks at it. Nothing here renders,
// repairs or executes what it reads, and nothing asks the network. What is
// taken, shown with a warning or turned away is decided by the rows of [Types]
// and [Flags] alone; docs/design/uploads.md prints them. [Verdict.Err] is the
// refusal as the sender is told it.
package inspect
