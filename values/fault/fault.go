// Package fault names the seven ways in which a request can fail through no
// fault of ours, and the one in which the same request will succeed later. Any other
// error is a defect of the office's own system, and KindOf says so by returning "".
package fault

import (
	"errors"
	"maps"
	"strings"
)

// Kind is one of the eight kinds of failure. It is itself an error, so that
// errors.Is(err, fault.NotFound) asks for the kind whatever wraps it.
type Kind string

// The eight kinds. Each door turns them into its own status in one place.
const (
	Invalid   Kind = "invalid"   // the input is malformed or incomplete
	NotFound  Kind = "not-found" // there is no such thing, or none the actor may know of
	Gone      Kind = "gone"      // it was there and was erased, which is on record
	Forbidden Kind = "forbidden" // the actor may not do this
	Conflict  Kind = "conflict"  // somebody else was faster, or the case has moved on
	Refused   Kind = "refused"   // a clause of the scheme stands against it

	TooMany     Kind = "too-many-requests" // the asker, or all together, ask too much
	Unavailable Kind = "unavailable"       // the store is busy, full, read-only or away
)

// Error returns the kind in words.
func (k Kind) Error() string { return strings.ReplaceAll(string(k), "-", " ") }

func (k Kind) kind() Kind { return k }

type kinded interface {
	error
	kind() Kind
}

// KindOf returns the kind of the outermost failure in err, or "" when err is
// nil or is our own fault. A failure of another package is of the kind that it
// says it is.
func KindOf(err error) Kind {
	if k, ok := errors.AsType[kinded](err); ok {
		return k.kind()
	}
	for _, k := range []Kind{Invalid, NotFound, Gone, Forbidden, Conflict, Refused, TooMany, Unavailable} {
		if errors.Is(err, k) {
			return k
		}
	}
	return ""
}

// Error is a failure of a known kind. Code is the stable word by which a door
// finds its sentence ("mark-unknown"), What is the thing concerned ("mark
// J0072"), Data are the figures that the sentence shows, and Err is the cause, if
// there is one.
type Error struct {
	Kind Kind
	Code string
	What string
	Data Data
	Err  error
}

// New returns a failure without a deeper cause. Figures follow their names in
// pairs (see With).
func New(kind Kind, code, what string, pairs ...any) error {
	return &Error{Kind: kind, Code: code, What: what, Data: With(pairs...)}
}

// Wrap returns err as a failure of the given kind, and nil when err is nil.
func Wrap(kind Kind, code, what string, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Kind: kind, Code: code, What: what, Err: err}
}

// Error returns what failed, how, and why, such as
// "mark J0072: not found (mark-unknown): no row".
func (e *Error) Error() string {
	text := e.Kind.Error()
	if e.What != "" {
		text = e.What + ": " + text
	}
	if e.Code != "" {
		text += " (" + e.Code + ")"
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Is reports whether target is the kind of e.
func (e *Error) Is(target error) bool { return target == error(e.Kind) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

func (e *Error) kind() Kind { return e.Kind }

// Figures returns the figures of the failure, with the thing concerned as
// "what".
func (e *Error) Figures() Data {
	figures := Data{}
	if e.What != "" {
		figures["what"] = e.What
	}
	maps.Copy(figures, e.Data)
	return figures
}
