package committee

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/committee"
	"akashi/values/civil"
	"akashi/values/fault"
)

// CallInput says until when the members are to answer.
type CallInput struct {
	Until civil.Date `json:"until,omitempty" doc:"last day for answers; the day on which the agenda closes when empty, or the day before the session once that has passed"`
}

// Call asks the members whether they come, and for each case whether they have a conflict
// (開催の案内):
//  1. the session is planned, and has not been called for its day;
//  2. the last day for answers is not before today nor after the session;
//  3. everybody who holds a seat on that day and has an address is sent one letter, which names
//     no case: the page behind the sign-in tells what each may know;
//  4. a case that comes onto the agenda from here on is told to the same members.
func Call(w *desk.Work, in CallInput) error {
	if err := noTable(w); err != nil {
		return err
	}
	if !ToBeCalled(w) {
		return fault.New(fault.Conflict, "call.made", w.Session.ID)
	}
	if in.Until.IsZero() {
		in.Until = committee.LastToAnswer(w.Session, w.Today)
	}
	var p fault.Problems
	p.Want(!in.Until.Before(w.Today) && !in.Until.After(w.Session.Day), "call.until", "/until", "given", in.Until, "today", w.Today, "day", w.Session.Day)
	asked := sitters(w, w.Session)
	p.Want(len(asked) > 0, "call.nobody", "")
	if err := p.Err(); err != nil {
		return err
	}
	for _, m := range asked {
		writeTo(w, w.Session, m, record.CallMade, in.Until)
	}
	w.Told = fault.With("n", len(asked))
	return nil
}

// Remind writes once more to the members that have not answered (回答の催促):
//  1. the session is planned and has been called for its day;
//  2. a letter goes to who holds a seat and has not replied, or has still to declare in a case;
//  3. who was called or reminded today is not written to again.
func Remind(w *desk.Work, _ desk.NoInput) error {
	if err := noTable(w); err != nil {
		return err
	}
	calls := desk.Read(w, w.Calls, w.Session.ID)
	last, called := committee.Called(calls, desk.Read(w, w.SessionMoves, w.Session.ID))
	if !called {
		return fault.New(fault.Conflict, "call.none", w.Session.ID)
	}
	late := unanswered(w, calls)
	if len(late) == 0 {
		return fault.New(fault.Conflict, "call.nobody-left", w.Session.ID)
	}
	for _, m := range late {
		writeTo(w, w.Session, m, record.CallReminded, answerBy(w, w.Session, last))
	}
	w.Told = fault.With("n", len(late))
	return nil
}

// ToBeCalled reports whether the session on the desk is a meeting that was not called for its day.
func ToBeCalled(w *desk.Work) bool {
	_, called := committee.Called(desk.Read(w, w.Calls, w.Session.ID), desk.Read(w, w.SessionMoves, w.Session.ID))
	return AtATable(w) && !called
}

// ToBeReminded reports whether the session on the desk was called, and somebody has not answered
// and was not written to today.
func ToBeReminded(w *desk.Work) bool {
	return AtATable(w) && !ToBeCalled(w) && len(unanswered(w, desk.Read(w, w.Calls, w.Session.ID))) > 0
}

// answerBy is the day until which members were asked to answer, or another once it has passed.
func answerBy(w *desk.Work, s record.Session, last record.Call) civil.Date {
	if last.Until.Before(w.Today) {
		return committee.LastToAnswer(s, w.Today)
	}
	return last.Until
}

// sitter is somebody who holds a seat and whom letters reach.
type sitter struct {
	seat string
	user record.User
}

// sitters are those who hold a seat on the day of a session and whom letters reach.
func sitters(w *desk.Work, s record.Session) (all []sitter) {
	for _, seat := range asked(w, s) {
		for _, u := range w.Everybody() {
			if u.Role == record.RoleMember && u.Seat == seat && u.Serves(s.Scheme) && desk.Reached(u) {
				all = append(all, sitter{seat, u})
			}
		}
	}
	return all
}

// Unreached is a seat whose holder no letter reaches.
type Unreached struct {
	Seat string       `json:"seat"`
	Name string       `json:"name,omitempty"` // of the account, or of the holder on record
	Why  UnreachedWhy `json:"why"`
}

// UnreachedWhy says why no letter reaches a seat.
type UnreachedWhy string

// Why no letter comes.
const (
	NoAccount   UnreachedWhy = "no-account"
	Deactivated UnreachedWhy = "deactivated"
	NoAddress   UnreachedWhy = "no-address"
)

// UnreachedSeats are the seats of the session on the desk whose holders no letter reaches: somebody
// has to ask them in another way.
func UnreachedSeats(w *desk.Work) (all []Unreached) {
	s := w.Session
	for _, seat := range asked(w, s) {
		one := Unreached{Seat: seat, Why: NoAccount}
		if held, ok := committee.Holder(desk.Read(w, w.Tenures, s.Scheme), seat, s.Day); ok {
			one.Name = held.Name
		}
		reached := false
		for _, u := range w.Everybody() {
			switch {
			case u.Role != record.RoleMember || u.Seat != seat || !u.Serves(s.Scheme):
			case desk.Reached(u):
				reached = true
			case !u.Disabled:
				one.Name, one.Why = u.Name, NoAddress
			case one.Why == NoAccount:
				one.Name, one.Why = u.Name, Deactivated
			}
		}
		if !reached {
			all = append(all, one)
		}
	}
	return all
}

// unanswered are those who owe a reply, or a declaration in a case, and were not written to today.
func unanswered(w *desk.Work, calls []record.Call) []sitter {
	owes := owing(w)
	return slices.DeleteFunc(sitters(w, w.Session), func(m sitter) bool {
		return !owes(m.seat, m.user.ID) || committee.RemindedOn(calls, m.user.ID, w.Today)
	})
}

// owing tells who owes a reply to the session on the desk, or a declaration in a case on its agenda.
func owing(w *desk.Work) func(seat, user string) bool {
	replies := desk.Read(w, w.Replies, w.Session.ID)
	var cases []*desk.Work
	for _, item := range desk.Read(w, w.Agenda, w.Session.ID) {
		if item.State == record.AgendaPending {
			of := w.Beside(w.Actor)
			w.Fail(of.OfCase(desk.Read(w, w.Tx.Case, item.CaseID)))
			cases = append(cases, of)
		}
	}
	return func(seat, user string) bool {
		return committee.Replied(replies, seat).Round == 0 || slices.ContainsFunc(cases, func(of *desk.Work) bool {
			return !slices.Contains(committee.Seats(conflicts(of)), seat) && !cleared(of, seat, user)
		})
	}
}

// AnswerDue is the last day on which members were asked to answer for the session on the desk: to a member while it owes a
// reply or a declaration itself, to whoever calls sessions while a reply is owed. Of declarations the office is told
// nothing here: they are of cases that not everybody there may know of.
func AnswerDue(w *desk.Work) (until civil.Date) {
	calls := desk.Read(w, w.Calls, w.Session.ID)
	last, called := committee.Called(calls, desk.Read(w, w.SessionMoves, w.Session.ID))
	member := w.Actor.Seat != ""
	if !called || !AtATable(w) || !member && !access.Allows(w.Actor, access.ViewMail, access.Object{Kind: access.KindMail, Scheme: w.Session.Scheme}) {
		return until
	}
	owes := func(seat, _ string) bool {
		return committee.Replied(desk.Read(w, w.Replies, w.Session.ID), seat).Round == 0
	}
	if member {
		owes = owing(w)
	}
	for _, m := range sitters(w, w.Session) {
		if member && m.user.ID != w.Actor.ID || !owes(m.seat, m.user.ID) {
			continue
		}
		for _, c := range calls {
			if c.UserID == m.user.ID && !c.At.Before(last.At) && c.Until.After(until) {
				until = c.Until
			}
		}
	}
	return until
}

// tellOfCase tells the members of a session that has been called that the case on the desk has
// come onto its agenda; not those who have left it.
func tellOfCase(w *desk.Work, s record.Session) {
	last, called := committee.Called(desk.Read(w, w.Calls, s.ID), desk.Read(w, w.SessionMoves, s.ID))
	if !called || s.State != record.SessionPlanned {
		return
	}
	left := committee.Seats(conflicts(w))
	for _, m := range sitters(w, s) {
		if !slices.Contains(left, m.seat) {
			writeTo(w, s, m, record.CallAdded, answerBy(w, s, last))
		}
	}
}

// writeTo sends the letter, and keeps that it was sent.
func writeTo(w *desk.Work, s record.Session, m sitter, kind record.CallKind, until civil.Date) {
	id := w.LetterTo(m.user, "session-"+string(kind), map[string]string{"session": s.ID, "day": s.Day.String(), "until": until.String()})
	w.Add(&record.Call{ID: w.NewID(), SessionID: s.ID, Kind: kind, Seat: m.seat, UserID: m.user.ID, LetterID: id, Until: until, By: w.Actor.ID, At: w.Now})
}
