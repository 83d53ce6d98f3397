package app

import (
	"slices"
	"strings"

	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/fault"
)

// Action is one use case as the doors offer it: by name, with an input that
// describes itself in JSON tags and `doc` texts.
type Action struct {
	On      Kind
	Name    access.Action
	Summary string // what it does, for command help and the API description
	Input   func() any
	Begins  bool     // it makes a new object instead of working on one
	In      []string // states of the object in which it is possible; nil: in every one
	Events  []string // steps of the lifecycle that it brings about, where it does
	CanWait bool     // it may have to wait for a second person
	Aside   bool     // it leaves the way to the mark: withdrawal, lapse

	steps   func(p scheme.Process, state string) []step // of the lifecycle, out of the state
	about   func(input any) about
	second  func(w *work, input any) scheme.SecondWord // why it may wait for a second person; "" for never
	foresee foresight
	perform func(*work, any) error
}

// step is one way on that an action can take in the lifecycle.
type step struct {
	event  string
	guards []lifecycle.Guard
}

// about is what the policy asks about beside the object: the scheme and the
// applicant of an object to come, and the seat that a vote or an attendance is for.
type about struct{ scheme, applicant, seat string }

// Word is the action's name without what its object is called: open-session is
// the word open of a session.
func (a Action) Word() string {
	return strings.TrimSuffix(string(a.Name), "-"+ThingOf(a.On).Words.Command)
}

// possible reports whether the action can be done to an object in the state.
func (a Action) possible(state string) bool { return a.In == nil || slices.Contains(a.In, state) }

// an option fills in what a row says beyond its name.
type option func(*Action)

func act[I any](on Kind, name access.Action, summary string, perform func(*work, I) error, options ...option) Action {
	a := Action{On: on, Name: name, Summary: summary,
		Input:  func() any { return new(I) },
		about:  func(any) about { return about{} },
		second: func(*work, any) scheme.SecondWord { return "" },
		perform: func(w *work, input any) error {
			in, ok := input.(*I)
			if !ok {
				return fault.New(fault.Invalid, "app.wrong-input", string(name))
			}
			return perform(w, *in)
		}}
	for _, o := range options {
		o(&a)
	}
	return a
}

// begin is an action that makes a new object.
func begin[I any](on Kind, name access.Action, summary string, perform func(*work, I) error, options ...option) Action {
	a := act(on, name, summary, perform, options...)
	a.Begins = true
	return a
}

// regarding reads off the input what the policy asks about.
func regarding[I any](of func(I) about) option {
	return func(a *Action) {
		a.about = func(input any) about {
			if in, ok := input.(*I); ok {
				return of(*in)
			}
			return about{}
		}
	}
}

// in says in which states of its object an action is possible, where it takes no
// step.
func in[S ~string](states ...S) option {
	return func(a *Action) {
		for _, s := range states {
			if !slices.Contains(a.In, string(s)) {
				a.In = append(a.In, string(s))
			}
		}
	}
}

// at is in for a case.
func at(states ...lifecycle.State) option { return in(states...) }

// steps says which events of a case an action brings about.
func steps(events ...lifecycle.Event) option { return stepsOf(lifecycle.Cases(), events...) }

// stepsOf says which events of a lifecycle an action brings about: it is possible
// where one of them leads on.
func stepsOf[S, E ~string](t lifecycle.Table[S, E], events ...E) option {
	return func(a *Action) {
		for _, e := range events {
			in(t.Froms(e)...)(a)
			a.Events = append(a.Events, string(e))
		}
		a.steps = func(p scheme.Process, state string) (open []step) {
			for _, r := range t.Open(p, S(state)) {
				if slices.Contains(events, r.Event) {
					open = append(open, step{string(r.Event), r.Guards})
				}
			}
			return open
		}
	}
}

// aside marks an action that leaves the way to the mark.
func aside(a *Action) { a.Aside = true }
