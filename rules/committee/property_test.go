package committee_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"akashi/record"
	"akashi/rules/committee"
	"akashi/scheme"
)

func seatIDs() []string {
	var ids []string
	for _, s := range eight().Seats {
		ids = append(ids, s.ID)
	}
	return append(ids, "ghost")
}

func anyCommittee(t *rapid.T) scheme.Committee {
	c := eight()
	c.Seats = c.Seats[:rapid.IntRange(0, len(c.Seats)).Draw(t, "seats")]
	c.Quorum.Value = rapid.SampledFrom([]scheme.Majority{scheme.MoreThanHalf, scheme.TwoThirds, ""}).Draw(t, "quorum")
	c.Decision.Value = rapid.SampledFrom([]scheme.Majority{scheme.MoreThanHalf, scheme.TwoThirds, ""}).Draw(t, "decision")
	c.TieBreak.Value = rapid.SampledFrom([]scheme.TieBreak{scheme.TieChair, scheme.TieDefer, ""}).Draw(t, "tie")
	c.RecusedCount.Value = rapid.Bool().Draw(t, "recused count")
	return c
}

func anySitting(t *rapid.T) committee.Sitting {
	some := rapid.SliceOfDistinct(rapid.SampledFrom(seatIDs()), rapid.ID[string])
	s := committee.Sitting{Present: some.Draw(t, "present"), Conflicts: recused(some.Draw(t, "recused")...)}
	choice := rapid.SampledFrom([]record.Choice{record.VoteGrant, record.VoteGrant, record.VoteRefuse, record.VoteAbstain, ""})
	for _, seat := range some.Draw(t, "voters") {
		s.Votes = append(s.Votes, record.Vote{Seat: seat, Choice: choice.Draw(t, seat)})
	}
	if len(s.Votes) > 0 && rapid.Bool().Draw(t, "twice") {
		s.Votes = append(s.Votes, record.Vote{Seat: s.Votes[0].Seat, Choice: choice.Draw(t, "again")})
	}
	return s
}

// fullSitting is one in which everybody entitled votes once.
func fullSitting(t *rapid.T, c scheme.Committee) committee.Sitting {
	s := anySitting(t)
	s.Votes = nil
	for _, seat := range c.Seats {
		if slices.Contains(s.Present, seat.ID) && !slices.Contains(committee.Seats(s.Conflicts), seat.ID) {
			choice := rapid.SampledFrom([]record.Choice{record.VoteGrant, record.VoteRefuse, record.VoteAbstain}).Draw(t, seat.ID)
			s.Votes = append(s.Votes, record.Vote{Seat: seat.ID, Choice: choice})
		}
	}
	return s
}

func TestOrderOfVotesIsIrrelevant(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, s := anyCommittee(t), anySitting(t)
		before := committee.Sit(c, s)
		s.Votes = rapid.Permutation(s.Votes).Draw(t, "other order")
		s.Present = rapid.Permutation(s.Present).Draw(t, "other seats")
		if after := committee.Sit(c, s); !reflect.DeepEqual(before, after) {
			t.Fatalf("%+v\nbecame %+v", before, after)
		}
	})
}

func TestNothingIsDecidedWithoutQuorum(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := anyCommittee(t)
		r := committee.Sit(c, fullSitting(t, c))
		decided := r.Outcome == committee.Grant || r.Outcome == committee.Refuse
		if decided && (!r.QuorumHolds || r.Counted < r.Quorum || 2*r.Quorum <= r.Seats) {
			t.Fatalf("decided with %d of %d, %d needed", r.Counted, r.Seats, r.Quorum)
		}
		if r.Outcome == committee.Grant && (r.For == 0 || r.Against > r.For) {
			t.Fatalf("granted with %d for and %d against", r.For, r.Against)
		}
	})
}

func TestRecusalNeverHelpsTheQuorum(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, s := anyCommittee(t), anySitting(t)
		before := committee.Sit(c, s)
		s.Conflicts = append(s.Conflicts, recused(rapid.SampledFrom(seatIDs()).Draw(t, "one more leaves"))...)
		if after := committee.Sit(c, s); after.Counted > before.Counted || after.QuorumHolds && !before.QuorumHolds {
			t.Fatalf("%d counted towards the quorum, %d after a recusal", before.Counted, after.Counted)
		}
	})
}

func TestConflictedVoteNeverCounts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, s := anyCommittee(t), anySitting(t)
		left := committee.Seats(s.Conflicts)
		with := committee.Sit(c, s)
		s.Votes = slices.DeleteFunc(s.Votes, func(v record.Vote) bool { return slices.Contains(left, v.Seat) })
		without := committee.Sit(c, s)
		if with.For != without.For || with.Against != without.Against || with.Abstained != without.Abstained ||
			with.Outcome != without.Outcome {
			t.Fatalf("%+v with, %+v without the votes of those who left", with, without)
		}
	})
}

// naive counts a sitting in which everybody votes once with the fingers: it
// compares shares by multiplying, not by rounding.
func naive(c scheme.Committee, s committee.Sitting) committee.Outcome {
	reached := func(m scheme.Majority, part, whole int) bool {
		switch m {
		case scheme.MoreThanHalf:
			return 2*part > whole
		case scheme.TwoThirds:
			return 3*part >= 2*whole
		}
		return false
	}
	score := map[record.Choice]int{}
	atTable, voting, chair := 0, 0, record.Choice("")
	for _, seat := range c.Seats {
		if !slices.Contains(s.Present, seat.ID) {
			continue
		}
		gone := slices.ContainsFunc(s.Conflicts, func(f committee.Found) bool { return f.Seat == seat.ID })
		if !gone || c.RecusedCount.Value {
			atTable++
		}
		if gone {
			continue
		}
		voting++
		for _, v := range s.Votes {
			if v.Seat == seat.ID {
				score[v.Choice]++
				if seat.Chair {
					chair = v.Choice
				}
			}
		}
	}
	if voting == 0 || !reached(c.Quorum.Value, atTable, len(c.Seats)) {
		return committee.NoQuorum
	}
	if score["grant"] == score["refuse"] && c.TieBreak.Value == scheme.TieChair {
		score[chair]++
	}
	yes, no := score["grant"], score["refuse"]
	if yes > no && reached(c.Decision.Value, yes, yes+no) {
		return committee.Grant
	}
	if no > yes && reached(c.Decision.Value, no, yes+no) {
		return committee.Refuse
	}
	return committee.Tied
}

func TestSitAgreesWithCountingByHand(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := anyCommittee(t)
		s := fullSitting(t, c)
		if got, want := committee.Sit(c, s).Outcome, naive(c, s); got != want {
			t.Fatalf("%s, by hand %s", got, want)
		}
	})
}
