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

// refusedView is the answer when the input is refused: every problem found.
type refusedView struct {
	Refused []words.Problem `json:"refused"`
}

// refusalView is the answer when a rule or the policy stands against an act.
type refusalView struct {
	Event     string         `json:"event,omitempty"`
	State     string         `json:"state,omitempty"`
	RefusedBy []words.Ground `json:"refused_by"`
}

// failure is any other way in which a command can end badly.
type failure struct {
	Kind    string `json:"kind"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type failureView struct {
	Error   failure         `json:"error"`
	Current json.RawMessage `json:"current,omitempty"` // of a conflict: the object as it is now
}

// viewOf is what a script is told about a failure.
func viewOf(err error, say *words.Book) any {
	f := say.Failure(err)
	switch exitOf(err) {
	case ExitRefused:
		return refusedView{f.Problems}
	case ExitNegative:
		return refusalView{f.Event, f.State, f.Grounds}
	}
	view := failureView{Error: failure{kindOf(err), f.Code, f.Message}}
	if f.Kind == "" && f.Code == "" {
		view.Error.Message = err.Error()
	}
	if c, ok := errors.AsType[*desk.Collision](err); ok {
		view.Current = c.Current
	}
	return view
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
	view := viewOf(err, r.say)
	if r.opts.json {
		if err := r.printJSON(view); err != nil {
			fmt.Fprintf(r.Err, "akashi: %v\n", err)
		}
		return
	}
	switch view := view.(type) {
	case refusedView:
		fmt.Fprintln(r.Err, r.say.Say("refused.input"))
		for _, p := range view.Refused {
			if r.place != nil {
				p.Where = r.place(p.Where)
			}
			fmt.Fprintf(r.Err, "  %s\n", r.problemLine(p))
		}
	case refusalView:
		fmt.Fprintln(r.Err, r.say.Say("refused.act"))
		for _, g := range view.RefusedBy {
			fmt.Fprintf(r.Err, "  - %s%s\n", g.Message, bracketed(g.Clause))
			r.printReasons(r.Err, g.Reasons, 2)
		}
	case failureView:
		fmt.Fprintf(r.Err, "akashi: %s\n", view.Error.Message)
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
