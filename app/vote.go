package app

import (
	"slices"

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

func (in VoteInput) about() about { return about{seat: in.Seat} }

// vote records the vote of a seat:
//  1. the case is on the agenda and the seat is present;
//  2. a seat with a conflict in the case is refused, whoever records its vote;
//  3. keep the vote, sealed until the session closes; a seat votes once.
func vote(w *work, in VoteInput) error {
	if in.Seat == "" {
		in.Seat = w.actor.Seat
	}
	present, err := w.Attendance(w.c.SessionID)
	if err != nil {
		return err
	}
	var p fault.Problems
	choices := []record.Choice{record.VoteGrant, record.VoteRefuse, record.VoteAbstain}
	if !slices.Contains(choices, in.Choice) {
		fault.Choose(&p, "vote.choice", "/choice", string(in.Choice), choices)
	}
	if !isPresent(present, in.Seat) {
		p.Add("vote.absent", "/seat", "given", in.Seat)
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
			return &fault.Refusal{Clause: f.Why.Clause, Reason: "vote.conflicted", Detail: fault.With("seat", in.Seat, "conflict", f.Kind)}
		}
	}
	return w.Add(&record.Vote{ID: w.id(), SessionID: w.c.SessionID, CaseID: w.c.ID, Seat: in.Seat, Choice: in.Choice, By: w.actor.ID, At: w.now})
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

// seatToVote foresees a vote: of the actor's own seat, or of any that is present,
// has no conflict and has not voted.
func (w *work) seatToVote() (prospect, error) {
	present, err := w.Attendance(w.c.SessionID)
	if err != nil {
		return prospect{}, err
	}
	votes, err := w.Votes(w.c.SessionID, w.c.ID)
	if err != nil {
		return prospect{}, err
	}
	found, err := w.conflicts()
	if err != nil {
		return prospect{}, err
	}
	waits := func(seat string) bool {
		voted := slices.ContainsFunc(votes, func(v record.Vote) bool { return v.Seat == seat })
		conflicted := slices.ContainsFunc(found, func(f committee.Found) bool { return f.Seat == seat })
		return !voted && !conflicted && (w.actor.Seat == "" || seat == w.actor.Seat)
	}
	if !slices.ContainsFunc(w.edition.Committee.Seats, func(s scheme.Seat) bool { return waits(s.ID) }) {
		return prospect{idle: true}, nil
	}
	if slices.ContainsFunc(present, func(a record.Attendance) bool { return waits(a.Seat) }) {
		return prospect{}, nil
	}
	return prospect{against: []Blocked{{Code: "vote.absent", Clause: w.edition.Committee.Source}}}, nil
}

// forAnother: a vote of a seat that is not the actor's own.
func forAnother(w *work, in VoteInput) bool { return in.Seat != "" && in.Seat != w.actor.Seat }
