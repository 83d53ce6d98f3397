package committee

import (
	"cmp"
	"fmt"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/fault"
)

// AttendInput records who is present.
type AttendInput struct {
	Seats []string `json:"seats" doc:"committee seats that are present"`
}

// About names the first seat: a member can only sign in alone.
func (in AttendInput) About() desk.About {
	if len(in.Seats) == 0 {
		return desk.About{}
	}
	return desk.About{Seat: in.Seats[0]}
}

// Attend records who is present (出席).
func Attend(w *desk.Work, in AttendInput) error {
	if err := cmp.Or(noTable(w), checkSeats(w, in.Seats)); err != nil {
		return err
	}
	present := atTable(w, w.Session.ID)
	for _, seat := range in.Seats {
		if !slices.Contains(present, seat) {
			w.Add(&record.Attendance{ID: w.NewID(), SessionID: w.Session.ID, Seat: seat, Round: roundOf(w, seat)})
		}
	}
	return nil
}

func checkSeats(w *desk.Work, seats []string) error {
	var p fault.Problems
	for i, seat := range seats {
		where := fmt.Sprintf("/seats/%d", i)
		fault.OneOf(&p, "session.seat", where, seat, scheme.IDs(w.Edition.Committee.Seats))
		p.Want(!vacant(w, w.Session, seat), "session.vacant", where, "given", seat)
		p.Want(w.Actor.Role != record.RoleMember || seat == w.Actor.Seat, "session.own-seat", where, "given", seat, "own", w.Actor.Seat)
	}
	return p.Err()
}

// ExcuseInput says who is not there, or goes.
type ExcuseInput struct {
	Seat   string `json:"seat" doc:"committee seat"`
	Reason string `json:"reason" doc:"why: absent, left, died, end of term"`
}

// About says what the policy asks about.
func (in ExcuseInput) About() desk.About { return desk.About{Seat: in.Seat} }

// Excuse takes a seat from the table (欠席・退席): its holder sent word, left, died, or
// the term has ended:
//  1. the seat is one of the committee, and why is said;
//  2. the seat counts neither towards the quorum nor among those who have yet to vote;
//  3. what it voted before stands, and its attendance stays on record beside that.
func Excuse(w *desk.Work, in ExcuseInput) error {
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	fault.OneOf(&p, "session.seat", "/seat", in.Seat, scheme.IDs(w.Edition.Committee.Seats))
	gone := !slices.Contains(atTable(w, w.Session.ID), in.Seat)
	p.Want(!gone || roundOf(w, in.Seat) == 1, "session.excused", "/seat", "given", in.Seat)
	if err := cmp.Or(noTable(w), p.Err()); err != nil {
		return err
	}
	w.Add(&record.Excusal{ID: w.NewID(), SessionID: w.Session.ID, Seat: in.Seat, Round: roundOf(w, in.Seat), Reason: in.Reason,
		By: w.Actor.ID, At: w.Now})
	return nil
}

// atTable are the seats that are present at a session: those that came, have not been
// excused since, and are held by somebody.
func atTable(w *desk.Work, session string) []string {
	s := desk.Read(w, w.Tx.Session, session)
	return slices.DeleteFunc(committee.Present(desk.Read(w, w.Attendance, session), desk.Read(w, w.Excusals, session)),
		func(seat string) bool { return vacant(w, s, seat) })
}

// AtTable are the seats at the session on the desk.
func AtTable(w *desk.Work) []string { return atTable(w, w.Session.ID) }

// roundOf is the round in which a seat comes to the session, or is excused.
func roundOf(w *desk.Work, seat string) int {
	return desk.Round(desk.Read(w, w.Excusals, w.Session.ID), func(x record.Excusal) bool { return x.Seat == seat })
}
