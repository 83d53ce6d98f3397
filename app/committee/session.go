// Package committee is the chapter on the decision: sessions, agendas, conflicts of
// interest, votes, and what was decided.
package committee

import (
	"fmt"
	"maps"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/deadline"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// PlanSessionInput plans a session.
type PlanSessionInput struct {
	Scheme   string     `json:"scheme" doc:"key of the scheme"`
	Day      civil.Date `json:"day" doc:"day of the session"`
	Cutoff   civil.Date `json:"cutoff,omitempty" doc:"last day to get a case onto the agenda; worked out from the edition when empty"`
	Circular bool       `json:"circular,omitempty" doc:"decided without a meeting; the day is then the last for answers"`
	Reason   string     `json:"reason,omitempty" doc:"why a session is entered whose day has passed, or beside another of its day or month; for the journal"`
}

// About says what the policy asks about.
func (in PlanSessionInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// Plan puts a session on the calendar of the committee. A scheme that names its
// months sits in no other, and once in each. A day that has passed and a session
// beside another are slips more often than not: they need a reason, which the journal
// keeps.
func Plan(w *desk.Work, in PlanSessionInput) (err error) {
	if w.Edition, err = w.Desk.Shelf.EditionAt(in.Scheme, in.Day); err != nil {
		return err
	}
	if err := checkSession(w, in, desk.Read(w, w.Sessions, in.Scheme)); err != nil {
		return err
	}
	n := desk.Read(w, w.Next, "session/"+in.Scheme)
	w.Session = record.Session{ID: fmt.Sprintf("%s-%s-%d", in.Scheme, in.Day, n), Scheme: in.Scheme, Day: in.Day,
		Cutoff: cutoffOf(w.Edition, in.Day, in.Cutoff), State: record.SessionPlanned, Version: 1}
	if in.Circular {
		w.Session.Circular, w.Session.Answers = circularOf(w, w.Edition)
	}
	w.Add(&w.Session)
	w.Made(desk.OnSession)
	return nil
}

// cutoffOf is the last day to get a case onto the agenda: as stated, or worked out.
func cutoffOf(e *scheme.Edition, day, stated civil.Date) civil.Date {
	before := e.Sessions.Cutoff.Value
	switch {
	case !stated.IsZero():
		return stated
	case before.IsZero():
		return day
	}
	return before.Before(day)
}

func checkSession(w *desk.Work, in PlanSessionInput, planned []record.Session) error {
	if in.Circular {
		return checkCircular(w, in)
	}
	var p fault.Problems
	months := w.Edition.Sessions.Months
	other, beside := besideOn(w, in.Day, planned)
	next := openMonth(w, w.Edition, planned).String()
	switch {
	case in.Day.IsZero():
		p.Add("session.day", "/day")
	case len(months) > 0 && !slices.Contains(months, in.Day.Month()):
		p.Add("session.month", "/day", "given", in.Day, "months", fault.List(months), "next", next)
	case in.Reason != "":
	case in.Day.Before(w.Today):
		p.Add("session.past", "/day", "given", in.Day, "today", w.Today, "next", next)
	case beside:
		p.Add("session.beside", "/day", "given", in.Day, "session", other.ID, "next", next)
	}
	p.Want(!in.Cutoff.After(in.Day), "session.cutoff", "/cutoff", "given", in.Cutoff, "day", in.Day)
	return p.Err()
}

// besideOn is a session of the same day, or of the same month where the edition names
// months.
func besideOn(w *desk.Work, day civil.Date, planned []record.Session) (record.Session, bool) {
	monthly := len(w.Edition.Sessions.Months) > 0
	return desk.First(planned, func(s record.Session) bool {
		return s.State != record.SessionCancelled && !s.IsCircular() && (s.Day == day || monthly && deadline.SameMonth(s.Day, day))
	})
}

// openMonth is the next month in which the committee sits and has no session yet; no day
// where the edition names no months.
func openMonth(w *desk.Work, e *scheme.Edition, planned []record.Session) civil.Date {
	for _, month := range deadline.OpenMonths(e.Sessions.Months, w.Today, daysOf(planned)) {
		return month
	}
	return civil.Date{}
}

// daysOf are the days of the meetings that were not called off.
func daysOf(planned []record.Session) (days []civil.Date) {
	for _, s := range planned {
		if s.State != record.SessionCancelled && !s.IsCircular() {
			days = append(days, s.Day)
		}
	}
	return days
}

// Open opens the session on its day; a circular resolution goes round from then on, until its
// last day for answers.
func Open(w *desk.Work, _ desk.NoInput) error {
	next, err := lifecycle.Sessions().Next(w.Edition.Process, w.Session.State, lifecycle.OpenSession, nil)
	if err != nil {
		return err
	}
	if err := DayHasCome(w); err != nil {
		return err
	}
	if w.Session.State = next; w.Session.IsCircular() {
		sendRound(w)
	}
	return nil
}

// CloseInput closes a session with its minutes (議事録).
type CloseInput struct {
	Minutes string            `json:"minutes" doc:"the minutes"`
	Parts   map[string]string `json:"parts,omitempty" doc:"what was said of single cases, by their numbers; the minutes then speak of none of these"`
}

// Close closes the session with its minutes (議事録):
//  1. the session is open;
//  2. every case on its agenda has been decided or put off;
//  3. keep the minutes, those of single cases apart, and unseal the votes.
func Close(w *desk.Work, in CloseInput) error {
	next, err := lifecycle.Sessions().Next(w.Edition.Process, w.Session.State, lifecycle.CloseSession, nil)
	if err != nil {
		return err
	}
	if err := keepParts(w, in); err != nil {
		return err
	}
	if err := AgendaSettled(w); err != nil {
		return err
	}
	w.Session.State, w.Session.Minutes = next, in.Minutes
	return nil
}

// keepParts writes down what was said of single cases, beside each on the agenda.
func keepParts(w *desk.Work, in CloseInput) error {
	var p fault.Problems
	p.Want(in.Minutes != "", "session.minutes", "/minutes")
	var nos []string
	for _, item := range desk.Read(w, w.Agenda, w.Session.ID) {
		no := desk.Read(w, w.Tx.Case, item.CaseID).No
		nos = append(nos, no)
		if part := in.Parts[no]; part != "" {
			item.Minutes = part
			w.Save(&item)
		}
	}
	for _, no := range slices.Sorted(maps.Keys(in.Parts)) {
		fault.OneOf(&p, "session.part", "/parts/"+no, no, nos)
		p.Want(in.Parts[no] != "", "session.minutes", "/parts/"+no)
	}
	return p.Err()
}

// DayHasCome refuses to open a session before its day, and a circular resolution after its
// last.
func DayHasCome(w *desk.Work) error {
	if w.Session.IsCircular() && w.Session.State == record.SessionPlanned && over(w, w.Session) {
		return &fault.Refusal{Clause: w.Edition.Committee.Source, Reason: "circular.over", Detail: fault.With("day", w.Session.Day)}
	}
	if w.Session.IsCircular() || !w.Today.Before(w.Session.Day) {
		return nil
	}
	return &fault.Refusal{Clause: w.Edition.Sessions.Source, Reason: "session.before-its-day", Detail: map[string]string{"day": w.Session.Day.String()}}
}

// AgendaSettled refuses to close a session that leaves a case of its agenda as it
// is.
func AgendaSettled(w *desk.Work) error {
	item, pending := desk.First(desk.Read(w, w.Agenda, w.Session.ID), func(i record.AgendaItem) bool { return i.State == record.AgendaPending })
	if !pending {
		return nil
	}
	told := fault.Data{}
	if c := desk.Read(w, w.Tx.Case, item.CaseID); access.Allows(w.Actor, access.ViewCase, w.ObjectOf(c)) {
		told = fault.With("case", w.NoOf(c))
	}
	return &fault.Refusal{Clause: w.Edition.Committee.Source, Reason: "session.agenda-pending", Detail: told}
}
