package scoring_test

import (
	"testing"

	"pgregory.net/rapid"

	"akashi/rules/scoring"
	"akashi/scheme"
)

// naive judges a case a second time, straight from the rule book, without the
// tables of the sheet. It knows points and mandatory items only.
func naive(e *scheme.Edition, c scheme.CaseType, answer func(id string) (met bool, points int, open bool)) (points int, out scoring.Outcome) {
	failed, anyOpen := false, false
	for i := range e.Criteria {
		st := e.Criteria[i].For(c)
		met, given, open := answer(e.Criteria[i].ID)
		switch {
		case open:
			anyOpen = true
		case st.Kind == scheme.Mandatory:
			failed = failed || !met
		case st.Grading == scheme.Graded:
			points += given
			failed = failed || st.ZeroFails && given == 0
		case met:
			points += st.Points
		}
	}
	switch {
	case anyOpen:
		return points, scoring.Incomplete
	case failed || points < e.Pass.For(c).PointsPass:
		return points, scoring.Fail
	}
	return points, scoring.Pass
}

// draw makes up a case, most items of which are met.
func draw(t *rapid.T, e *scheme.Edition, c scheme.CaseType) []scoring.Judgement {
	var out []scoring.Judgement
	openRate := rapid.SampledFrom([]int{0, 0, 2}).Draw(t, "open rate")
	for i := range e.Criteria {
		j := scoring.Judgement{Criterion: e.Criteria[i].ID}
		roll := rapid.IntRange(0, 99).Draw(t, j.Criterion)
		st := e.Criteria[i].For(c)
		switch {
		case roll < openRate:
		case st.Kind == scheme.Points && st.Grading == scheme.Graded:
			n := min(roll/4, st.Points)
			j.Points = &n
		case roll < openRate+2, st.Kind == scheme.Points && roll < 25:
			j.Status = "unmet"
		default:
			j.Status = "met"
		}
		out = append(out, j)
	}
	return out
}

func TestScoreAgreesWithTheRuleBook(t *testing.T) {
	t.Parallel()
	e := anshin()
	s := compile(t, e)
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(scheme.CaseTypes()).Draw(t, "case type")
		judgements := draw(t, e, c)
		answers := map[string]scoring.Judgement{}
		for _, j := range judgements {
			answers[j.Criterion] = j
		}
		points, outcome := naive(e, c, func(id string) (bool, int, bool) {
			j := answers[id]
			if j.Points != nil {
				return false, *j.Points, false
			}
			return j.Status == "met", 0, j.Status == ""
		})
		a, err := s.Judge(c, judgements)
		if err != nil {
			t.Fatal(err)
		}
		r, err := scoring.Score(s, c, a.Vector)
		if err != nil || r.Points != points || r.Outcome != outcome {
			t.Fatalf("Score = %s with %d points, %v; want %s with %d", r.Outcome, r.Points, err, outcome, points)
		}
		look, _ := scoring.Look(s, c, a.Vector)
		if look.PointsReachable != r.PointsReachable || look.CertainPass != (r.Outcome == scoring.Pass) ||
			r.Outcome == scoring.Pass && !look.CanPass || r.Outcome == scoring.Fail && look.CanPass {
			t.Fatalf("%s, but the outlook is %+v", r.Outcome, look)
		}
		same, err := scoring.WhatIf([]scoring.Vector{a.Vector}, s, s, c, scoring.AssumeNothing)
		if err != nil || same[0] != (scoring.Difference{VerdictBefore: outcome, VerdictAfter: outcome}) {
			t.Fatalf("WhatIf under the same edition = %+v, %v", same, err)
		}
	})
}
