package app

import (
	"fmt"
	"slices"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// PlanSessionInput plans a session.
type PlanSessionInput struct {
	Scheme string     `json:"scheme" doc:"key of the scheme"`
	Day    civil.Date `json:"day" doc:"day of the session"`
	Cutoff civil.Date `json:"cutoff,omitempty" doc:"last day to get a case onto the agenda; worked out from the edition when empty"`
}

func (in PlanSessionInput) about() about { return about{scheme: in.Scheme} }

// planSession puts a session on the calendar of the committee. A scheme that
// names its months sits in no other.
func planSession(w *work, in PlanSessionInput) (err error) {
	if w.edition, err = w.app.Shelf.EditionAt(in.Scheme, in.Day); err != nil {
		return err
	}
	if err := checkSession(in, w.edition); err != nil {
		return err
	}
	if in.Cutoff.IsZero() {
		in.Cutoff = in.Day
		if before := w.edition.Sessions.Cutoff.Value; !before.IsZero() {
			in.Cutoff = before.Before(in.Day)
		}
	}
	n, err := w.Next("session/" + in.Scheme)
	if err != nil {
		return err
	}
	w.session = record.Session{ID: fmt.Sprintf("%s-%s-%d", in.Scheme, in.Day, n), Scheme: in.Scheme, Day: in.Day,
		Cutoff: in.Cutoff, State: record.SessionPlanned, Version: 1}
	if err := w.Add(&w.session); err != nil {
		return err
	}
	w.made(OnSession)
	return nil
}

func checkSession(in PlanSessionInput, ed *scheme.Edition) error {
	var p fault.Problems
	if in.Day.IsZero() {
		p.Add("session.day", "/day")
	} else if months := ed.Sessions.Months; len(months) > 0 && !slices.Contains(months, in.Day.Month()) {
		p.Add("session.month", "/day", "given", in.Day, "months", fault.List(months))
	}
	if in.Cutoff.After(in.Day) {
		p.Add("session.cutoff", "/cutoff", "given", in.Cutoff, "day", in.Day)
	}
	return p.Err()
}

func openSession(w *work, _ NoInput) error {
	next, err := lifecycle.Sessions().Next(w.edition.Process, w.session.State, lifecycle.OpenSession, nil)
	if err != nil {
		return err
	}
	if err := w.sessionDayCome(); err != nil {
		return err
	}
	w.session.State = next
	return nil // kept, with its version, by touch
}

// AttendInput records who is present.
type AttendInput struct {
	Seats []string `json:"seats" doc:"committee seats that are present"`
}

// about names the first seat: a member can only sign in alone.
func (in AttendInput) about() about {
	if len(in.Seats) == 0 {
		return about{}
	}
	return about{seat: in.Seats[0]}
}

func attend(w *work, in AttendInput) error {
	present, err := w.Attendance(w.session.ID)
	if err != nil {
		return err
	}
	if err := w.checkSeats(in.Seats); err != nil {
		return err
	}
	for _, seat := range in.Seats {
		if isPresent(present, seat) {
			continue
		}
		if err := w.Add(&record.Attendance{ID: w.id(), SessionID: w.session.ID, Seat: seat}); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) checkSeats(seats []string) error {
	var p fault.Problems
	for i, seat := range seats {
		where := fmt.Sprintf("/seats/%d", i)
		if !isSeat(w.edition.Committee.Seats, seat) {
			fault.Choose(&p, "session.seat", where, seat, seatNames(w.edition.Committee.Seats))
		}
		if w.actor.Role == record.RoleMember && seat != w.actor.Seat {
			p.Add("session.own-seat", where, "given", seat, "own", w.actor.Seat)
		}
	}
	return p.Err()
}

func isSeat(seats []scheme.Seat, id string) bool {
	return slices.ContainsFunc(seats, func(s scheme.Seat) bool { return s.ID == id })
}

func isPresent(present []record.Attendance, seat string) bool {
	return slices.ContainsFunc(present, func(a record.Attendance) bool { return a.Seat == seat })
}

// CloseInput closes a session with its minutes (議事録).
type CloseInput struct {
	Minutes string `json:"minutes" doc:"the minutes"`
}

// closeSession closes the session with its minutes (議事録):
//  1. the session is open;
//  2. every case on its agenda has been decided or put off;
//  3. keep the minutes, and unseal the votes.
func closeSession(w *work, in CloseInput) error {
	next, err := lifecycle.Sessions().Next(w.edition.Process, w.session.State, lifecycle.CloseSession, nil)
	if err != nil {
		return err
	}
	if in.Minutes == "" {
		return fault.Wrong("session.minutes", "/minutes")
	}
	if err := w.nothingPending(); err != nil {
		return err
	}
	w.session.State, w.session.Minutes = next, in.Minutes
	return nil // kept, with its version, by touch
}

func (w *work) dayOfSession() (prospect, error) { return against(w.sessionDayCome()) }

func (w *work) agendaSettled() (prospect, error) { return against(w.nothingPending()) }

// sessionDayCome refuses to open a session before its day.
func (w *work) sessionDayCome() error {
	if !w.today.Before(w.session.Day) {
		return nil
	}
	return &fault.Refusal{Clause: w.edition.Sessions.Source, Reason: "session.before-its-day", Detail: map[string]string{"day": w.session.Day.String()}}
}

// nothingPending refuses to close a session that leaves a case of its agenda as it
// is.
func (w *work) nothingPending() error {
	agenda, err := w.Agenda(w.session.ID)
	if err != nil {
		return err
	}
	for _, item := range agenda {
		if item.State != record.AgendaPending {
			continue
		}
		c, err := w.Case(item.CaseID)
		if err != nil {
			return err
		}
		return &fault.Refusal{Clause: w.edition.Committee.Source, Reason: "session.agenda-pending", Detail: map[string]string{"case": c.No}}
	}
	return nil
}

func seatNames(seats []scheme.Seat) []string {
	names := make([]string, len(seats))
	for i, s := range seats {
		names[i] = s.ID
	}
	return names
}
