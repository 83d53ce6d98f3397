// Package form reads a form that somebody filled in (様式): answers, facts, audits as
// JSON, the body and the query of a request, the flags of a command, a scheme file. It
// notes every problem with its place instead of stopping at the first, and bounds what
// it takes in. A rule decodes its own form from the values that Read returns; Fill,
// Bind and Query fill a struct, whose tags are the form, from any notation.
package form
