// Package refusal says why a text is not what its format asks for. The readers of
// format return it; who asked them knows what the text was to be, and tells the
// sender in the codes of that.
package refusal

import (
	"errors"
	"fmt"

	"akashi/values/fault"
)

// Kind is the stable word for what is wrong.
type Kind string

// What can be wrong with a text.
const (
	Malformed         Kind = "malformed"
	Truncated         Kind = "truncated"  // it ends before it is whole
	Encoding          Kind = "encoding"   // bytes that are not of the encoding
	Reference         Kind = "reference"  // XML: &name; that nobody has declared
	Entity            Kind = "entity"     // XML: a declaration of one
	NameTwice         Kind = "name-twice" // JSON: two values of which nobody can say which counts
	TooLong           Kind = "token-too-long"
	TooDeep           Kind = "too-deep"
	TooManyAttributes Kind = "too-many-attributes"
	TooManyNames      Kind = "too-many-names"
	TooManyColumns    Kind = "too-many-columns"
)

// Kinds lists what can be wrong with a text.
func Kinds() []Kind {
	return []Kind{Malformed, Truncated, Encoding, Reference, Entity, NameTwice, TooLong, TooDeep, TooManyAttributes, TooManyNames, TooManyColumns}
}

// Error is a refusal with its place in the text. It is the sender's fault. Of its
// figures, "why" is a word for what exactly is wrong, where the kind leaves that open.
type Error struct {
	Kind  Kind
	Where string // such as "line 2, byte 17"
	Data  fault.Data
}

// New makes a refusal. Figures follow their names in pairs (see fault.With).
func New(kind Kind, where, why string, pairs ...any) error {
	return &Error{kind, where, fault.With(append(pairs, "why", why)...)}
}

// Error returns place, kind and figures on one line.
func (e *Error) Error() string { return fmt.Sprintf("%s: %s %v", e.Where, e.Kind, e.Data) }

// Is makes every refusal a fault.Invalid.
func (e *Error) Is(target error) bool { return target == error(fault.Invalid) }

// KindOf returns what is wrong, and "" for an error that is no refusal.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return ""
}

// Clip is the beginning of a piece of text as a figure.
func Clip(b []byte) string {
	const most = 40
	if runes := []rune(string(b[:min(len(b), 4*most)])); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(b)
}
