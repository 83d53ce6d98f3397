package committee_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"akashi/record"
	"akashi/rules/committee"
	"akashi/scheme"
)

func anyCirculation(t *rapid.T) committee.Circulation {
	return committee.Circulation{
		Answers: rapid.SampledFrom([]scheme.Answers{scheme.AnswersAll, scheme.AnswersAll, scheme.AnswersMost, scheme.AnswersTwoThirds, ""}).Draw(t, "answers"),
		Asked:   rapid.SliceOfDistinct(rapid.SampledFrom(seatIDs()), rapid.ID[string]).Draw(t, "asked"),
		Over:    rapid.Bool().Draw(t, "over"),
	}
}

// byLetters counts a circular resolution as somebody would who opens the letters one by one: it
// compares shares by multiplying, and asks the naive count of a sitting what those who wrote
// have decided.
func byLetters(c scheme.Committee, how committee.Circulation, s committee.Sitting) committee.Outcome {
	may, wrote := 0, []string{}
	for _, seat := range c.Seats {
		asked := slices.Contains(how.Asked, seat.ID)
		left := slices.ContainsFunc(s.Conflicts, func(f committee.Found) bool { return f.Seat == seat.ID })
		if !asked || left {
			continue
		}
		may++
		if slices.ContainsFunc(s.Votes, func(v record.Vote) bool { return v.Seat == seat.ID }) {
			wrote = append(wrote, seat.ID)
		}
	}
	n, enough := len(wrote), false
	switch how.Answers {
	case scheme.AnswersAll:
		enough = n == may
	case scheme.AnswersMost:
		enough = 2*n > may
	case scheme.AnswersTwoThirds:
		enough = 3*n >= 2*may
	}
	if !how.Over && (n < may || !enough) {
		return committee.Open
	}
	if !enough {
		return committee.Unanswered
	}
	s.Present = wrote
	return naive(c, s)
}

func TestCirculateAgreesWithCountingLetters(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, how, s := anyCommittee(t), anyCirculation(t), anySitting(t)
		votes := s.Votes[:0:0]
		for _, v := range s.Votes { // each writes once, and something
			if v.Choice != "" && !slices.ContainsFunc(votes, func(o record.Vote) bool { return o.Seat == v.Seat }) {
				votes = append(votes, v)
			}
		}
		s.Votes = votes
		if got, want := committee.Circulate(c, how, s).Outcome, byLetters(c, how, s); got != want {
			t.Fatalf("%s, by letters %s", got, want)
		}
	})
}

func TestACircularDecidesNoMoreThanAMeeting(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, how, s := anyCommittee(t), anyCirculation(t), anySitting(t)
		r := committee.Circulate(c, how, s)
		if r.Outcome != committee.Grant && r.Outcome != committee.Refuse {
			return
		}
		if !r.QuorumHolds || how.Answers.Of(r.Entitled) > r.For+r.Against+r.Abstained {
			t.Fatalf("decided by %d of %d answers, quorum %d", r.For+r.Against+r.Abstained, r.Entitled, r.Quorum)
		}
		s.Present = how.Asked
		if at := committee.Sit(c, s).Outcome; !how.Over && at != r.Outcome {
			t.Fatalf("%s by letters, %s were all of them to meet", r.Outcome, at)
		}
	})
}
