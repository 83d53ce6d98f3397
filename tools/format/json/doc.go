// Package json reads JSON (RFC 8259) token by token with the jsontext of
// go-json-experiment, and holds every text to limits: depth, length of a string
// and of a number, names of open objects. An object that gives a name twice is
// refused, for of the two values nobody can say which counts, and so are bytes
// that are not UTF-8. What it accepts, encoding/json reads alike.
//
// It is named after what it reads, as encoding/json is (see format/xml).
package json
