// Package demo fills an empty office with something to look at: the list of
// holders of July 2014, and invented cases of both schemes in every state. It
// goes through the same use cases as everybody, with a clock that it moves; the
// cases and their words are data, in samples.json.
package demo
