// Package form reads a form that somebody filled in as JSON (様式): answers,
// facts, audits. It notes every problem with its place instead of stopping at
// the first, and bounds what it takes in. A rule decodes its own form from the
// values that Read returns.
package form
