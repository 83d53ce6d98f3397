package scoring_test

import (
	"testing"

	"akashi/record"
	"akashi/rules/scoring"
	"akashi/scheme"
)

func TestARenewalClaimsWhatStillFits(t *testing.T) {
	t.Parallel()
	met, graded := record.Answer{Final: record.Met}, record.Answer{Final: record.Met, FinalPoints: points(4)}
	for _, c := range []struct {
		criterion string
		earlier   record.Answer
		claims    bool
	}{{"1", met, true}, {"1", graded, false}, {"2", graded, true}, {"2", met, false}, {"9", met, false}} {
		c.earlier.Criterion = c.criterion
		got := scoring.Carry(scoring.Renewed(judgedTwice(), []record.Answer{c.earlier}), nil, judgedTwice(), scheme.Renewal)
		if (len(got) > 0) != c.claims {
			t.Errorf("%s from %+v: %+v", c.criterion, c.earlier, got)
		}
	}
}

// TestARenewalTellsNoConfidentialPoints: what the committee gave for 7-1-1 is no claim of the
// renewal; what the applicant claimed is.
func TestARenewalTellsNoConfidentialPoints(t *testing.T) {
	t.Parallel()
	e := shipped(t, "anshin", "2014-07")
	rows := scoring.Renewed(e, []record.Answer{
		{Criterion: "7-1-1", Claim: record.Met, ClaimPoints: points(5), Final: record.Met, FinalPoints: points(2)},
		{Criterion: "1-1-1", Claim: record.Unmet, Final: record.Met}})
	if *rows[0].ClaimPoints != 5 || rows[1].Claim != record.Met {
		t.Errorf("claimed: %+v", rows)
	}
}

// editionOf is one in which every criterion is of the kind, by ID.
func editionOf(criteria ...scheme.Criterion) *scheme.Edition {
	return &scheme.Edition{Scheme: "s", Criteria: criteria}
}

func mandatory(id string, succeeds ...string) scheme.Criterion {
	return scheme.Criterion{ID: id, Succeeds: succeeds, Treatment: scheme.Treatment{Kind: scheme.Mandatory}}
}

func graded(id string, most int, succeeds ...string) scheme.Criterion {
	return scheme.Criterion{ID: id, Succeeds: succeeds,
		Treatment: scheme.Treatment{Kind: scheme.Points, Points: most, Grading: scheme.Graded}}
}

func anew(c scheme.Criterion) scheme.Criterion {
	c.AskedAnew = true
	return c
}

// What a draft of one edition claims of the items a (met), b (met), c (unmet), d (5
// points), e (not applicable), in editions that follow it.
func TestClaimsGoOverByTheirLineage(t *testing.T) {
	t.Parallel()
	draft := []record.Answer{
		{Criterion: "a", Claim: record.Met, ClaimNote: "see p. 4", First: record.Unmet}, {Criterion: "b", Claim: record.Met},
		{Criterion: "c", Claim: record.Unmet}, {Criterion: "d", Claim: record.Met, ClaimPoints: points(5)},
		{Criterion: "e", Claim: record.NA, Justification: "no shop"},
	}
	may := mandatory("e")
	may.NA = scheme.NAWithJustification
	for name, c := range map[string]struct {
		through []*scheme.Edition
		want    map[string]record.Verdict
	}{
		"the same items":          {[]*scheme.Edition{editionOf(mandatory("a"), mandatory("c"))}, map[string]record.Verdict{"a": record.Met, "c": record.Unmet}},
		"a new item":              {[]*scheme.Edition{editionOf(mandatory("a"), mandatory("z"))}, map[string]record.Verdict{"a": record.Met}},
		"moved up a place":        {[]*scheme.Edition{editionOf(mandatory("b", "c"), mandatory("a", "b"))}, map[string]record.Verdict{"b": record.Unmet, "a": record.Met}},
		"its number is another's": {[]*scheme.Edition{editionOf(mandatory("x", "a"), mandatory("a"))}, map[string]record.Verdict{"x": record.Met}},
		"two that agree":          {[]*scheme.Edition{editionOf(mandatory("ab", "a", "b"))}, map[string]record.Verdict{"ab": record.Met}},
		"two that do not":         {[]*scheme.Edition{editionOf(mandatory("ac", "a", "c"))}, nil},
		"one of two is missing":   {[]*scheme.Edition{editionOf(mandatory("az", "a", "z"))}, nil},
		"one in two":              {[]*scheme.Edition{editionOf(mandatory("p", "a"), mandatory("q", "a"))}, map[string]record.Verdict{"p": record.Met, "q": record.Met}},
		"asked anew":              {[]*scheme.Edition{editionOf(anew(mandatory("a")), mandatory("b"))}, map[string]record.Verdict{"b": record.Met}},
		"points to fewer points":  {[]*scheme.Edition{editionOf(graded("d", 3))}, nil},
		"points that still fit":   {[]*scheme.Edition{editionOf(graded("d", 5))}, map[string]record.Verdict{"d": record.Met}},
		"points to mandatory":     {[]*scheme.Edition{editionOf(mandatory("d"))}, nil},
		"no longer left out":      {[]*scheme.Edition{editionOf(mandatory("e"))}, nil},
		"still left out":          {[]*scheme.Edition{editionOf(may)}, map[string]record.Verdict{"e": record.NA}},
		"through two editions": {[]*scheme.Edition{editionOf(mandatory("x", "a"), mandatory("b")), editionOf(mandatory("y", "x"), mandatory("a"))},
			map[string]record.Verdict{"y": record.Met}},
	} {
		got := scoring.Carry(draft, c.through, c.through[len(c.through)-1], scheme.New)
		if len(got) != len(c.want) {
			t.Errorf("%s: carried %d, want %d: %+v", name, len(got), len(c.want), got)
		}
		for _, a := range got {
			if a.Claim != c.want[a.Criterion] || a.First != "" {
				t.Errorf("%s: %s is %q, want %q: %+v", name, a.Criterion, a.Claim, c.want[a.Criterion], a)
			}
		}
	}
}
