package committee

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/committee"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
)

// MoveInput moves a session.
type MoveInput struct {
	Day    civil.Date `json:"day" doc:"the other day"`
	Cutoff civil.Date `json:"cutoff,omitempty" doc:"last day to get a case onto the agenda; worked out from the edition when empty"`
	Reason string     `json:"reason" doc:"why"`
}

// Move moves a session that has not been opened to another day (開催日の変更):
//  1. the day is another one, has not passed, lies in a month in which the committee
//     sits, and no other session is beside it; why it moves is said;
//  2. what is on the agenda stays there, whatever the cut-off is now;
//  3. the session keeps its name, and the day and the cut-off of before stay on record.
func Move(w *desk.Work, in MoveInput) (err error) {
	was := w.Session
	if w.Edition, err = w.Desk.Shelf.EditionAt(was.Scheme, in.Day); err != nil {
		return err
	}
	others := slices.DeleteFunc(desk.Read(w, w.Sessions, was.Scheme), func(s record.Session) bool { return s.ID == was.ID })
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	p = append(p, fault.ProblemsIn(checkSession(w, PlanSessionInput{Day: in.Day, Cutoff: in.Cutoff, Circular: was.IsCircular(), Reason: "moved"}, others))...)
	p.Want(in.Day != was.Day, "session.same-day", "/day", "given", in.Day)
	p.Want(in.Day.IsZero() || !in.Day.Before(w.Today), "session.moved-back", "/day", "given", in.Day, "today", w.Today)
	if other, beside := besideOn(w, in.Day, others); beside && AtATable(w) {
		p.Add("session.moved-beside", "/day", "given", in.Day, "session", other.ID, "next", openMonth(w, w.Edition, others).String())
	}
	if err := p.Err(); err != nil {
		return err
	}
	w.Session.Day, w.Session.Cutoff = in.Day, cutoffOf(w.Edition, in.Day, in.Cutoff)
	w.Add(&record.SessionMove{ID: w.NewID(), SessionID: was.ID, Round: len(desk.Read(w, w.SessionMoves, was.ID)) + 1, FromDay: was.Day, FromCutoff: was.Cutoff,
		Day: w.Session.Day, Cutoff: w.Session.Cutoff, Reason: in.Reason, By: w.Actor.ID, At: w.Now})
	return nil
}

// Cancel calls a session off (開催の中止):
//  1. why is said, for those whose cases were on its agenda;
//  2. nothing has been decided in it, and no vote stands;
//  3. each case on its agenda goes back, to be put on another;
//  4. the session stays on record as called off, and the next one is named.
func Cancel(w *desk.Work, in desk.ReasonInput) error {
	next, err := lifecycle.Sessions().Next(w.Edition.Process, w.Session.State, lifecycle.CancelSession, nil)
	if err != nil {
		return err
	}
	if err := in.Check(); err != nil {
		return err
	}
	if err := NothingDone(w); err != nil {
		return err
	}
	w.Session.State, w.Session.Reason = next, in.Reason
	for _, item := range desk.Read(w, w.Agenda, w.Session.ID) {
		if item.State != record.AgendaPending {
			continue
		}
		c := desk.Read(w, w.Tx.Case, item.CaseID)
		if err := w.Along(c, access.CancelSession, in, func(w *desk.Work) error { return Defer(w, in) }); err != nil {
			return err
		}
	}
	return nil
}

// NothingDone refuses to call a session off in which something was decided or voted.
func NothingDone(w *desk.Work) error {
	for _, item := range desk.Read(w, w.Agenda, w.Session.ID) {
		votes, err := w.Votes(w.Session.ID, item.CaseID)
		w.Fail(err)
		voided, err := w.Voidings(w.Session.ID, item.CaseID)
		w.Fail(err)
		if item.State == record.AgendaDecided || len(committee.Standing(votes, voided)) > 0 {
			return &fault.Refusal{Clause: w.Edition.Committee.Source, Reason: "session.held",
				Detail: fault.With("case", desk.Read(w, w.Tx.Case, item.CaseID).No)}
		}
	}
	return nil
}

// NextAfter names where the cases of a session that was called off can go: the next
// session, or the first day of the month in which the committee can sit next.
func NextAfter(w *desk.Work) (session, month string) {
	return nextSession(w, w.Session.Scheme).ID, openMonth(w, w.Edition, desk.Read(w, w.Sessions, w.Session.Scheme)).String()
}
