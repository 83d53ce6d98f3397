package scoring_test

import (
	"fmt"
	"strings"
	"testing"

	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/schemes"
)

// The items of the anshin edition 2014-07 as domain A0 lists them.
const (
	mandatoryItems = "1-1-1 2-1-1 2-1-2 2-1-3 3-1-1 3-2-1 3-3-1 4-1-1 4-1-2 4-2-2 4-4-1 5-1-1 6-1-1 6-2-1 6-2-2 " +
		"7-0-1 7-2-1 7-2-2 7-3-1 7-4-1 7-5-1 7-5-2 7-6-1 7-6-2 7-6-3"
	fivePointItems = "1-1-2 2-2-1 2-3-1 2-3-2 3-1-3 3-1-4 3-1-5 3-1-6 3-1-7 4-1-3 4-2-1 4-2-3 4-3-1 5-1-2 5-1-3 5-2-1"
	threePoints    = "1-1-3 1-1-4 1-2-1 3-1-2 3-1-8 3-3-2 4-3-2 5-1-4 5-1-5"
	gradedItems    = "7-1-1 7-1-2 7-1-3"
)

func anshin() *scheme.Edition {
	e := &scheme.Edition{Scheme: "anshin", ID: "2014-07", Pass: scheme.PassRule{
		Conditions: []scheme.Condition{scheme.AllMandatoryMet, scheme.PointsAtLeastPass, scheme.NoZeroInZeroFails},
		New:        scheme.Totals{Mandatory: 25, Points: 122, PointsPass: 91},
		Renewal:    scheme.Totals{Mandatory: 26, Points: 117, PointsPass: 91},
		Source:     "pass"}}
	add := func(ids string, st scheme.Treatment) {
		for _, id := range strings.Fields(ids) {
			section, _, _ := strings.Cut(id, "-")
			e.Criteria = append(e.Criteria, scheme.Criterion{ID: id, Subsection: section, Source: "s-" + id, Treatment: st})
		}
	}
	add(mandatoryItems, scheme.Treatment{Kind: scheme.Mandatory})
	add(fivePointItems, scheme.Treatment{Kind: scheme.Points, Points: 5, Grading: scheme.AllOrNothing})
	add(threePoints, scheme.Treatment{Kind: scheme.Points, Points: 3, Grading: scheme.AllOrNothing})
	add(gradedItems, scheme.Treatment{Kind: scheme.Points, Points: 5, Grading: scheme.Graded, ZeroFails: true})
	c, _ := e.Criterion("1-1-2")
	c.OnRenewal = &scheme.Treatment{Kind: scheme.Mandatory}
	c, _ = e.Criterion("7-3-1")
	c.Aliases = []string{"7-3"}
	for _, section := range strings.Fields("1 2 3 4 5 6 7") {
		e.Sections = append(e.Sections, scheme.Section{ID: section})
		e.Subsections = append(e.Subsections, scheme.Subsection{ID: section, Section: section})
	}
	return e
}

// badge is a scheme of quite another kind: two levels, SHOULD and SUGGESTED, no
// points.
func badge(level string) *scheme.Edition {
	must := scheme.Treatment{Kind: scheme.Mandatory}
	return &scheme.Edition{Scheme: "badge", ID: "1",
		Levels: []scheme.Level{{ID: "passing"}, {ID: "silver"}},
		Criteria: []scheme.Criterion{
			{ID: "license", Level: "passing", Treatment: must},
			{ID: "crypto", Level: "passing", Treatment: scheme.Treatment{Kind: scheme.Mandatory, NA: scheme.NAWithJustification}},
			{ID: "tests", Level: "passing", Treatment: scheme.Treatment{Kind: scheme.Should}},
			{ID: "fuzzing", Level: "passing", Treatment: scheme.Treatment{Kind: scheme.Suggested}},
			{ID: "governance", Level: "silver", Treatment: must},
		},
		Pass: scheme.PassRule{Level: level, Conditions: []scheme.Condition{scheme.AllMandatoryMet, scheme.LevelReached}, Source: "levels"}}
}

// pmark has items that are judged twice, by rule and by operation.
func pmark() *scheme.Edition {
	both := []string{"document", "operation"}
	return &scheme.Edition{Scheme: "pmark", ID: "2014-04",
		Aspects: []scheme.Aspect{{ID: "document"}, {ID: "operation"}},
		Criteria: []scheme.Criterion{
			{ID: "3.1", Aspects: both, Treatment: scheme.Treatment{Kind: scheme.Mandatory}},
			{ID: "3.4.2.7", Aspects: both, Treatment: scheme.Treatment{Kind: scheme.Mandatory, NA: scheme.NAWithJustification}},
		},
		Pass: scheme.PassRule{Conditions: []scheme.Condition{scheme.AllMandatoryMet}}}
}

// shipped is an edition as its file has it.
func shipped(t testing.TB, key, id string) *scheme.Edition {
	t.Helper()
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	e, err := shelf.Edition(key, id)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func compile(t testing.TB, e *scheme.Edition) *scoring.Sheet {
	t.Helper()
	s, err := scoring.Compile(e)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// fill writes the answers of a whole anshin case as JSON: full marks, but for
// the exceptions, each "id" or "id=points".
func fill(exceptions string) string {
	zero := map[string]string{}
	for _, x := range strings.Fields(exceptions) {
		id, points, given := strings.Cut(x, "=")
		if !given {
			points = `"unmet"`
		}
		zero[id] = points
	}
	var fields []string
	for _, c := range anshin().Criteria {
		answer := `"met"`
		if c.Grading == scheme.Graded {
			answer = "5"
		}
		if other, ok := zero[c.ID]; ok {
			answer = other
		}
		fields = append(fields, fmt.Sprintf("%q:%s", c.ID, answer))
	}
	return `{"answers":{` + strings.Join(fields, ",") + `}}`
}
