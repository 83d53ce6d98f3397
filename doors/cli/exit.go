package cli

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/values/fault"
	"akashi/words"
)

// The exit statuses, a part of the public contract. docs/design/exit-status.md
// says what belongs to which.
const (
	ExitDone     = 0  // done, verdict positive
	ExitNegative = 1  // done, verdict negative; or a rule or the policy stands against it
	ExitUsage    = 2  // the command was not understood
	ExitRefused  = 3  // the input is malformed or incomplete
	ExitNotFound = 4  // there is no such thing
	ExitConflict = 5  // somebody else was faster, or the case has moved on
	ExitInternal = 70 // our own defect or outage
	ExitLater    = 75 // try again later
)

// errNegative ends a command whose answer has been printed and is "no".
var errNegative = errors.New("verdict negative")

// usage is a command that was not understood.
type usage struct{ error }

// unclear says what was not understood, as a code with its figures.
func unclear(code string, pairs ...any) error {
	return usage{fault.New("", "usage."+code, "", pairs...)}
}

// Unwrap returns what was not understood.
func (u usage) Unwrap() error { return u.error }

// exitOf is the one place where a failure becomes an exit status.
func exitOf(err error) int {
	switch {
	case err == nil:
		return ExitDone
	case errors.Is(err, errNegative):
		return ExitNegative
	case errors.As(err, new(usage)):
		return ExitUsage
	case ask.IsBusy(err):
		return ExitLater
	}
	return ask.EndingOf(fault.KindOf(err)).Exit
}

// ending is what a script is told of a command that ended badly: every problem of the
// input, what stands against the act, or any other failure.
type ending struct {
	Refused   []words.Problem `json:"refused,omitempty"`
	Event     string          `json:"event,omitempty"`
	State     string          `json:"state,omitempty"`
	RefusedBy []words.Ground  `json:"refused_by,omitempty"`
	Error     *failure        `json:"error,omitempty"`
	Current   json.RawMessage `json:"current,omitempty"` // of a conflict: the object as it is now
}

type failure struct {
	Kind    string `json:"kind"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func endingOf(err error, say *words.Book) ending {
	f := say.Failure(err)
	if status := exitOf(err); status == ExitRefused || status == ExitNegative {
		return ending{Refused: f.Problems, Event: f.Event, State: f.State, RefusedBy: f.Grounds}
	}
	e := ending{Error: &failure{kindOf(err), f.Code, f.Message}}
	if f.Kind == "" && f.Code == "" {
		e.Error.Message = err.Error()
	}
	if c, ok := errors.AsType[*desk.Collision](err); ok {
		e.Current = c.Current
	}
	return e
}

func kindOf(err error) string {
	kinds := map[int]string{ExitUsage: "usage", ExitNotFound: "not-found", ExitConflict: "conflict", ExitLater: "try-again-later"}
	return cmp.Or(kinds[exitOf(err)], "internal")
}

// report tells how a command ended badly: a script by one object on the answer's
// side, people on the other.
func (r *run) report(err error) {
	if errors.Is(err, errNegative) {
		return
	}
	e := endingOf(err, r.say)
	switch {
	case r.opts.json:
		if err := r.printJSON(e); err != nil {
			fmt.Fprintf(r.Err, "akashi: %v\n", err)
		}
	case e.Error != nil:
		fmt.Fprintf(r.Err, "akashi: %s\n", e.Error.Message)
	case len(e.Refused) > 0:
		fmt.Fprintln(r.Err, r.say.Say("refused.input"))
		for _, p := range e.Refused {
			if r.place != nil {
				p.Where = r.place(p.Where)
			}
			fmt.Fprintf(r.Err, "  %s\n", r.problemLine(p))
		}
	default:
		fmt.Fprintln(r.Err, r.say.Say("refused.act"))
		for _, g := range e.RefusedBy {
			fmt.Fprintf(r.Err, "  - %s%s\n", g.Message, bracketed(g.Clause))
			r.printReasons(r.Err, g.Reasons, 2)
		}
	}
}

// told is an error in one line, for an answer of which it is a part.
func (r *run) told(err error) string {
	f := r.say.Failure(err)
	switch {
	case f.Kind == "":
		return err.Error()
	case len(f.Problems) == 0:
		return f.Message
	}
	return strings.Join(ask.Each(f.Problems, func(p words.Problem) string { return p.Message }), " ")
}

func (r *run) problemLine(p words.Problem) string {
	if p.Where == "" {
		return fmt.Sprintf("%s [%s]", p.Message, p.Code)
	}
	return fmt.Sprintf("%s: %s [%s]", r.say.Place(p.Where), p.Message, p.Code)
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}
