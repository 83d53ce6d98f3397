package committee

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
)

// Sitting is what happened at the table on one case.
type Sitting struct {
	Present   []string // seats
	Conflicts []Found
	Votes     []record.Vote // in any order
}

// Awaits reports whether the vote of a seat is still to be given: it has no conflict
// and has not voted.
func (s Sitting) Awaits(seat string) bool {
	return !slices.ContainsFunc(s.Votes, func(v record.Vote) bool { return v.Seat == seat }) &&
		!slices.ContainsFunc(s.Conflicts, func(f Found) bool { return f.Seat == seat })
}

// Outcome is what a sitting has come to.
type Outcome string

// The outcomes. Only Grant and Refuse decide the case.
const (
	Grant    Outcome = "grant"
	Refuse   Outcome = "refuse"
	Tied     Outcome = "tied"      // neither side has the majority; the case is put off
	NoQuorum Outcome = "no_quorum" // 定足数不足
	Open     Outcome = "open"      // somebody at the table has yet to vote
	Ready    Outcome = "ready"     // all have voted, and the votes are sealed
)

// Result is a sitting counted.
type Result struct {
	Seats       int
	Present     int // seats of the committee that attend, recused ones among them
	Recused     int // of those present
	Counted     int // towards the quorum
	Quorum      int // needed
	QuorumHolds bool

	Entitled  int // present and not recused
	For       int
	Against   int
	Abstained int
	Sealed    int  // votes that nobody has opened
	Majority  int  // needed of the votes cast for and against
	Casting   bool // the chair's casting vote settled a tie

	Outcome Outcome
	Refused []RefusedVote
	Because record.Reason
}

// RefusedVote is a vote that does not count, with the code of why.
type RefusedVote struct {
	Seat string
	Why  string
}

// Why a vote does not count.
const (
	UnknownSeat   = "unknown-seat"
	Absent        = "absent"
	Conflicted    = "conflicted"
	VotedTwice    = "voted-twice" // none of the seat's votes counts
	UnknownChoice = "unknown-choice"
)

// Sit counts a sitting. The quorum (定足数) is a share of all seats; a recused
// member counts towards it only where the edition says so, and never votes. The
// majority is of the votes for and against; an abstention is a vote given but
// not one cast.
func Sit(c scheme.Committee, s Sitting) Result {
	t := newTable(c, s)
	r := Result{Seats: len(c.Seats), Present: t.present, Recused: t.recused, Entitled: t.present - t.recused,
		Quorum: c.Quorum.Value.Of(len(c.Seats))}
	r.Counted = r.Entitled
	if c.RecusedCount.Value {
		r.Counted = r.Present
	}
	r.QuorumHolds = r.Counted >= r.Quorum && r.Entitled > 0
	r.Refused = t.count(&r, s.Votes)
	r.Majority = c.Decision.Value.Of(r.For + r.Against)
	r.Outcome = r.outcome(c, t)
	r.Because = r.explain(c, s)
	return r
}

func (r *Result) outcome(c scheme.Committee, t *table) Outcome {
	switch {
	case !r.QuorumHolds:
		return NoQuorum
	case r.voted() < r.Entitled:
		return Open
	case r.Sealed > 0:
		return Ready
	case r.For == r.Against && c.TieBreak.Value == scheme.TieChair:
		return r.castingVote(c, t.chair)
	}
	return r.carried(c, r.For, r.Against)
}

// voted is how many have voted, opened or not.
func (r *Result) voted() int { return r.For + r.Against + r.Abstained + r.Sealed }

// castingVote counts the chair's vote once more. A chair who did not take a side
// settles nothing.
func (r *Result) castingVote(c scheme.Committee, chair record.Choice) Outcome {
	extraFor, extraAgainst := 0, 0
	switch chair {
	case record.VoteGrant:
		extraFor = 1
	case record.VoteRefuse:
		extraAgainst = 1
	}
	out := r.carried(c, r.For+extraFor, r.Against+extraAgainst)
	r.Casting = out != Tied
	return out
}

func (r *Result) carried(c scheme.Committee, yes, no int) Outcome {
	need := c.Decision.Value.Of(yes + no)
	switch {
	case yes > no && yes >= need:
		return Grant
	case no > yes && no >= need:
		return Refuse
	}
	return Tied
}
