package app

import (
	"fmt"

	"akashi/civil"
	"akashi/committee"
	"akashi/fault"
	"akashi/lifecycle"
	"akashi/record"
	"akashi/scheme"
)

// PlanSessionInput plans a session.
type PlanSessionInput struct {
	Scheme string     `json:"scheme" doc:"key of the scheme"`
	Day    civil.Date `json:"day" doc:"day of the session"`
	Cutoff civil.Date `json:"cutoff,omitempty" doc:"last day to get a case onto the agenda; worked out from the edition when empty"`
}

// OfScheme is the scheme the policy looks at.
func (in PlanSessionInput) OfScheme() string { return in.Scheme }

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
	w.on = OnSession
	return nil
}

func checkSession(in PlanSessionInput, ed *scheme.Edition) error {
	var p fault.Problems
	if in.Day.IsZero() {
		p.Add("session.day", "/day", "write the day of the session")
	} else if months := ed.Sessions.Months; len(months) > 0 && !contains(months, in.Day.Month()) {
		p.Addf("session.month", "/day", "the committee of this scheme sits in months %v", months)
	}
	if in.Cutoff.After(in.Day) {
		p.Add("session.cutoff", "/cutoff", "the agenda closes on or before the day of the session")
	}
	return p.Err()
}

func contains[T comparable](all []T, one T) bool {
	for _, x := range all {
		if x == one {
			return true
		}
	}
	return false
}

// ScheduleInput puts a case on an agenda.
type ScheduleInput struct {
	Session string `json:"session" doc:"ID of the session"`
}

// schedule puts the case on the agenda of a session (上程):
//  1. the session is of this scheme and still takes cases in;
//  2. the fees that the committee waits for are in;
//  3. conflicts that the records show are entered, so that those members leave.
func schedule(w *work, in ScheduleInput) error {
	session, err := w.Session(in.Session)
	if err != nil {
		return err
	}
	if session.Scheme != w.c.Scheme {
		return fault.New(fault.NotFound, "session.of-another-scheme", in.Session)
	}
	inTime, err := w.inTimeFor(session)
	if err != nil {
		return err
	}
	if err := w.move(lifecycle.Schedule, grounds{lifecycle.InTimeForSession: inTime}); err != nil {
		return err
	}
	agenda, err := w.Agenda(session.ID)
	if err != nil {
		return err
	}
	if err := w.Add(&record.AgendaItem{ID: w.id(), SessionID: session.ID, CaseID: w.c.ID, No: len(agenda) + 1,
		State: record.AgendaPending, Version: 1}); err != nil {
		return err
	}
	w.c.SessionID = session.ID
	if err := w.enterConflicts(); err != nil {
		return err
	}
	return w.saveCase()
}

// inTimeFor asks whether the session still takes the case in, and names the next
// one that does.
func (w *work) inTimeFor(s record.Session) (ground, error) {
	if s.State != record.SessionClosed && !w.today.After(s.Cutoff) {
		return held(true), nil
	}
	sessions, err := w.Sessions(w.c.Scheme)
	if err != nil {
		return ground{}, err
	}
	next := ""
	for _, other := range sessions {
		if other.State == record.SessionPlanned && !w.today.After(other.Cutoff) {
			next = other.ID
			break
		}
	}
	return because(false, w.edition.Sessions.Source, "session", s.ID, "cutoff", s.Cutoff.String(), "next_session", next), nil
}

// enterConflicts writes down the conflicts that can be read off the records.
func (w *work) enterConflicts() error {
	found, err := w.conflicts()
	if err != nil {
		return err
	}
	known, err := w.Conflicts(w.c.ID)
	if err != nil {
		return err
	}
	for _, f := range found {
		if recorded(known, f) {
			continue
		}
		if err := w.Add(&record.Conflict{ID: w.id(), CaseID: w.c.ID, Seat: f.Seat, UserID: f.UserID, Kind: string(f.Kind), By: w.actor.ID, At: w.now}); err != nil {
			return err
		}
	}
	return nil
}

func recorded(known []record.Conflict, f committee.Found) bool {
	for _, k := range known {
		if k.Seat == f.Seat && k.Kind == string(f.Kind) {
			return true
		}
	}
	return false
}

// conflicts asks the rule for every conflict of a seat in this case.
func (w *work) conflicts() ([]committee.Found, error) {
	assigned, err := w.Assignments(w.c.ID)
	if err != nil {
		return nil, err
	}
	users, err := w.Users()
	if err != nil {
		return nil, err
	}
	recorded, err := w.Conflicts(w.c.ID)
	if err != nil {
		return nil, err
	}
	of := committee.Case{IntakeBody: w.c.IntakeBody, ApplicantID: w.c.ApplicantID, Members: users, Recorded: recorded}
	for _, a := range assigned {
		of.Evaluators = append(of.Evaluators, a.UserID)
	}
	return committee.ConflictsOf(w.edition.Committee, of), nil
}

// ConflictInput declares a conflict of interest.
type ConflictInput struct {
	Seat string `json:"seat,omitempty" doc:"committee seat; the actor's own when empty"`
	User string `json:"user,omitempty" doc:"user, when it is not a seat"`
	Kind string `json:"kind,omitempty" doc:"kind of conflict; declared when empty"`
	Note string `json:"note" doc:"what the tie is"`
}

// ForSeat is the seat the policy looks at.
func (in ConflictInput) ForSeat() string { return in.Seat }

func declareConflict(w *work, in ConflictInput) error {
	if in.Seat == "" && in.User == "" {
		in.Seat, in.User = w.actor.Seat, w.actor.ID
	}
	if in.Kind == "" {
		in.Kind = string(scheme.ConflictDeclared)
	}
	if in.Note == "" {
		return fault.Problems{{Code: "conflict.note", Where: "/note", Message: "write what the tie is"}}
	}
	return w.Add(&record.Conflict{ID: w.id(), CaseID: w.c.ID, Seat: in.Seat, UserID: in.User, Kind: in.Kind, Note: in.Note, By: w.actor.ID, At: w.now})
}

func openSession(w *work, _ NoInput) error {
	if w.session.State != record.SessionPlanned {
		return fault.New(fault.Conflict, "session.not-planned", w.session.State)
	}
	w.session.State = record.SessionOpen
	return w.Save(&w.session)
}

// AttendInput records who is present.
type AttendInput struct {
	Seats []string `json:"seats" doc:"committee seats that are present"`
}

// ForSeat is the seat the policy looks at: a member can only sign in alone.
func (in AttendInput) ForSeat() string {
	if len(in.Seats) == 0 {
		return ""
	}
	return in.Seats[0]
}

func attend(w *work, in AttendInput) error {
	if w.session.State != record.SessionOpen {
		return fault.New(fault.Conflict, "session.not-open", w.session.State)
	}
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
			p.Addf("session.seat", where, "the committee has no seat %q", seat)
		}
		if w.actor.Role == record.RoleMember && seat != w.actor.Seat {
			p.Add("session.own-seat", where, "a member signs in for the own seat only")
		}
	}
	return p.Err()
}

func isSeat(seats []scheme.Seat, id string) bool {
	for _, s := range seats {
		if s.ID == id {
			return true
		}
	}
	return false
}

func isPresent(present []record.Attendance, seat string) bool {
	for _, a := range present {
		if a.Seat == seat {
			return true
		}
	}
	return false
}

// CloseInput closes a session with its minutes (議事録).
type CloseInput struct {
	Minutes string `json:"minutes" doc:"the minutes"`
}

// closeSession closes the session with its minutes. Every case on the agenda has
// been decided or put off by then.
func closeSession(w *work, in CloseInput) error {
	if w.session.State != record.SessionOpen {
		return fault.New(fault.Conflict, "session.not-open", w.session.State)
	}
	agenda, err := w.Agenda(w.session.ID)
	if err != nil {
		return err
	}
	for _, item := range agenda {
		if item.State == record.AgendaPending {
			return &fault.Refusal{Reason: "session.agenda-pending", Detail: map[string]string{"case": item.CaseID}}
		}
	}
	w.session.State, w.session.Minutes = record.SessionClosed, in.Minutes
	return w.Save(&w.session)
}

// VoteInput is one vote.
type VoteInput struct {
	Seat   string `json:"seat,omitempty" doc:"seat that votes; the actor's own when empty"`
	Choice string `json:"choice" enum:"grant,refuse,abstain" doc:"grant, refuse or abstain"`
}

// ForSeat is the seat the policy looks at.
func (in VoteInput) ForSeat() string { return in.Seat }

// vote records the vote of a seat that is present and has no conflict.
func vote(w *work, in VoteInput) error {
	if err := w.in(lifecycle.Scheduled); err != nil {
		return err
	}
	if in.Seat == "" {
		in.Seat = w.actor.Seat
	}
	present, err := w.Attendance(w.c.SessionID)
	if err != nil {
		return err
	}
	var p fault.Problems
	if !contains([]string{record.VoteGrant, record.VoteRefuse, record.VoteAbstain}, in.Choice) {
		p.Add("vote.choice", "/choice", "vote grant, refuse or abstain")
	}
	if !isPresent(present, in.Seat) {
		p.Addf("vote.absent", "/seat", "seat %q is not present at the session", in.Seat)
	}
	if err := p.Err(); err != nil {
		return err
	}
	found, err := w.conflicts()
	if err != nil {
		return err
	}
	for _, f := range found {
		if f.Seat == in.Seat {
			return &fault.Refusal{Clause: f.Why.Clause, Reason: "vote.conflicted", Detail: map[string]string{"seat": in.Seat, "conflict": string(f.Kind)}}
		}
	}
	return w.Add(&record.Vote{ID: w.id(), SessionID: w.c.SessionID, CaseID: w.c.ID, Seat: in.Seat, Choice: in.Choice, By: w.actor.ID, At: w.now})
}

// deferCase puts the case off to a later session (継続審議).
func deferCase(w *work, in ReasonInput) error {
	if err := in.check(); err != nil {
		return err
	}
	if err := w.move(lifecycle.Defer, nil); err != nil {
		return err
	}
	if err := w.settleAgenda(record.AgendaDeferred, in.Reason); err != nil {
		return err
	}
	w.c.SessionID, w.c.Reason = "", in.Reason
	return w.saveCase()
}

func (w *work) settleAgenda(state, note string) error {
	item, err := w.AgendaItem(w.c.SessionID, w.c.ID)
	if err != nil {
		return err
	}
	item.State, item.Note = state, note
	return w.Save(&item)
}

// sit asks the committee rule what has become of the case at its session.
func (w *work) sit() (committee.Result, error) {
	present, err := w.Attendance(w.c.SessionID)
	if err != nil {
		return committee.Result{}, err
	}
	votes, err := w.Votes(w.c.SessionID, w.c.ID)
	if err != nil {
		return committee.Result{}, err
	}
	found, err := w.conflicts()
	if err != nil {
		return committee.Result{}, err
	}
	sitting := committee.Sitting{Conflicts: found, Votes: votes}
	for _, a := range present {
		sitting.Present = append(sitting.Present, a.Seat)
	}
	return committee.Sit(w.edition.Committee, sitting), nil
}
