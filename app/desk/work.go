package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
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

	Thing   Thing // what the object on the desk is; it lies in one of Case, Session, Mark, User, Pending
	about   About
	Edition *scheme.Edition
	Case    record.Case
	Session record.Session
	Mark    record.Mark
	User    record.User
	Pending record.Pending

	built map[reflect.Type]any // what once has made in this use case

	saved  bool           // the object's version has been counted up
	passed *Outcome       // of the act that a second person confirmed
	Result any            // what an act answers that shows no object
	Told   fault.Data     // figures of what was stored, for whoever did it
	Facts  map[string]any // for the journal, beside the input
	Public bool           // the leaf belongs to the public log too
}

func (d *Desk) work(ctx context.Context, tx Tx, actor access.Actor) *Work {
	now := d.Moment()
	return &Work{Tx: tx, Desk: d, Context: ctx, Actor: actor, Now: now, Today: civil.In(now),
		about: About{Seat: actor.Seat}, Facts: map[string]any{}, built: map[reflect.Type]any{}}
}

// Load finds an object and the edition it is pinned to.
func (w *Work) Load(on Kind, name string) error {
	w.Thing = w.Desk.thing(on)
	return w.Thing.load(w, name)
}

// Object describes the object as far as the policy looks at it.
func (w *Work) Object() (access.Object, error) { return w.Thing.policy(w) }

// kept is the object as it is kept.
func (w *Work) kept() kept { return w.Thing.kept(w) }

// Made puts a new object on the desk, which the act has kept.
func (w *Work) Made(on Kind) { w.Thing, w.saved = w.Desk.thing(on), true }

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
	w.Case.State = next
	return nil
}

// journal writes what was done, by whom and to what, into the journal.
func (w *Work) journal(action Action, input any) error {
	it := w.kept()
	data, err := json.Marshal(struct {
		Input any            `json:"input"`
		Facts map[string]any `json:"facts,omitempty"`
		State string         `json:"state,omitempty"`
	}{journaled(input), w.Facts, it.state})
	if err != nil {
		return fmt.Errorf("write journal of %s: %w", action.Name, err)
	}
	return w.Append(&record.Leaf{At: w.Now, Actor: w.Actor.ID, Action: string(action.Name),
		Kind: string(w.Thing.Kind), Object: it.name, Public: w.Public, Data: string(data)})
}

// leaf writes into the journal what is no action of the table.
func (w *Work) leaf(act string, on Kind, object string, facts any) error {
	data, err := json.Marshal(facts)
	if err != nil {
		return err
	}
	return w.Append(&record.Leaf{At: w.Now, Actor: w.Actor.ID, Action: act, Kind: string(on), Object: object, Data: string(data)})
}

// journaled is the input as the journal keeps it: a large one by its summary.
func journaled(input any) any {
	if s, ok := input.(interface{ Journaled() any }); ok {
		return s.Journaled()
	}
	return input
}

// Letter puts a letter into the outbox, to be sent after the transaction.
func (w *Work) Letter(to, template string, data map[string]string) error {
	body, err := json.Marshal(data)
	if err != nil {
		return err
	}
	return w.Add(&record.Outgoing{ID: w.NewID(), To: to, Template: template, Data: string(body), CaseID: w.Case.ID, At: w.Now})
}

// outcome is what the act has come to, as the actor may see it.
func (w *Work) outcome() (Outcome, error) {
	if w.passed != nil {
		return *w.passed, nil
	}
	view, err := w.Thing.Show(w)
	if err != nil {
		return Outcome{}, err
	}
	it := w.kept()
	body, err := json.Marshal(view)
	return Outcome{Kind: w.Thing.Kind, Object: it.name, Version: it.version, Body: body, Told: w.Told}, err
}

// Keep keeps the object as the use case has left it, and counts its version up.
func (w *Work) Keep() error {
	w.saved = true
	return w.Save(w.kept().record)
}

// touch saves an object of which the use case has changed only what belongs to it,
// so that whoever saw it before is told.
func (w *Work) touch() error {
	if w.saved || w.kept().record == nil {
		return nil
	}
	return w.Keep()
}

// CaseType is the type of the case as the rule book names it.
func (w *Work) CaseType() scheme.CaseType { return scheme.CaseType(w.Case.Type) }

// Once makes a value of a type that a use case needs one of, when it is first asked
// for. A failure is not kept.
func Once[T any](w *Work, build func() (T, error)) (T, error) {
	key := reflect.TypeFor[T]()
	if built, ok := w.built[key]; ok {
		return built.(T), nil
	}
	value, err := build()
	if err == nil {
		w.built[key] = value
	}
	return value, err
}
