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
	p := checkChoice(in.Choice)
	p.Want(slices.Contains(atTable(w, w.Case.SessionID), in.Seat), "vote.absent", "/seat", "given", in.Seat)
	if err := p.Err(); err != nil {
		return err
	}
	if f, tied := desk.First(conflicts(w), func(f committee.Found) bool { return f.Seat == in.Seat }); tied {
		return &fault.Refusal{Clause: f.Why.Clause, Reason: "vote.conflicted", Detail: fault.With("seat", in.Seat, "conflict", f.Kind)}
	}
	keepVote(w, in)
	return nil
}

func checkChoice(c record.Choice) (p fault.Problems) {
	fault.OneOf(&p, "vote.choice", "/choice", c, []record.Choice{record.VoteGrant, record.VoteRefuse, record.VoteAbstain})
	return p
}

// CorrectVoteInput puts one vote in the place of another.
type CorrectVoteInput struct {
	VoteInput
	Reason string `json:"reason" doc:"why"`
}

// CorrectVote puts right a vote that was recorded wrongly (投票の訂正):
//  1. the seat has voted, and why the vote is another is said;
//  2. the vote that stood loses its effect, and stays on record beside that;
//  3. the other takes its place, sealed as it was.
func CorrectVote(w *desk.Work, in CorrectVoteInput) error {
	in.Seat = cmp.Or(in.Seat, w.Actor.Seat)
	p := append(checkChoice(in.Choice), fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())...)
	stood, voted := desk.First(sitting(w).Votes, func(v record.Vote) bool { return v.Seat == in.Seat })
	p.Want(voted, "vote.none", "/seat", "given", in.Seat)
	if err := p.Err(); err != nil {
		return err
	}
	void(w, stood, record.VoteCorrected, in.Reason)
	keepVote(w, in.VoteInput)
	return nil
}

// VotesToCorrect reports whether the actor's seat has voted, or any has.
func VotesToCorrect(w *desk.Work) bool {
	return slices.ContainsFunc(sitting(w).Votes, func(v record.Vote) bool { return w.Actor.Seat == "" || v.Seat == w.Actor.Seat })
}

// CorrectedForAnother reports a correction of a vote that is not of the actor's own seat.
func CorrectedForAnother(w *desk.Work, in CorrectVoteInput) bool { return ForAnother(w, in.VoteInput) }

// keepVote keeps a vote in the round of its seat. One that would stand beside another
// is in conflict with it.
func keepVote(w *desk.Work, in VoteInput) {
	round := desk.Round(voidings(w), func(v record.Voiding) bool { return v.Seat == in.Seat })
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
	s.Present = atTable(w, w.Case.SessionID)
	for _, v := range s.Votes { // who has voted took part in the case, and may leave
		if !slices.Contains(s.Present, v.Seat) {
			s.Present = append(s.Present, v.Seat)
		}
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

// ForAnother reports a vote of a seat that is not the actor's own.
func ForAnother(w *desk.Work, in VoteInput) bool { return in.Seat != "" && in.Seat != w.Actor.Seat }
