package committee

import (
	"cmp"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/fault"
)

// ClearanceInput says whose seat has no conflict of interest.
type ClearanceInput struct {
	Seat string `json:"seat,omitempty" doc:"committee seat; the actor's own when empty"`
}

// About says what the policy asks about.
func (in ClearanceInput) About() desk.About { return desk.About{Seat: in.Seat} }

// DeclareNoConflict writes down that a seat has no conflict of interest in the case
// (利害がない旨の申告):
//  1. the case is on the agenda, and the seat has not said so at this session;
//  2. a seat that the records show to have a conflict is refused;
//  3. keep what was said: from here on the member is shown the case.
func DeclareNoConflict(w *desk.Work, in ClearanceInput) error {
	in.Seat = cmp.Or(in.Seat, w.Actor.Seat)
	var p fault.Problems
	fault.OneOf(&p, "clearance.seat", "/seat", in.Seat, scheme.IDs(w.Edition.Committee.Seats))
	p.Want(!clearedHere(w, in.Seat), "clearance.given", "/seat", "given", in.Seat)
	if err := p.Err(); err != nil {
		return err
	}
	if f, tied := desk.First(conflicts(w), func(f committee.Found) bool { return f.Seat == in.Seat }); tied {
		return &fault.Refusal{Clause: f.Why.Clause, Reason: "clearance.conflicted", Detail: fault.With("seat", in.Seat, "conflict", f.Kind)}
	}
	for _, user := range holdersOf(w, in.Seat) {
		if !cleared(w, in.Seat, user) {
			w.Add(&record.Clearance{ID: w.NewID(), CaseID: w.Case.ID, SessionID: w.Case.SessionID, Seat: in.Seat, UserID: user, By: w.Actor.ID, At: w.Now})
		}
	}
	return nil
}

// holdersOf are the accounts for which a seat speaks: the member's own, or of one that
// another speaks for those that hold it; "" where it has none.
func holdersOf(w *desk.Work, seat string) (ids []string) {
	if w.Actor.Role == record.RoleMember {
		return []string{w.Actor.ID}
	}
	for _, u := range w.Everybody() {
		if u.Seat == seat && u.Serves(w.Case.Scheme) && !u.Disabled {
			ids = append(ids, u.ID)
		}
	}
	if ids == nil {
		ids = []string{""}
	}
	return ids
}

// clearedHere reports whether everybody for whom the actor would speak has done so.
func clearedHere(w *desk.Work, seat string) bool {
	return !slices.ContainsFunc(holdersOf(w, seat), func(user string) bool { return !cleared(w, seat, user) })
}

// cleared reports whether a holder of a seat has said to have no conflict of interest in the
// case at its session.
func cleared(w *desk.Work, seat, user string) bool {
	return slices.ContainsFunc(desk.Read(w, w.Clearances, w.Case.ID), func(k record.Clearance) bool {
		return k.SessionID == w.Case.SessionID && k.Seat == seat && k.UserID == user
	})
}

// ClearanceToGive reports whether the actor's seat, or any, has still to say whether it has
// a conflict of interest in the case.
func ClearanceToGive(w *desk.Work) bool {
	left := committee.Seats(conflicts(w))
	return slices.ContainsFunc(scheme.IDs(w.Edition.Committee.Seats), func(seat string) bool {
		return (w.Actor.Seat == "" || seat == w.Actor.Seat) && !slices.Contains(left, seat) && !clearedHere(w, seat)
	})
}
