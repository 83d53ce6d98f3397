package desk

import (
	"slices"

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
	Unseen  bool     // only the bench may know that it was done
	Apart   bool     // it leaves the object as it was
	Aside   bool     // it leaves the way to the mark: withdrawal, lapse
	Answer  any      // zero value of what it answers, where not what its kind shows
	Among   Kind     // kind whose commands it is among, where not those of its own

	steps   func(p scheme.Process, state string) []step // of the lifecycle, out of the state
	second  func(w *Work, input any) scheme.SecondWord  // why it may wait for a second person; "" for never
	Foresee Foresight
	perform func(*Work, any) error
}

// step is one way on that an action can take in the lifecycle.
type step struct {
	event  string
	guards []lifecycle.Guard
}

// About is what the policy asks about beside the object: the scheme and the
// applicant of an object to come, the seat that a vote or an attendance is for, and the
// user that a conflict is for.
type About struct{ Scheme, Applicant, Seat, User string }

// regarding reads off an input what the policy asks about, where it says so.
func regarding(input any) About {
	if in, ok := input.(interface{ About() About }); ok {
		return in.About()
	}
	return About{}
}

// possible reports whether the action can be done to an object in the state.
func (a Action) possible(state string) bool { return a.In == nil || slices.Contains(a.In, state) }

// Option fills in what a row says beyond its name.
type Option func(*Action)

// Act is a row of the table: what is done to a thing of the kind.
func Act[I any](on Kind, name access.Action, summary string, perform func(*Work, I) error, options ...Option) Action {
	a := Action{On: on, Name: name, Summary: summary,
		Input:  func() any { return new(I) },
		second: func(*Work, any) scheme.SecondWord { return "" },
		perform: func(w *Work, input any) error {
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

// Begins marks an action that makes a new object.
func Begins(a *Action) { a.Begins = true }

// In says in which states of its object an action is possible, where it takes no
// step.
func In[S ~string](states ...S) Option {
	return func(a *Action) {
		for _, s := range states {
			if !slices.Contains(a.In, string(s)) {
				a.In = append(a.In, string(s))
			}
		}
	}
}

// Steps says which events of a case an action brings about.
func Steps(events ...lifecycle.Event) Option { return StepsOf(lifecycle.Cases(), events...) }

// StepsOf says which events of a lifecycle an action brings about: it is possible
// where one of them leads on.
func StepsOf[S, E ~string](t lifecycle.Table[S, E], events ...E) Option {
	return func(a *Action) {
		for _, e := range events {
			In(t.Froms(e)...)(a)
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

// Answers says what an action answers, where not what its kind shows.
func Answers(view any) Option { return func(a *Action) { a.Answer = view } }

// CalledWith puts an action among the commands of another kind than its own.
func CalledWith(on Kind) Option { return func(a *Action) { a.Among = on } }

// Unseen marks an action whose being done only the bench may know of: to others the case
// has the version of before.
func Unseen(a *Action) { a.Unseen = true }

// Apart marks an action that leaves the object as it was, with the version that it had.
func Apart(a *Action) { a.Apart = true }

// Aside marks an action that leaves the way to the mark.
func Aside(a *Action) { a.Aside = true }
