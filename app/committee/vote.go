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

// VoteInput is one vote.
type VoteInput struct {
	Seat   string        `json:"seat,omitempty" doc:"seat that votes; the actor's own when empty"`
	Choice record.Choice `json:"choice" enum:"grant,refuse,abstain" doc:"grant, refuse or abstain"`
}

// About says what the policy asks about.
func (in VoteInput) About() desk.About { return desk.About{Seat: in.Seat} }

// Vote records the vote of a seat:
//  1. the case is on the agenda and the seat is present;
//  2. a seat with a conflict in the case is refused, whoever records its vote;
//  3. keep the vote, sealed until the session closes; a seat votes once.
func Vote(w *desk.Work, in VoteInput) error {
	in.Seat = cmp.Or(in.Seat, w.Actor.Seat)
	var p fault.Problems
	choices := []record.Choice{record.VoteGrant, record.VoteRefuse, record.VoteAbstain}
	fault.OneOf(&p, "vote.choice", "/choice", in.Choice, choices)
	p.Want(isPresent(desk.Read(w, w.Attendance, w.Case.SessionID), in.Seat), "vote.absent", "/seat", "given", in.Seat)
	if err := p.Err(); err != nil {
		return err
	}
	for _, f := range conflicts(w) {
		if f.Seat == in.Seat {
			return &fault.Refusal{Clause: f.Why.Clause, Reason: "vote.conflicted", Detail: fault.With("seat", in.Seat, "conflict", f.Kind)}
		}
	}
	keepVote(w, in)
	return nil
}

// keepVote keeps a vote in the round of its seat. One that would stand beside another
// is in conflict with it.
func keepVote(w *desk.Work, in VoteInput) {
	round := 1
	for _, v := range voidings(w) {
		if v.Seat == in.Seat {
			round++
		}
	}
	w.Add(&record.Vote{ID: w.NewID(), SessionID: w.Case.SessionID, CaseID: w.Case.ID, Seat: in.Seat, Round: round, Choice: in.Choice,
		By: w.Actor.ID, At: w.Now})
}

// voidings says which votes on the case at its session no longer stand.
func voidings(w *desk.Work) []record.Voiding {
	voided, err := w.Voidings(w.Case.SessionID, w.Case.ID)
	w.Fail(err)
	return voided
}

// sitting is what has happened on the case at its session so far.
func sitting(w *desk.Work) committee.Sitting {
	votes, err := w.Votes(w.Case.SessionID, w.Case.ID)
	w.Fail(err)
	s := committee.Sitting{Conflicts: conflicts(w), Votes: committee.Standing(votes, voidings(w))}
	for _, a := range desk.Read(w, w.Attendance, w.Case.SessionID) {
		s.Present = append(s.Present, a.Seat)
	}
	return s
}

// sit asks the committee rule what has become of the case at its session.
func sit(w *desk.Work) committee.Result { return committee.Sit(w.Edition.Committee, sitting(w)) }

// SeatToVote foresees a vote: of the actor's own seat, or of any that is present,
// has no conflict and has not voted.
func SeatToVote(w *desk.Work) desk.Prospect {
	now := sitting(w)
	waits := func(seat string) bool { return now.Awaits(seat) && (w.Actor.Seat == "" || seat == w.Actor.Seat) }
	if !slices.ContainsFunc(scheme.IDs(w.Edition.Committee.Seats), waits) {
		return desk.Prospect{Idle: true}
	}
	if slices.ContainsFunc(now.Present, waits) {
		return desk.Prospect{}
	}
	return desk.Prospect{Against: []desk.Blocked{{Code: "vote.absent", Clause: w.Edition.Committee.Source}}}
}

// ForAnother: a vote of a seat that is not the actor's own.
func ForAnother(w *desk.Work, in VoteInput) bool { return in.Seat != "" && in.Seat != w.Actor.Seat }
