package app

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"akashi/access"
	"akashi/civil"
	"akashi/diagnosis"
	"akashi/fault"
	"akashi/lifecycle"
	"akashi/record"
	"akashi/scheme"
	"akashi/scoring"
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

	on        Kind
	scheme    string // of an office action
	applicant string // that an office action is for
	seat      string // the committee seat that the act is for
	edition   *scheme.Edition
	sheet     *scoring.Sheet // of the edition, once it has been asked for
	c         record.Case
	session   record.Session
	mark      record.Mark

	read map[string]diagnosis.Report // reports read in this use case, by the ID of their row

	saved  bool           // the object's version has been counted up
	result any            // what an office action returns
	facts  map[string]any // for the journal, beside the input
	public bool           // the leaf belongs to the public log too
}

func (a *App) work(ctx context.Context, tx Tx, actor access.Actor) *work {
	now := a.now()
	return &work{Tx: tx, app: a, ctx: ctx, actor: actor, now: now, today: civil.In(now), facts: map[string]any{}}
}

// load finds the object and the edition it is pinned to.
func (w *work) load(on Kind, object string) (err error) {
	w.on = on
	switch on {
	case OnCase:
		c, err := w.Case(object)
		if err != nil {
			return err
		}
		return w.ofCase(c)
	case OnSession:
		if w.session, err = w.Session(object); err != nil {
			return err
		}
		w.edition, err = w.app.Shelf.EditionAt(w.session.Scheme, w.session.Day)
	case OnMark:
		m, err := w.Mark(object)
		if err != nil {
			return err
		}
		return w.ofMark(m)
	}
	return err
}

// ofCase makes the work one on a case that has been read.
func (w *work) ofCase(c record.Case) (err error) {
	w.on, w.c = OnCase, c
	w.edition, err = w.app.Shelf.Edition(c.Scheme, c.Edition)
	return err
}

// ofMark makes the work one on a mark that has been read.
func (w *work) ofMark(m record.Mark) (err error) {
	w.on, w.mark = OnMark, m
	w.edition, err = w.app.Shelf.Edition(m.Scheme, m.Edition)
	return err
}

// permit asks the one policy whether the actor may do the action to the object.
func (w *work) permit(action access.Action) error {
	object, err := w.object()
	if err != nil {
		return err
	}
	return access.May(w.actor, action, object.For(w.seat)).Err()
}

// object describes the object as far as the policy looks at it.
func (w *work) object() (access.Object, error) {
	switch w.on {
	case OnCase:
		return objectOfCase(w, w.c)
	case OnSession:
		return access.Object{Kind: access.KindSession, Scheme: w.session.Scheme, Session: w.session.State}, nil
	case OnMark:
		return access.Object{Kind: access.KindMark, Scheme: w.mark.Scheme, ApplicantID: w.mark.ApplicantID}, nil
	}
	return access.Object{Scheme: w.scheme, ApplicantID: w.applicant}, nil
}

func objectOfCase(r Reader, c record.Case) (access.Object, error) {
	assigned, err := r.Assignments(c.ID)
	if err != nil {
		return access.Object{}, err
	}
	conflicts, err := r.Conflicts(c.ID)
	if err != nil || c.SessionID == "" {
		return access.OfCase(c, record.Session{}, assigned, conflicts), err
	}
	session, err := r.Session(c.SessionID)
	return access.OfCase(c, session, assigned, conflicts), err
}

// unchangedSince refuses when the object is not the one the actor saw.
func (w *work) unchangedSince(version int) error {
	stored := map[Kind]int{OnCase: w.c.Version, OnSession: w.session.Version, OnMark: w.mark.Version}[w.on]
	if version == 0 || w.on == OnOffice || version == stored {
		return nil
	}
	return fault.New(fault.Conflict, "app.changed-since", fmt.Sprintf("version %d, now %d", version, stored))
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
	data, err := json.Marshal(struct {
		Input any             `json:"input"`
		Facts map[string]any  `json:"facts,omitempty"`
		State lifecycle.State `json:"state,omitempty"`
	}{journaled(input), w.facts, w.c.State})
	if err != nil {
		return fmt.Errorf("write journal of %s: %w", action.Name, err)
	}
	return w.Append(&record.Leaf{At: w.now, Actor: w.actor.ID, Action: string(action.Name),
		Kind: string(w.on), Object: w.name(), Public: w.public, Data: string(data)})
}

// journaled is the input as the journal keeps it: a large one by its summary.
func journaled(input any) any {
	if s, ok := input.(interface{ Journaled() any }); ok {
		return s.Journaled()
	}
	return input
}

func (w *work) name() string {
	switch w.on {
	case OnCase:
		return w.c.No
	case OnSession:
		return w.session.ID
	case OnMark:
		return w.mark.Number
	}
	return ""
}

// write puts a letter into the outbox, to be sent after the transaction.
func (w *work) write(to, template string, data map[string]string) error {
	body, err := json.Marshal(data)
	if err != nil {
		return err
	}
	return w.Add(&record.Outgoing{ID: w.id(), To: to, Template: template, Data: string(body), CaseID: w.c.ID, At: w.now})
}

// answer is what the actor may see of the object afterwards.
func (w *work) answer() (json.RawMessage, error) {
	view, err := w.view()
	if err != nil {
		return nil, err
	}
	return json.Marshal(view)
}

func (w *work) view() (any, error) {
	switch w.on {
	case OnCase:
		if err := w.permit(access.ViewCase); err != nil {
			return map[string]string{"no": w.c.No}, nil // whoever has just left the case sees no more of it
		}
		return w.caseView()
	case OnSession:
		return w.sessionView()
	case OnMark:
		return w.markView(w.today)
	}
	return w.result, nil
}

// saveCase keeps the case as the use case has left it.
func (w *work) saveCase() error {
	w.saved = true
	return w.Save(&w.c)
}

// touch counts the version of the object up when the use case changed only what
// belongs to it, so that whoever saw it before is told.
func (w *work) touch() error {
	switch {
	case w.on == OnCase && !w.saved:
		return w.saveCase()
	case w.on == OnSession && !w.saved:
		return w.Save(&w.session)
	}
	return nil
}

// concerns reads off the input what the policy asks about beside the object: the
// scheme and the applicant of an office action, and the seat that a vote or an
// attendance is for.
func (w *work) concerns(input any) {
	if in, ok := input.(interface{ OfScheme() string }); ok {
		w.scheme = in.OfScheme()
	}
	if in, ok := input.(interface{ OfApplicant() string }); ok {
		w.applicant = in.OfApplicant()
	}
	if in, ok := input.(interface{ ForSeat() string }); ok {
		w.seat = in.ForSeat()
	}
	if w.seat == "" {
		w.seat = w.actor.Seat
	}
}
