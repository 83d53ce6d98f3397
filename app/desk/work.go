package desk

import (
	"context"
	"reflect"
	"slices"
	"time"

	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Work is one use case under way: its transaction, who does it and when, and the
// object it is done to with the rule book it is pinned to.
type Work struct {
	Tx
	Desk    *Desk
	Context context.Context
	Actor   access.Actor
	Now     time.Time
	Today   civil.Date

	Thing   Thing // what the object on the desk is; it lies in one of Case, Session, Mark, User, Pending, Matter, BankFile, Outgoing
	missing error // what is answered where there is no object of the name that was asked for
	about   About
	Edition *scheme.Edition
	Case    record.Case
	Session record.Session
	Mark    record.Mark
	User    record.User
	Pending record.Pending
	Matter  record.Matter

	BankFile record.BankFile
	Outgoing record.Outgoing

	built   map[once]any             // what Once has made in this use case
	failure *error                   // what broke first in the transaction, see Fail
	posted  *outbox                  // the letters that it leaves
	after   *[]func(context.Context) // what follows once the work is on record
	last    []lastThing              // what is done once the act is done, see Finally

	// Alone is set by an act of which nobody but the actor may know yet what it says: the object
	// stays as it was, and the journal tells only that it was done.
	Alone bool

	rehearsed bool // nothing of the act will stay

	made   bool           // the act has made the object, and kept it
	passed *Outcome       // of the act that a second person confirmed
	Result any            // what an act answers that shows no object
	Told   fault.Data     // figures of what was stored, for whoever did it
	Facts  map[string]any // for the journal, beside the input
	Public bool           // the leaf belongs to the public log too
}

func (d *Desk) work(ctx context.Context, tx Tx, actor access.Actor) *Work {
	now := d.Moment()
	return &Work{Tx: tx, Desk: d, Context: ctx, Actor: actor, Now: now, Today: civil.In(now),
		about: About{Seat: actor.Seat}, Facts: map[string]any{}, built: map[once]any{}, failure: new(error), posted: new(outbox), after: new([]func(context.Context))}
}

// Beside is a further work of an actor in the same transaction.
func (w *Work) Beside(actor access.Actor) *Work {
	other := w.Desk.work(w.Context, w.Tx, actor)
	other.failure, other.posted, other.after, other.rehearsed = w.failure, w.posted, w.after, w.rehearsed
	return other
}

// Rehearsed reports that nothing of the act will stay, so that it need not keep what is outside the database.
func (w *Work) Rehearsed() bool { return w.rehearsed }

// Load finds an object and the edition it is pinned to.
func (w *Work) Load(on Kind, name string) error {
	w.Thing = w.Desk.Thing(on)
	return w.find(name)
}

// find puts the object of the name on the desk. One that the actor may not know of will
// be missing in the same words as one that is not there.
func (w *Work) find(name string) error {
	w.missing = fault.New(fault.NotFound, w.Thing.none, name)
	return w.Thing.load(w, name)
}

// Object describes the object as far as the policy looks at it.
func (w *Work) Object() (access.Object, error) { return w.Thing.policy(w) }

// Name is the number or ID under which the journal knows the object.
func (w *Work) Name() string { return w.kept().name }

// kept is the object as it is kept.
func (w *Work) kept() kept { return w.Thing.kept(w) }

// Made puts a new object on the desk, which the act has kept.
func (w *Work) Made(on Kind) { w.Thing, w.made = w.Desk.Thing(on), true }

// unchangedSince refuses when the object is not the one the actor saw.
func (w *Work) unchangedSince(version int) error {
	stored := w.kept().version
	if version == 0 || stored == 0 || version == stored {
		return nil
	}
	return fault.New(fault.Conflict, "app.changed-since", "", "given", version, "version", stored)
}

// NewID makes the identifier of a new record.
func (w *Work) NewID() string { return w.Desk.NewID() }

// Move takes the case to the state that follows the event, or says which guards
// do not hold and why.
func (w *Work) Move(e lifecycle.Event, given Grounds) error {
	next, err := w.follow(e, given)
	if err != nil {
		return err
	}
	w.Case.State, w.Case.Since = next, w.Today
	return nil
}

// Along does to a further case what belongs to the same act: it is kept and journaled
// as the object of the act is.
func (w *Work) Along(c record.Case, act access.Action, input any, do func(*Work) error) error {
	other := w.Beside(w.Actor)
	return other.along(other.OfCase(c), act, input, do)
}

// AlongMark does so to a further mark.
func (w *Work) AlongMark(m record.Mark, act access.Action, input any, do func(*Work) error) error {
	other := w.Beside(w.Actor)
	return other.along(other.OfMark(m), act, input, do)
}

// AlongUser does so to a further user.
func (w *Work) AlongUser(u record.User, act access.Action, input any, do func(*Work) error) error {
	other := w.Beside(w.Actor)
	other.OfUser(u)
	return other.along(nil, act, input, do)
}

func (w *Work) along(err error, act access.Action, input any, do func(*Work) error) error {
	if err != nil {
		return err
	}
	if err := do(w); err != nil {
		return err
	}
	w.finish()
	w.keep()
	w.journal(Action{Name: act}, input)
	return nil
}

// lastThing is something that is to be done once more before the object of the work is kept.
type lastThing struct {
	name string
	do   func(*Work)
}

// Finally has something done when the act is otherwise done, and before its object is kept: what follows from all of
// the act rather than from a part. Asked for again under the same name, it is done once.
func (w *Work) Finally(name string, do func(*Work)) {
	if !slices.ContainsFunc(w.last, func(l lastThing) bool { return l.name == name }) {
		w.last = append(w.last, lastThing{name, do})
	}
}

func (w *Work) finish() {
	for len(w.last) > 0 {
		next := w.last[0]
		w.last = w.last[1:]
		next.do(w)
	}
}

// journal writes what was done, by whom and to what, into the journal.
func (w *Work) journal(action Action, input any) {
	if w.Alone {
		input = struct {
			Withheld bool `json:"withheld"`
		}{true}
	}
	w.leaf(string(action.Name), struct {
		Input any            `json:"input"`
		Facts map[string]any `json:"facts,omitempty"`
		State string         `json:"state,omitempty"`
	}{journaled(input), w.Facts, w.kept().state})
}

// leaf adds a leaf about the object to the journal.
func (w *Work) leaf(act string, facts any) {
	w.Fail(w.Append(&record.Leaf{At: w.Now, Actor: w.Actor.ID, Action: act, Kind: string(w.Thing.Kind), Object: w.kept().name,
		Public: w.Public, Data: string(w.Written(facts))}))
}

// journaled is the input as the journal keeps it: a large one by its summary.
func journaled(input any) any {
	if s, ok := input.(interface{ Journaled() any }); ok {
		return s.Journaled()
	}
	return input
}

// outcome is what the act has come to, as the actor may see it.
func (w *Work) outcome(blind bool) Outcome {
	if w.passed != nil {
		return *w.passed
	}
	it := w.kept()
	out := Outcome{Kind: w.Thing.Kind, Object: it.name, Version: it.version, Told: w.Told, Letters: w.posted.held}
	if !blind || w.Result != nil {
		out.Body = w.Written(w.Thing.Show(w))
	}
	return out
}

// keep keeps the object as the act has left it under its next version, though only
// what belongs to it has changed: whoever saw it before is told.
func (w *Work) keep() {
	if rec := w.kept().record; rec != nil && !w.made {
		w.Save(rec)
	}
}

// CaseType is the type of the case as the rule book names it.
func (w *Work) CaseType() scheme.CaseType { return scheme.CaseType(w.Case.Type) }

// once is what Once makes: one of a type for each edition.
type once struct {
	kind    reflect.Type
	edition *scheme.Edition
}

// Once makes a value of a type that a use case needs one of for the edition on the desk,
// when it is first asked for. A list goes over many cases of few editions.
func Once[T any](w *Work, build func() (T, error)) T {
	key := once{reflect.TypeFor[T](), w.Edition}
	if built, ok := w.built[key]; ok {
		return built.(T)
	}
	value, err := build()
	w.Fail(err)
	w.built[key] = value
	return value
}
