package eligibility_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"akashi/beside/testkit/shipped"
	"akashi/record"
	"akashi/rules/eligibility"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

func day(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func facts(t testing.TB, s string) record.Past {
	t.Helper()
	f, err := eligibility.DecodeFacts(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestDisqualification(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, facts, last, bar string // the last day barred
	}{
		{"S3-04a refused", `{"refusals":["2024-03-15"]}`, "2024-06-15", "3-1 refused_recently"},
		{"S3-04a refused on the last day of a month", `{"refusals":["2023-11-30"]}`, "2024-02-29", "3-1 refused_recently"},
		{"S3-04b cancelled", `{"cancellations":["2024-01-10"]}`, "2025-01-10", "3-2 cancelled_recently"},
		{"S3-04c barred for a leak", `{"incidents":[{"decided":"2024-01-10","months":6}]}`, "2024-07-10", "3-3 no_application_period"},
		{"S3-04d sentence executed", `{"sentences":[{"ended":"2024-02-28"}]}`, "2026-02-28", "3-4 sentence_recent"},
		{"the longest counts", `{"refusals":["2024-03-15","2024-01-01"],"cancellations":["2023-07-01"]}`, "2024-07-01", "3-2 cancelled_recently"},
	}
	pmark := shipped.Edition(t, "pmark", "2006")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			last := day(t, test.last)
			barred, err := eligibility.Check(pmark, last, facts(t, test.facts))
			if err != nil || barred.Eligible || barred.Earliest != last.AddDays(1) {
				t.Errorf("on %s: %+v, %v; want barred until that day", last, barred, err)
			}
			if g := barred.Grounds[len(barred.Grounds)-1]; g.Until != last || g.Clause+" "+string(g.Reason) != test.bar {
				t.Errorf("ground %+v, want %s until %s", g, test.bar, last)
			}
			open, err := eligibility.Check(pmark, last.AddDays(1), facts(t, test.facts))
			if err != nil || !open.Eligible || len(open.Grounds) != 0 || open.Earliest != last.AddDays(1) {
				t.Errorf("on %s: %+v, %v; want eligible", last.AddDays(1), open, err)
			}
		})
	}
}

func TestGroundsThatDoNotPassByTime(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, facts, want string }{
		{"S3-03 another region", `{"region":"tokyo","refusals":["2024-06-01"]}`, "outside_region, refused_recently"},
		{"S3-04d still in execution", `{"sentences":[{"ended":null}]}`, "sentence_recent"},
		{"S3-05 not declared", `{"declarations":{"not_disqualified":false,"pms":true}}`, "not_declared"},
		{"nothing stated", `{}`, ""},
		{"at home", `{"region":"hokkaido"}`, ""},
	}
	pmark := shipped.Edition(t, "pmark", "2006")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			on := day(t, "2024-07-10")
			r, err := eligibility.Check(pmark, on, facts(t, test.facts))
			var bars []string
			for _, g := range r.Grounds {
				bars = append(bars, string(g.Reason))
			}
			if got := strings.Join(bars, ", "); err != nil || got != test.want || r.Eligible != (got == "") {
				t.Errorf("grounds %q, %v; want %q", got, err, test.want)
			}
			if r.Eligible != (r.Earliest == on) || !r.Eligible && !r.Earliest.IsZero() {
				t.Errorf("earliest %v, eligible %v", r.Earliest, r.Eligible)
			}
		})
	}
}

func TestEarliestIsAfterTheLatestOfAllGrounds(t *testing.T) {
	t.Parallel()
	r, err := eligibility.Check(shipped.Edition(t, "pmark", "2006"), day(t, "2024-07-10"),
		facts(t, `{"refusals":["2024-06-30"],"cancellations":["2023-08-01"]}`))
	if err != nil || len(r.Grounds) != 2 || r.Earliest != day(t, "2024-10-01") {
		t.Errorf("%d grounds, earliest %s, %v; want 2, 2024-10-01", len(r.Grounds), r.Earliest, err)
	}
}

func TestASchemeWithoutWindowsBarsNobody(t *testing.T) {
	t.Parallel()
	r, err := eligibility.Check(shipped.Edition(t, "anshin", "2014-07"), day(t, "2024-07-10"),
		facts(t, `{"refusals":["2024-07-01"],"region":"okinawa"}`))
	if err != nil || !r.Eligible {
		t.Errorf("%+v, %v; want eligible", r, err)
	}
}

func TestAWindowWithoutLengthBarsForGood(t *testing.T) {
	t.Parallel()
	e := &scheme.Edition{Eligibility: scheme.Eligibility{Windows: []scheme.Window{{ID: "w", Fact: scheme.FactRefusal}}}}
	r, err := eligibility.Check(e, day(t, "2024-07-10"), facts(t, `{"refusals":["2000-01-01"]}`))
	if err != nil || r.Eligible || r.Grounds[0].Reason != eligibility.BarUndetermined || !r.Earliest.IsZero() {
		t.Errorf("%+v, %v; want barred without end", r, err)
	}
}

func TestReasonsNameEveryRuleAndFact(t *testing.T) {
	t.Parallel()
	r, err := eligibility.Check(shipped.Edition(t, "pmark", "2006"), day(t, "2024-06-16"), facts(t, `{"refusals":["2024-03-15","2024-05-01"]}`))
	if err != nil {
		t.Fatal(err)
	}
	var rules []string
	for _, tree := range r.Reasons {
		rules = append(rules, tree.Rule)
		if tree.Rule == "eligibility.refusals" && (tree.Holds || len(tree.Because) != 2 || !tree.Because[0].Holds || tree.Because[1].Holds) {
			t.Errorf("refusals: %+v", tree)
		}
	}
	want := []string{"eligibility.region", "eligibility.refusals", "eligibility.cancellations", "eligibility.incidents", "eligibility.sentences"}
	if !slices.Equal(rules[:5], want) {
		t.Errorf("rules %q, want %q first", rules, want)
	}
}

func problems(t *testing.T, err error) []string {
	t.Helper()
	list, ok := errors.AsType[fault.Problems](err)
	if !ok {
		t.Fatalf("error %v, want problems", err)
	}
	var out []string
	for _, p := range list {
		out = append(out, p.Code+" "+p.Where)
	}
	return out
}

func TestFactsThatCannotBe(t *testing.T) {
	t.Parallel()
	_, err := eligibility.Check(shipped.Edition(t, "pmark", "2006"), day(t, "2024-07-10"),
		facts(t, `{"refusals":["2024-07-10","2024-07-11"],"incidents":[{"decided":"2025-01-01","months":1}],"declarations":{"x":true}}`))
	want := []string{"fact-in-future /refusals/1", "fact-in-future /incidents/0", "declaration-unknown /declarations/x"}
	if got := problems(t, err); !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
}

func TestDecodeFactsReportsEveryProblem(t *testing.T) {
	t.Parallel()
	_, err := eligibility.DecodeFacts(strings.NewReader(`{"refusals":["2024-02-30",7],"cancellations":"2024-01-10",
		"incidents":[{"decided":"2024-01-10"},{"decided":"2024-01-10","months":0.5}],"sentences":[{},{"ended":"soon"}],
		"region":"","declarations":{"pms":"yes"},"refusal":[]}`))
	want := []string{"unknown-key /refusal", "date-malformed /refusals/0", "date-malformed /refusals/1", "wrong-type /cancellations",
		"key-missing /incidents/0", "number-range /incidents/1/months", "key-missing /sentences/0",
		"date-malformed /sentences/1/ended", "wrong-type /region", "wrong-type /declarations/pms"}
	if got := problems(t, err); !slices.Equal(got, want) {
		t.Errorf("problems %q\nwant %q", got, want)
	}
}

// A refusal is walked day by day: the first day after it that has as many whole
// months behind it as the window is long is the last one barred.
func TestCheckAgreesWithCountingDays(t *testing.T) {
	t.Parallel()
	pmark := shipped.Edition(t, "pmark", "2006")
	first := day(t, "2000-01-01")
	rapid.Check(t, func(t *rapid.T) {
		refused := first.AddDays(rapid.IntRange(0, 20_000).Draw(t, "refused"))
		asked := refused.AddDays(rapid.IntRange(0, 120).Draw(t, "later"))
		r, err := eligibility.Check(pmark, asked, record.Past{Refusals: []civil.Date{refused}})
		if err != nil {
			t.Fatal(err)
		}
		start := refused.AddDays(1)
		months := (asked.Year()-start.Year())*12 + asked.Month() - start.Month()
		// Three whole months are behind once the day of the start comes round, or
		// the month that has no such day is over.
		over := months > 3 || months == 3 && asked.Day() >= start.Day()
		if r.Eligible != over {
			t.Fatalf("refused %s, asked %s: eligible %v, want %v", refused, asked, r.Eligible, over)
		}
	})
}

func FuzzDecodeFacts(f *testing.F) {
	for _, seed := range []string{`{}`, `{"refusals":["2024-03-15"],"incidents":[{"decided":"2024-01-10","months":6}],"sentences":[{"ended":null}]}`, `{"region":1`} {
		f.Add(seed)
	}
	e, on := shipped.Edition(f, "pmark", "2006"), day(f, "2024-07-10")
	f.Fuzz(func(t *testing.T, input string) {
		read, err := eligibility.DecodeFacts(strings.NewReader(input))
		if err == nil {
			_, err = eligibility.Check(e, on, read)
		}
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Fatalf("error %v of kind %q", err, fault.KindOf(err))
		}
	})
}
