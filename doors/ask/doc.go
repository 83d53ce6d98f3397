// Package ask is what the doors are asked alike: the questions to the rules and to
// the lists, as forms whose tags are the query, the body and the flags; an example of
// each form; and how each kind of failure ends. It knows no protocol.
package ask
