package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	sitting "akashi/app/committee"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// SessionView is a session with its agenda.
type SessionView struct {
	record.Session
	SchemeName scheme.Text          `json:"scheme_name"`
	OfDay      int                  `json:"of_day"` // which session of its scheme on that day it is
	Seats      int                  `json:"seats"`
	Quorum     int                  `json:"quorum"`
	Present    []string             `json:"present"`          // of a circular resolution, those who have answered
	Asked      int                  `json:"asked,omitempty"`  // by a circular resolution
	Held       []HeldSeat           `json:"held,omitempty"`   // who holds which seat on the day, where the office writes it down
	Deputy     *DeputySeat          `json:"deputy,omitempty"` // which seat stands in for the chair on the day
	Excused    []ExcusedSeat        `json:"excused,omitempty"`
	Bench      *committee.Foreseen  `json:"bench,omitempty"`     // the quorum, foreseen or as it stands; for the bench
	Reply      record.ReplyAnswer   `json:"reply,omitempty"`     // of the member's own seat
	Calls      []CalledMember       `json:"calls,omitempty"`     // who was written to about it, the oldest first; for the office
	Unreached  []sitting.Unreached  `json:"unreached,omitempty"` // seats that no letter reaches, and why; for the office
	Agenda     []AgendaLine         `json:"agenda"`
	Undeclared []Undeclared         `json:"undeclared,omitempty"`    // cases that a member is shown once it has said whether there is a conflict of interest
	Parts      []MinutesPart        `json:"parts,omitempty"`         // of the minutes, each of one case
	Steps      []MinutesStepView    `json:"minutes_steps,omitempty"` // approved or corrected, the oldest first; for the bench
	Draft      *MinutesDraft        `json:"draft,omitempty"`         // of the minutes, for the office that is about to close the session
	Moves      []record.SessionMove `json:"moves,omitempty"`         // days that it was moved from
	Next       string               `json:"next_session,omitempty"`  // where cases of one that was called off can go
	NextMonth  string               `json:"next_month,omitempty"`    // first day of the month of the committee that has none yet
}

// HeldSeat is a seat with its holder.
type HeldSeat struct {
	Seat string `json:"seat"`
	Name string `json:"name"`
}

// DeputySeat is the seat that stands in for the chair.
type DeputySeat struct {
	Seat string     `json:"seat"`
	To   civil.Date `json:"to,omitempty"` // last day; none where nobody said
}

// ExcusedSeat is a seat that was not, or no longer, present.
type ExcusedSeat struct {
	Seat   string    `json:"seat"`
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
}

// AgendaLine is one case on the agenda.
type AgendaLine struct {
	No    int                `json:"no"`
	Case  string             `json:"case"`
	State record.AgendaState `json:"state"`
	Note  string             `json:"note,omitempty"`

	Carried  bool                `json:"carried_over,omitempty"` // it was begun elsewhere
	Progress *sitting.Progress   `json:"progress,omitempty"`     // how far it has come; for the bench
	Bench    *committee.Foreseen `json:"bench,omitempty"`        // its quorum, without those who have left the case
	Next     *desk.Offer         `json:"next,omitempty"`         // the act of its step, where it is the actor's
}

// MinutesPart is what the minutes say of one case.
type MinutesPart struct {
	Case    string `json:"case"`
	Minutes string `json:"minutes"`
}

// Sessions lists the sessions of a scheme, by day, and who holds its seats, as the actor
// may see them.
func (a *App) Sessions(ctx context.Context, actor access.Actor, scheme string) (list []record.Session, held []record.Tenure, err error) {
	var p fault.Problems
	if desk.Among(&p, "filter.scheme", "scheme", scheme, a.Shelf.Keys()); len(p) > 0 {
		return nil, nil, p
	}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		list, held = desk.Read(w, w.Sessions, scheme), desk.Read(w, w.Tenures, scheme)
		for i, s := range list {
			list[i] = told(w, s)
		}
		for i := range held {
			if !access.Fields(actor, access.Object{Kind: access.KindSession, Scheme: scheme})[access.Minutes] {
				held[i].Reason, held[i].By = "", ""
			}
		}
		return nil
	})
	return list, held, err
}

// Deputies lists which seats stand in for the chair of a scheme's committee, as the actor may
// see them.
func (a *App) Deputies(ctx context.Context, actor access.Actor, scheme string) (all []record.Deputy, err error) {
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		all = desk.Read(w, w.Deputies, scheme)
		for i := range all {
			if !access.Fields(actor, access.Object{Kind: access.KindSession, Scheme: scheme})[access.Minutes] {
				all[i].Reason, all[i].By = "", ""
			}
		}
		return nil
	})
	return all, err
}

// spokenOf is a session with everybody who has a conflict in one of the cases, of those
// that were on its agenda.
func spokenOf(w *desk.Work, s record.Session, cases ...record.AgendaItem) access.Object {
	o := access.Object{Kind: access.KindSession, Scheme: s.Scheme, Session: s.State}
	for _, item := range cases {
		o.Conflicted = append(o.Conflicted, w.ObjectOf(desk.Read(w, w.Tx.Case, item.CaseID)).Conflicted...)
	}
	return o
}

// hears reports whether the actor is told what was said of the cases in a session.
func hears(w *desk.Work, s record.Session, cases ...record.AgendaItem) bool {
	if slices.ContainsFunc(cases, func(item record.AgendaItem) bool {
		return w.ObjectOf(desk.Read(w, w.Tx.Case, item.CaseID)).Awaits(w.Actor)
	}) {
		return false
	}
	return access.Fields(w.Actor, spokenOf(w, s, cases...))[access.Minutes]
}

// told is a session without what the actor is not told of it. The minutes speak of every
// case that has no part of its own.
func told(w *desk.Work, s record.Session) record.Session {
	agenda := desk.Read(w, w.Agenda, s.ID)
	if s.Reason != "" && !hears(w, s, agenda...) {
		s.Reason = ""
	}
	if s.Minutes != "" && !hears(w, s, withoutPart(agenda)...) {
		s.Minutes = ""
	}
	return s
}

// withoutPart are the cases of which the minutes speak: they have no part of their own.
func withoutPart(agenda []record.AgendaItem) []record.AgendaItem {
	return slices.DeleteFunc(slices.Clone(agenda), func(item record.AgendaItem) bool { return item.Minutes != "" })
}

func sessionView(w *desk.Work) SessionView {
	seats := len(w.Edition.Committee.Seats)
	view := SessionView{Session: told(w, w.Session), SchemeName: w.Edition.Name, Seats: seats,
		Quorum: w.Edition.Committee.Quorum.Value.Of(seats), Present: []string{}, Agenda: []AgendaLine{}}
	for _, s := range desk.Read(w, w.Sessions, w.Session.Scheme) {
		if s.Day == w.Session.Day && cmp.Or(cmp.Compare(len(s.ID), len(w.Session.ID)), cmp.Compare(s.ID, w.Session.ID)) <= 0 {
			view.OfDay++
		}
	}
	view.Moves = desk.Read(w, w.SessionMoves, w.Session.ID)
	if w.Session.State == record.SessionCancelled {
		view.Next, view.NextMonth = sitting.NextAfter(w)
	}
	view.Present = append(view.Present, sitting.AtTable(w)...)
	for _, t := range desk.Read(w, w.Tenures, w.Session.Scheme) {
		held, ok := committee.Holder([]record.Tenure{t}, t.Seat, w.Session.Day)
		if ok && slices.Contains(scheme.IDs(w.Edition.Committee.Seats), t.Seat) {
			view.Held = append(view.Held, HeldSeat{held.Seat, held.Name})
		}
	}
	if d, named := sitting.DeputyAt(w, w.Session); named {
		view.Deputy = &DeputySeat{d.Seat, d.To}
	}
	for _, x := range desk.Read(w, w.Excusals, w.Session.ID) {
		view.Excused = append(view.Excused, ExcusedSeat{x.Seat, x.Reason, x.At})
	}
	if w.Session.IsCircular() {
		view.Asked = len(sitting.Asked(w))
	}
	if w.Session.IsCircular() && !isBench(w.Actor) && w.Session.State != record.SessionClosed {
		view.Present = []string{} // who has answered is told to nobody else while others have yet to
	}
	if isBench(w.Actor) && w.Session.State != record.SessionClosed && w.Session.State != record.SessionCancelled {
		foreseen := sitting.Foresee(w)
		view.Bench = &foreseen
	}
	if w.Actor.Seat != "" {
		view.Reply = committee.Replied(desk.Read(w, w.Replies, w.Session.ID), w.Actor.Seat).Answer
	}
	view.Calls, view.Unreached = calledMembers(w), unreachedSeats(w)
	agenda := desk.Read(w, w.Agenda, w.Session.ID)
	for _, item := range agenda {
		c := desk.Read(w, w.Tx.Case, item.CaseID)
		object := w.ObjectOf(c)
		if !access.Fields(w.Actor, object)[access.Remarks] {
			item.Note = ""
		}
		if access.Allows(w.Actor, access.ViewCase, object) {
			view.Agenda = append(view.Agenda, agendaLine(w, c, item))
		} else if one := caseOn(w, item); one != nil {
			view.Undeclared = append(view.Undeclared, toDeclare(one, item))
		}
		if item.Minutes != "" && hears(w, w.Session, item) {
			view.Parts = append(view.Parts, MinutesPart{w.NoOf(c), item.Minutes})
		}
	}
	if !hears(w, w.Session, agenda...) {
		for i := range view.Moves {
			view.Moves[i].Reason, view.Moves[i].By = "", ""
		}
		for i := range view.Excused {
			view.Excused[i].Reason = ""
		}
	}
	view.Steps = minutesSteps(w, agenda)
	view.Draft = minutesDraft(w, agenda)
	coarseSession(w, &view)
	return view
}

// actsOf are the acts that bring a case on from a step.
var actsOf = map[sitting.Step]access.Action{sitting.StepVerdicts: access.JudgeFinal, sitting.StepVote: access.Vote, sitting.StepDecide: access.Decide}

// agendaLine is a case on the agenda; to the bench with how far it has come and its quorum.
func agendaLine(w *desk.Work, c record.Case, item record.AgendaItem) AgendaLine {
	line := AgendaLine{No: item.No, Case: w.NoOf(c), State: item.State, Note: item.Note, Carried: c.IsCarried()}
	if !isBench(w.Actor) {
		return line
	}
	of := w.Beside(w.Actor)
	w.Fail(of.OfCase(c))
	progress := sitting.ProgressOf(of, w.Session, item)
	line.Progress = &progress
	if item.State != record.AgendaPending {
		return line
	}
	if sitting.AtATable(w) {
		bench := sitting.ForeseeCase(w, of)
		line.Bench = &bench
	}
	for _, o := range of.OffersOf(func(a desk.Action) bool { return a.Name == actsOf[progress.Step] }) {
		line.Next = &o
	}
	return line
}

// SessionView returns a session as the actor may see it: cases in which the actor
// has a conflict of interest are left out.
func (a *App) SessionView(ctx context.Context, actor access.Actor, id string) (view SessionView, err error) {
	err = a.LookAt(ctx, actor, desk.OnSession, id, func(w *desk.Work) { view = sessionView(w) })
	return view, err
}
