// Package form reads a form that somebody filled in (様式): answers, facts, audits as
// JSON, the body and the query of a request. It notes every problem with its place
// instead of stopping at the first, and bounds what it takes in. A rule decodes its
// own form from the values that Read returns; Bind and Query fill a struct, whose
// tags are the form.
package form
