package coverage_test

import (
	"slices"
	"testing"

	"akashi/record"
	"akashi/rules/coverage"
	"akashi/values/civil"
)

func auditOf(t *testing.T, completed string, ids ...string) record.Audit {
	return record.Audit{Completed: day(t, completed), Items: ids}
}

// Three audits of two years for a filing on 14 May 2027: what lies outside the year does not
// count, and it is told whether that matters.
func TestLay(t *testing.T) {
	t.Parallel()
	e := edition(t)
	upper := []string{"A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08"}
	lower := []string{"A08", "A09", "A10", "A11", "A12", "A13", "A14", "A15"}
	audits := []record.Audit{auditOf(t, "2027-02-26", lower...), auditOf(t, "2026-09-10", upper...), auditOf(t, "2026-05-08", "A02", "A03", "A16")}
	g, err := coverage.Lay(e, day(t, "2027-05-14"), audits)
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Months) != 13 || g.Months[0] != day(t, "2026-05-01") || g.Months[12] != day(t, "2027-05-01") {
		t.Errorf("months %v", g.Months)
	}
	if !slices.Equal(g.Missing, []string{"A16"}) || !g.Until.IsZero() || !slices.Equal(g.Matter[2], []string{"A16"}) || len(g.Matter[0])+len(g.Matter[1]) != 0 {
		t.Errorf("missing %v, until %s, matter %v", g.Missing, g.Until, g.Matter)
	}
	a02, a08 := g.Lines[1], g.Lines[7]
	if len(a02.Dots) != 2 || a02.Dots[1].Counts || a02.Dots[1].Column != 0 || a02.Dots[0].Column != 4 || a02.Latest != day(t, "2026-09-10") {
		t.Errorf("A02: %+v", a02)
	}
	if a08.Latest != day(t, "2027-02-26") || a08.Until != day(t, "2028-02-26") {
		t.Errorf("A08: %+v", a08)
	}
	audits[2] = record.Audit{Completed: day(t, "2026-12-01"), NotApplicable: []record.NotApplicable{{Item: "A16", Reason: "nothing is outsourced"}}}
	g, err = coverage.Lay(e, day(t, "2027-05-14"), audits)
	if err != nil {
		t.Fatal(err)
	}
	if !g.Complete || g.Until != day(t, "2027-09-10") || g.Lines[15].NA != "nothing is outsourced" || g.Lines[15].Until != day(t, "2027-12-01") {
		t.Errorf("%t until %s, A16 %+v", g.Complete, g.Until, g.Lines[15])
	}
	far, err := coverage.Lay(e, day(t, "2025-01-31"), audits)
	if err != nil || far.Lines[0].Dots[0].Column != len(far.Months) {
		t.Errorf("an audit after the filing: %+v %v", far.Lines[0], err)
	}
}

// What is laid out says nothing else than the rule: on its last filing day the audits still
// cover everything, on the day after they do not.
func TestLayUntilIsTheLastDay(t *testing.T) {
	t.Parallel()
	e := edition(t)
	var all []string
	for _, item := range e.Audit.Items() {
		all = append(all, item.ID)
	}
	for _, completed := range []string{"2026-02-28", "2024-02-29", "2026-12-31", "2026-03-31"} {
		audits := []record.Audit{auditOf(t, completed, all...)}
		g, err := coverage.Lay(e, audits[0].Completed, audits)
		if err != nil {
			t.Fatal(err)
		}
		for d, want := range map[civil.Date]bool{g.Until: true, g.Until.AddDays(1): false} {
			if r, err := coverage.Check(e, d, audits); err != nil || r.Complete != want {
				t.Errorf("%s filed on %s: %t, want %t (%v)", completed, d, r.Complete, want, err)
			}
		}
	}
}
