package scheme_test

import (
	"testing"

	"akashi/scheme"
	"akashi/values/civil"
)

func days(from, to string) scheme.FeeTable {
	t := scheme.FeeTable{}
	t.From, _ = civil.Parse(from)
	t.To, _ = civil.Parse(to)
	return t
}

func TestNoDayHasTwoPrices(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		a, b scheme.FeeTable
		want bool
	}{
		{"day by day", days("2019-10-01", "2026-09-30"), days("2026-10-01", ""), false},
		{"a day too early", days("2019-10-01", "2026-09-30"), days("2026-09-30", ""), true},
		{"the same first day", days("2026-10-01", ""), days("2026-10-01", ""), true},
		{"an open one gives way", days("2026-10-01", ""), days("2028-04-01", ""), false},
		{"a gap", days("2019-10-01", "2026-09-30"), days("2026-11-01", ""), false},
		{"in the gap", days("2026-11-01", ""), days("2026-10-01", "2026-10-31"), false},
		{"beyond the gap", days("2026-11-01", ""), days("2026-10-01", "2026-11-01"), true},
	} {
		if c.a.Overlaps(c.b) != c.want || c.b.Overlaps(c.a) != c.want {
			t.Errorf("%s: %v and %v, want %v", c.name, c.a.Overlaps(c.b), c.b.Overlaps(c.a), c.want)
		}
	}
}

func TestFurtherTablesStandInTheirOrder(t *testing.T) {
	t.Parallel()
	e := &scheme.Edition{Fees: &scheme.Fees{Tables: []scheme.FeeTable{days("2019-10-01", "")}}}
	with := e.WithTables([]scheme.FeeTable{days("2028-04-01", ""), days("2026-10-01", "")})
	for i, want := range []scheme.FeeTable{days("2019-10-01", "2026-09-30"), days("2026-10-01", "2028-03-31"), days("2028-04-01", "")} {
		if got := with.Fees.Tables[i]; got.From != want.From || got.To != want.To {
			t.Errorf("table %d: %s to %s, want %s to %s", i, got.From, got.To, want.From, want.To)
		}
	}
	if len(e.Fees.Tables) != 1 || !e.Fees.Tables[0].To.IsZero() {
		t.Error("the edition itself was changed")
	}
}
