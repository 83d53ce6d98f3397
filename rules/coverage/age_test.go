package coverage_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"akashi/rules/coverage"
	"akashi/scheme"
	"akashi/values/civil"
)

func TestAges(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, evidence, on string
		state              coverage.Freshness
		warnFrom, lastDay  string
	}{
		{"I-14 three months ago", "diagnosis_report", "2024-04-10", coverage.Aging, "2024-06-26", "2024-07-10"},
		{"I-14 a day more", "diagnosis_report", "2024-04-09", coverage.TooOld, "2024-06-25", "2024-07-09"},
		{"of the same day", "diagnosis_report", "2024-07-10", coverage.Fresh, "2024-09-26", "2024-10-10"},
		{"of tomorrow", "diagnosis_report", "2024-07-11", coverage.Future, "2024-09-27", "2024-10-11"},
		{"two weeks left", "audit_report", "2023-07-24", coverage.Aging, "2024-07-10", "2024-07-24"},
		{"two weeks and a day left", "audit_report", "2023-07-25", coverage.Fresh, "2024-07-11", "2024-07-25"},
		{"nothing stated", "audit_report", "", coverage.NotStated, "", ""},
	}
	e := edition(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var stated []coverage.Dated
			if test.on != "" {
				stated = append(stated, coverage.Dated{Evidence: test.evidence, On: day(t, test.on)})
			}
			ages, err := coverage.Ages(e, day(t, "2024-07-10"), civil.Days(14), stated)
			if err != nil || len(ages) != 2 {
				t.Fatalf("%d ages, %v", len(ages), err)
			}
			a := ages[slices.IndexFunc(ages, func(a coverage.Age) bool { return a.Evidence == test.evidence })]
			if a.State != test.state || a.WarnFrom.String() != test.warnFrom || a.LastDay.String() != test.lastDay {
				t.Errorf("%s, warned from %s, through %s; want %s, %s, %s", a.State, a.WarnFrom, a.LastDay, test.state, test.warnFrom, test.lastDay)
			}
			if a.Reason.Holds != (a.State == coverage.Fresh || a.State == coverage.Aging) {
				t.Errorf("reason %+v", a.Reason)
			}
		})
	}
}

func TestAgesRefuses(t *testing.T) {
	t.Parallel()
	_, err := coverage.Ages(edition(t), civil.Date{}, civil.Days(14), []coverage.Dated{{Evidence: "rumour"}})
	if got := problems(t, err); !slices.Equal(got, []string{"evidence-unknown /0", "date-missing date"}) {
		t.Errorf("problems %q", got)
	}
}

// The last day is found by trying: filing on it the evidence counts, and on the
// day after no more.
func TestLastDayIsTheLast(t *testing.T) {
	t.Parallel()
	first := day(t, "2000-01-01")
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.SampledFrom([]civil.Period{civil.Months(1), civil.Months(3), civil.Years(1), civil.Days(30)}).Draw(t, "limit")
		e := &scheme.Edition{Evidence: []scheme.EvidenceAge{{ID: "x", MaxAge: scheme.Setting[scheme.Age]{Value: limit}}}}
		on := first.AddDays(rapid.IntRange(0, 3000).Draw(t, "on"))
		at := func(filed civil.Date) coverage.Age {
			ages, err := coverage.Ages(e, filed, civil.Days(1), []coverage.Dated{{Evidence: "x", On: on}})
			if err != nil {
				t.Fatal(err)
			}
			return ages[0]
		}
		last := at(on).LastDay
		if at(last).State != coverage.Aging || at(last.AddDays(1)).State != coverage.TooOld {
			t.Fatalf("%s old on %s: %s, then %s", limit, on, at(last).State, at(last.AddDays(1)).State)
		}
	})
}

func TestAReportSaysItsDayItself(t *testing.T) {
	t.Parallel()
	e := &scheme.Edition{Diagnosis: &scheme.Diagnosis{Evidence: "report"}, Evidence: []scheme.EvidenceAge{{ID: "report"}, {ID: "extract"}}}
	stated, reported := civil.MustOf(2014, 7, 1), civil.MustOf(2014, 8, 1)
	days := map[string]civil.Date{"report": stated, "extract": stated}
	got := coverage.DatedBy(e, days, reported, civil.Date{})
	if want := []coverage.Dated{{"report", reported}, {"extract", stated}}; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	if got := coverage.DatedBy(e, days, civil.Date{}, civil.Date{}); got[0].On != stated {
		t.Errorf("a report that does not say its day: %v", got)
	}
	if got := coverage.DatedBy(e, nil, civil.Date{}, civil.Date{}); len(got) != 0 {
		t.Errorf("nothing is stated: %v", got)
	}
}
