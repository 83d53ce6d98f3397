package app

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

// work is one use case under way: its transaction, who does it and when, and the
// object it is done to with the rule book it is pinned to.
type work struct {
	Tx
	app   *App
	ctx   context.Context
	actor access.Actor
	now   time.Time
	today civil.Date

	thing   Thing // what the object on the desk is; it lies in one of c, session, mark, user, pending
	about   about
	edition *scheme.Edition
	c       record.Case
	session record.Session
	mark    record.Mark
	user    record.User
	pending record.Pending

	built map[reflect.Type]any // what once has made in this use case

	saved  bool           // the object's version has been counted up
	passed *Outcome       // of the act that a second person confirmed
	result any            // what an act answers that shows no object
	told   fault.Data     // figures of what was stored, for whoever did it
	facts  map[string]any // for the journal, beside the input
	public bool           // the leaf belongs to the public log too
}

func (a *App) work(ctx context.Context, tx Tx, actor access.Actor) *work {
	now := a.now()
	return &work{Tx: tx, app: a, ctx: ctx, actor: actor, now: now, today: civil.In(now),
		about: about{seat: actor.Seat}, facts: map[string]any{}, built: map[reflect.Type]any{}}
}

// load finds an object and the edition it is pinned to.
func (w *work) load(on Kind, name string) error {
	w.thing = ThingOf(on)
	return w.thing.load(w, name)
}

// object describes the object as far as the policy looks at it.
func (w *work) object() (access.Object, error) { return w.thing.policy(w) }

// kept is the object as it is kept.
func (w *work) kept() kept { return w.thing.kept(w) }

// made puts a new object on the desk, which the act has kept.
func (w *work) made(on Kind) { w.thing, w.saved = ThingOf(on), true }

// unchangedSince refuses when the object is not the one the actor saw.
func (w *work) unchangedSince(version int) error {
	stored := w.kept().version
	if version == 0 || stored == 0 || version == stored {
		return nil
	}
	return fault.New(fault.Conflict, "app.changed-since", "", "given", version, "version", stored)
}

// id makes the identifier of a new record.
func (w *work) id() string { return w.app.NewID() }

// move takes the case to the state that follows the event, or says which guards
// do not hold and why.
func (w *work) move(e lifecycle.Event, given grounds) error {
	next, err := w.follow(e, given)
	if err != nil {
		return err
	}
	w.c.State = next
	return nil
}

// journal writes what was done, by whom and to what, into the journal.
func (w *work) journal(action Action, input any) error {
	it := w.kept()
	data, err := json.Marshal(struct {
		Input any            `json:"input"`
		Facts map[string]any `json:"facts,omitempty"`
		State string         `json:"state,omitempty"`
	}{journaled(input), w.facts, it.state})
	if err != nil {
		return fmt.Errorf("write journal of %s: %w", action.Name, err)
	}
	return w.Append(&record.Leaf{At: w.now, Actor: w.actor.ID, Action: string(action.Name),
		Kind: string(w.thing.Kind), Object: it.name, Public: w.public, Data: string(data)})
}

// leaf writes into the journal what is no action of the table.
func (w *work) leaf(act string, on Kind, object string, facts any) error {
	data, err := json.Marshal(facts)
	if err != nil {
		return err
	}
	return w.Append(&record.Leaf{At: w.now, Actor: w.actor.ID, Action: act, Kind: string(on), Object: object, Data: string(data)})
}

// journaled is the input as the journal keeps it: a large one by its summary.
func journaled(input any) any {
	if s, ok := input.(interface{ Journaled() any }); ok {
		return s.Journaled()
	}
	return input
}

// write puts a letter into the outbox, to be sent after the transaction.
func (w *work) write(to, template string, data map[string]string) error {
	body, err := json.Marshal(data)
	if err != nil {
		return err
	}
	return w.Add(&record.Outgoing{ID: w.id(), To: to, Template: template, Data: string(body), CaseID: w.c.ID, At: w.now})
}

// outcome is what the act has come to, as the actor may see it.
func (w *work) outcome() (Outcome, error) {
	if w.passed != nil {
		return *w.passed, nil
	}
	view, err := w.thing.show(w)
	if err != nil {
		return Outcome{}, err
	}
	it := w.kept()
	body, err := json.Marshal(view)
	return Outcome{Kind: w.thing.Kind, Object: it.name, Version: it.version, Body: body, Told: w.told}, err
}

// save keeps the object as the use case has left it, and counts its version up.
func (w *work) save() error {
	w.saved = true
	return w.Save(w.kept().record)
}

// touch saves an object of which the use case has changed only what belongs to it,
// so that whoever saw it before is told.
func (w *work) touch() error {
	if w.saved || w.kept().record == nil {
		return nil
	}
	return w.save()
}

// caseType is the type of the case as the rule book names it.
func (w *work) caseType() scheme.CaseType { return scheme.CaseType(w.c.Type) }

// once makes a value of a type that a use case needs one of, when it is first asked
// for. A failure is not kept.
func once[T any](w *work, build func() (T, error)) (T, error) {
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
