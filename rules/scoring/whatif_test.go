package scoring_test

import (
	"slices"
	"testing"

	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/fault"
)

// later is an edition after anshin's: 1-1-2 mandatory, 3-1-7 graded, 7-1-1 of
// 10 points, 6-2-2 merged into 6-2-1, one item more, and 88 points to pass.
func later() *scheme.Edition {
	e := anshin()
	e.ID = "later"
	e.Pass.New.PointsPass = 88
	standing := func(id string) *scheme.Treatment { c, _ := e.Criterion(id); return &c.Treatment }
	*standing("1-1-2") = scheme.Treatment{Kind: scheme.Mandatory}
	standing("3-1-7").Grading = scheme.Graded
	standing("7-1-1").Points = 10
	merged, _ := e.Criterion("6-2-2")
	merged.ID = "8-1-1"
	kept, _ := e.Criterion("6-2-1")
	kept.Aliases = []string{"6-2-2"}
	return e
}

func TestWhatIfLeavesOpenWhatTheOtherEditionAsksMoreOf(t *testing.T) {
	t.Parallel()
	same := anshin()
	same.ID, same.Pass.New.PointsPass = "stricter", 92
	passed := scoring.Difference{VerdictBefore: scoring.Pass}
	tests := []struct {
		name, exceptions string
		to               *scheme.Edition
		after            scoring.Outcome
		delta            int
	}{
		{"91 points under 92", "2-3-1 2-3-2 3-1-3 3-1-4 3-1-5 1-1-3 1-1-4", same, scoring.Fail, 0},
		{"full marks under 92", "", same, scoring.Pass, 0},
		// 1-1-2 and the met but not graded 3-1-7 give no points, 7-1-1 five more;
		// 8-1-1 is new, so the case cannot be closed.
		{"a later edition", "", later(), scoring.Incomplete, -5 - 5 + 5},
	}
	from := compile(t, anshin())
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			v := decode(t, from, scheme.New, fill(test.exceptions))
			got, err := scoring.WhatIf([]scoring.Vector{v}, from, compile(t, test.to), scheme.New, scoring.AssumeNothing)
			want := passed
			want.VerdictAfter, want.PointsDelta = test.after, test.delta
			if err != nil || got[0] != want {
				t.Errorf("WhatIf = %+v, %v; want %+v", got, err, want)
			}
		})
	}
}

func TestWhatIfOfAspects(t *testing.T) {
	t.Parallel()
	once := pmark()
	once.ID = "once"
	for i := range once.Criteria {
		once.Criteria[i].Aspects = nil
	}
	ruleOnly := pmark()
	ruleOnly.ID = "rule only"
	for i := range ruleOnly.Criteria {
		ruleOnly.Criteria[i].Aspects = []string{"document"}
	}
	tests := []struct {
		name     string
		from, to *scheme.Edition
		after    scoring.Outcome
	}{
		{"two verdicts become one", pmark(), once, scoring.Pass},
		{"one verdict speaks for both", once, pmark(), scoring.Pass},
		{"operation was never looked at", ruleOnly, pmark(), scoring.Incomplete},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			from := compile(t, test.from)
			v := decode(t, from, scheme.New, `{"answers":{"3.1":"met","3.4.2.7":"met"}}`)
			got, err := scoring.WhatIf([]scoring.Vector{v}, from, compile(t, test.to), scheme.New, scoring.AssumeNothing)
			if err != nil || got[0].VerdictBefore != scoring.Pass || got[0].VerdictAfter != test.after {
				t.Errorf("WhatIf = %+v, %v; want pass, then %s", got, err, test.after)
			}
		})
	}
}

func TestWhatIfRefusesVectorsOfAnotherEdition(t *testing.T) {
	t.Parallel()
	s, other := compile(t, anshin()), compile(t, pmark())
	if _, err := scoring.WhatIf([]scoring.Vector{s.Blank(), other.Blank()}, s, s, scheme.New, scoring.AssumeNothing); fault.KindOf(err) != fault.Invalid {
		t.Errorf("error %v, want invalid", err)
	}
}

// TestATurnSaysWhy: under each assumption, which items are worth something else, and what the
// case misses.
func TestATurnSaysWhy(t *testing.T) {
	t.Parallel()
	from, to := compile(t, anshin()), compile(t, later())
	for _, test := range []struct {
		assumed scoring.Assumption
		after   scoring.Outcome
		delta   int
		items   map[string]scoring.ItemTurn
		missed  []scheme.Condition
	}{
		{scoring.AssumeMet, scoring.Pass, -5 + 5, map[string]scoring.ItemTurn{
			"1-1-2": {Before: 5}, "3-1-7": {Before: 5, After: 5, Assumed: true}, "7-1-1": {Before: 5, After: 10}, "8-1-1": {New: true, Assumed: true}}, nil},
		{scoring.AssumeUnmet, scoring.Fail, -5 - 5 + 5, map[string]scoring.ItemTurn{
			"1-1-2": {Before: 5}, "3-1-7": {Before: 5, Assumed: true}, "7-1-1": {Before: 5, After: 10}, "8-1-1": {New: true, Assumed: true, Fails: true}}, []scheme.Condition{scheme.AllMandatoryMet}},
	} {
		t.Run(string(test.assumed), func(t *testing.T) {
			t.Parallel()
			cases := []scoring.Vector{decode(t, from, scheme.New, fill(""))}
			got, err := scoring.WhatIf(cases, from, to, scheme.New, test.assumed)
			turned, _ := scoring.Turned(cases, from, to, scheme.New, test.assumed)
			if err != nil || got[0] != (scoring.Difference{VerdictBefore: scoring.Pass, VerdictAfter: test.after, PointsDelta: test.delta}) {
				t.Errorf("got %+v, %v; want %s and %d", got, err, test.after, test.delta)
			}
			turn := turned[0]
			if !slices.Equal(turn.Missed, test.missed) || turn.PassBefore != 91 || turn.PassAfter != 88 || turn.PointsBefore != 122 || turn.PointsAfter != 122+test.delta {
				t.Errorf("got %+v", turn)
			}
			for _, item := range turn.Items {
				want := test.items[item.Item]
				if want.Item = item.Item; item != want {
					t.Errorf("got %+v, want %+v", item, want)
				}
			}
			if len(turn.Items) != len(test.items) {
				t.Errorf("%d items, want %d", len(turn.Items), len(test.items))
			}
		})
	}
}
