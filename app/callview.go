package app

import (
	"cmp"
	"slices"
	"time"

	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/sending"
	"akashi/scheme"
	"akashi/values/civil"
)

// CalledMember is a letter that asked a member to answer, with what became of it.
type CalledMember struct {
	Kind   record.CallKind    `json:"kind"`
	Seat   string             `json:"seat"`
	Name   string             `json:"name"`
	Until  civil.Date         `json:"until"` // last day for answers
	At     time.Time          `json:"at"`
	Letter record.LetterState `json:"letter"`
}

// unreachedSeats are the seats that no letter about the session on the desk reaches, while somebody is still to be asked;
// for those who read letters.
func unreachedSeats(w *desk.Work) []committee.Unreached {
	over := w.Session.State == record.SessionClosed || w.Session.State == record.SessionCancelled
	if over || !access.Allows(w.Actor, access.ViewMail, access.Object{Kind: access.KindMail, Scheme: w.Session.Scheme}) {
		return nil
	}
	return committee.UnreachedSeats(w)
}

// calledMembers are the letters about the session on the desk, for those who read letters: the
// oldest first, those of one moment as the seats are listed. None is about a case that the actor
// may not see.
func calledMembers(w *desk.Work) (all []CalledMember) {
	if !access.Allows(w.Actor, access.ViewMail, access.Object{Kind: access.KindMail, Scheme: w.Session.Scheme}) {
		return nil
	}
	for _, c := range desk.Read(w, w.Calls, w.Session.ID) {
		letter := desk.Read(w, w.Tx.Letter, c.LetterID)
		if letter.CaseID != "" && !access.Allows(w.Actor, access.ViewCase, w.ObjectOf(desk.Read(w, w.Tx.Case, letter.CaseID))) {
			continue
		}
		member, _ := desk.Find(w, w.Tx.User, c.UserID)
		all = append(all, CalledMember{c.Kind, c.Seat, member.Name, c.Until, c.At, sending.Standing(letter, w.Now).State})
	}
	seats := scheme.IDs(w.Edition.Committee.Seats)
	slices.SortStableFunc(all, func(a, b CalledMember) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(slices.Index(seats, a.Seat), slices.Index(seats, b.Seat)))
	})
	return all
}
