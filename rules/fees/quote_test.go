package fees_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"akashi/beside/testkit/shipped"
	"akashi/rules/fees"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

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

func minutes(n int) *int { return &n }

// amounts lists the lines as "code amount".
func amounts(q fees.Quote) string {
	var out []string
	for _, l := range q.Lines {
		out = append(out, l.Code+" "+l.Amount.String())
	}
	return strings.Join(out, "; ")
}

// The printed tables of PrivacyMark: S3 with 8 % tax, and that since 2019-10-01.
func TestPrintedTablesOfPmark(t *testing.T) {
	t.Parallel()
	in2004, in2014, in2019 := civil.MustOf(2004, 12, 1), civil.MustOf(2014, 5, 9), civil.MustOf(2019, 10, 1)
	tests := []struct {
		name     string
		date     civil.Date
		caseType scheme.CaseType
		size     scheme.SizeClass
		lines    string
		total    yen.Amount
	}{
		{"5 % new small", in2004, scheme.New, scheme.Small, "application 50,000; review 200,000; mark 50,000", 300_000},
		{"5 % new medium", in2004, scheme.New, scheme.Medium, "application 50,000; review 450,000; mark 100,000", 600_000},
		{"5 % new large", in2004, scheme.New, scheme.Large, "application 50,000; review 950,000; mark 200,000", 1_200_000},
		{"5 % renewal small", in2004, scheme.Renewal, scheme.Small, "application 50,000; review 120,000; mark 50,000", 220_000},
		{"5 % renewal medium", in2004, scheme.Renewal, scheme.Medium, "application 50,000; review 300,000; mark 100,000", 450_000},
		{"5 % renewal large", civil.MustOf(2014, 3, 31), scheme.Renewal, scheme.Large, "application 50,000; review 650,000; mark 200,000", 900_000},
		{"8 % new small", in2014, scheme.New, scheme.Small, "application 51,429; review 205,715; mark 51,429", 308_573},
		{"8 % new medium", in2014, scheme.New, scheme.Medium, "application 51,429; review 462,857; mark 102,858", 617_144},
		{"8 % new large", in2014, scheme.New, scheme.Large, "application 51,429; review 977,142; mark 205,715", 1_234_286},
		{"8 % renewal small", in2014, scheme.Renewal, scheme.Small, "application 51,429; review 123,428; mark 51,429", 226_286},
		{"8 % renewal medium", in2014, scheme.Renewal, scheme.Medium, "application 51,429; review 308,572; mark 102,858", 462_859},
		{"8 % renewal large", in2014, scheme.Renewal, scheme.Large, "application 51,429; review 668,571; mark 205,715", 925_715},
		{"10 % new small", in2019, scheme.New, scheme.Small, "application 52,382; review 209,524; mark 52,382", 314_288},
		{"10 % new medium", in2019, scheme.New, scheme.Medium, "application 52,382; review 471,429; mark 104,762", 628_573},
		{"10 % new large", in2019, scheme.New, scheme.Large, "application 52,382; review 995,238; mark 209,524", 1_257_144},
		{"10 % renewal small", in2019, scheme.Renewal, scheme.Small, "application 52,382; review 125,714; mark 52,382", 230_478},
		{"10 % renewal medium", in2019, scheme.Renewal, scheme.Medium, "application 52,382; review 314,286; mark 104,762", 471_430},
		{"10 % renewal large", in2019, scheme.Renewal, scheme.Large, "application 52,382; review 680,952; mark 209,524", 942_858},
		{"8 % on its last day", civil.MustOf(2019, 9, 30), scheme.New, scheme.Small, "application 51,429; review 205,715; mark 51,429", 308_573},
		{"8 % on its first day", civil.MustOf(2014, 4, 1), scheme.New, scheme.Small, "application 51,429; review 205,715; mark 51,429", 308_573},
	}
	e := shipped.Edition(t, "pmark", "2006")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			q, err := fees.For(e, fees.Request{Case: test.caseType, Size: test.size, Date: test.date})
			if err != nil || amounts(q) != test.lines || q.Total != test.total {
				t.Errorf("%s = %s, %v\nwant %s = %s", amounts(q), q.Total, err, test.lines, test.total)
			}
			rate := yen.Rate(80)
			switch {
			case test.date == in2019:
				rate = 100
			case test.date.Before(civil.MustOf(2014, 4, 1)):
				rate = 50
			}
			if q.Lines[0].TaxRate != rate || q.Lines[0].DueRule != "submission" || q.Lines[0].Label != "申請料" {
				t.Errorf("first line %+v", q.Lines[0])
			}
		})
	}
}

func TestFeesOfAnshin(t *testing.T) {
	t.Parallel()
	e := shipped.Edition(t, "anshin", "2014-07")
	tests := []struct {
		caseType scheme.CaseType
		lines    string
		total    yen.Amount
	}{
		{scheme.New, "review 80,000; annual 20,000", 100_000},
		{scheme.Renewal, "renewal_review 60,000; annual 20,000", 80_000},
	}
	for _, test := range tests {
		q, err := fees.For(e, fees.Request{Case: test.caseType, Date: civil.MustOf(2014, 7, 1),
			Events: map[scheme.DueEvent]civil.Date{scheme.DueAtNoticeReceived: civil.MustOf(2015, 3, 25)}})
		if err != nil || amounts(q) != test.lines || q.Total != test.total {
			t.Errorf("%s: %s = %s, %v; want %s = %s", test.caseType, amounts(q), q.Total, err, test.lines, test.total)
		}
		annual := q.Lines[1]
		if annual.Due != civil.MustOf(2015, 4, 24) || !annual.Yearly || annual.DueRule != "notice_received within 1 month, first day counted" {
			t.Errorf("yearly fee %+v, want due on 2015-04-24 (I-17)", annual)
		}
		if !q.Lines[0].Due.IsZero() {
			t.Errorf("%s is due on %s although the day of submission is not known", q.Lines[0].Code, q.Lines[0].Due)
		}
	}
}

func TestOverrun(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		size     scheme.SizeClass
		minutes  int
		rounding scheme.HourRounding
		want     yen.Amount
	}{
		{"S3-09 medium, 8 hours", scheme.Medium, 8 * 60, scheme.HourCeil, 82_286},
		{"S3-09 small, 5 hours", scheme.Small, 5 * 60, scheme.HourCeil, 0},
		{"S3-09 large, 9 hours", scheme.Large, 9 * 60, scheme.HourCeil, 41_143},
		{"I-27 a started hour", scheme.Large, 8*60 + 1, scheme.HourCeil, 41_143},
		{"I-27 whole hours only", scheme.Large, 9*60 + 59, scheme.HourFloor, 41_143},
		{"I-27 to the minute", scheme.Large, 8*60 + 30, scheme.HourExact, 20_571},
		{"shorter than the standard", scheme.Large, 60, scheme.HourExact, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			e := shipped.Edition(t, "pmark", "2006")
			e.OnSite.HourRounding.Value = test.rounding
			q, err := fees.For(e, fees.Request{Case: scheme.New, Size: test.size, Date: civil.MustOf(2014, 5, 9), OnSiteMinutes: minutes(test.minutes)})
			if err != nil {
				t.Fatal(err)
			}
			var got yen.Amount
			for _, l := range q.Lines {
				if l.Code == "overrun" {
					got = l.Amount
					if !l.Proposed {
						t.Error("the overrun is charged without confirmation")
					}
				}
			}
			if got != test.want {
				t.Errorf("overrun %s, want %s", got, test.want)
			}
		})
	}
}

func TestTimeOnSiteAgainstTheStandard(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		edition string
		size    scheme.SizeClass
		minutes int
		day     civil.Date
		want    fees.SiteTime
	}{
		{"8 hours, 6 are the standard", "pmark", scheme.Medium, 480, civil.MustOf(2026, 9, 30), fees.SiteTime{Minutes: 480, Standard: 360, Over: 120, Overrun: 83_808}},
		{"at 8 %", "pmark", scheme.Medium, 480, civil.MustOf(2016, 4, 1), fees.SiteTime{Minutes: 480, Standard: 360, Over: 120, Overrun: 82_286}},
		{"a started hour", "pmark", scheme.Large, 481, civil.MustOf(2016, 4, 1), fees.SiteTime{Minutes: 481, Standard: 480, Over: 1, Overrun: 41_143}},
		{"as long as the standard", "pmark", scheme.Small, 300, civil.MustOf(2016, 4, 1), fees.SiteTime{Minutes: 300, Standard: 300}},
		{"no size yet", "pmark", "", 300, civil.MustOf(2016, 4, 1), fees.SiteTime{Minutes: 300}},
		{"no table of fees", "pmark", scheme.Small, 361, civil.MustOf(2004, 4, 1), fees.SiteTime{Minutes: 361, Standard: 300, Over: 61}},
		{"no standard", "anshin", "", 361, civil.MustOf(2016, 4, 1), fees.SiteTime{Minutes: 361}},
	} {
		got := fees.TimeOnSite(shipped.Edition(t, c.edition, map[string]string{"pmark": "2006", "anshin": "2014-07"}[c.edition]), fees.Request{Case: scheme.New, Size: c.size, Date: c.day, OnSiteMinutes: minutes(c.minutes)})
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestRevisit(t *testing.T) {
	t.Parallel()
	e := shipped.Edition(t, "pmark", "2006")
	in2014, in2019 := civil.MustOf(2014, 5, 9), civil.MustOf(2024, 5, 9)
	for _, test := range []struct {
		name    string
		date    civil.Date
		revisit fees.Revisit
		want    yen.Amount
	}{
		{"S3-14 1 hour, 1 assessor", in2014, fees.Revisit{Minutes: 60, Persons: 1}, 72_000},
		{"S3-14 3 hours, 2 assessors", in2014, fees.Revisit{Minutes: 180, Persons: 2}, 174_855},
		{"10 %, 1 hour, 1 assessor", in2019, fees.Revisit{Minutes: 60, Persons: 1}, 73_334},
		{"D7 two hours and a half, 2 assessors", in2014, fees.Revisit{Minutes: 150, Persons: 2}, 154_284},
		{"a minute more than an hour", in2014, fees.Revisit{Minutes: 61, Persons: 1}, 72_342},
	} {
		q, err := fees.For(e, fees.Request{Case: scheme.New, Size: scheme.Small, Date: test.date, Revisit: &test.revisit})
		if err != nil || q.Lines[len(q.Lines)-1].Code != "revisit" || q.Lines[len(q.Lines)-1].Amount != test.want {
			t.Errorf("%s: %s, %v; want revisit %s", test.name, amounts(q), err, test.want)
		}
	}
}

func TestQuoteRefuses(t *testing.T) {
	t.Parallel()
	day := civil.MustOf(2014, 5, 9)
	tests := []struct {
		name    string
		request fees.Request
		want    []string
	}{
		{"before the first table", fees.Request{Case: scheme.New, Size: scheme.Small, Date: civil.MustOf(2004, 11, 30)}, []string{"fee-table-missing date"}},
		{"after the last table", fees.Request{Case: scheme.New, Size: scheme.Small, Date: civil.MustOf(2026, 10, 1)}, []string{"fee-table-missing date"}},
		{"no date", fees.Request{Case: scheme.New, Size: scheme.Small}, []string{"fee-table-missing date"}},
		{"no size", fees.Request{Case: scheme.New, Date: day, OnSiteMinutes: minutes(60)}, []string{"size-missing size"}},
		{"I-28 three assessors", fees.Request{Case: scheme.New, Size: scheme.Small, Date: day, Revisit: &fees.Revisit{Minutes: 60, Persons: 3}}, []string{"persons-range revisit.persons"}},
		{"I-28 no assessor", fees.Request{Case: scheme.New, Size: scheme.Small, Date: day, Revisit: &fees.Revisit{Minutes: 60}}, []string{"persons-range revisit.persons"}},
		{"everything", fees.Request{Case: "first", Size: "huge", OnSiteMinutes: minutes(-1), Revisit: &fees.Revisit{Persons: 1}},
			[]string{"case-unknown case", "size-unknown size", "minutes-range onsite_minutes", "minutes-range revisit.minutes", "fee-table-missing date"}},
	}
	e := shipped.Edition(t, "pmark", "2006")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			q, err := fees.For(e, test.request)
			if got := problems(t, err); !slices.Equal(got, test.want) || q.Total != 0 {
				t.Errorf("problems %q and a total of %s, want %q", got, q.Total, test.want)
			}
		})
	}
	_, err := fees.For(shipped.Edition(t, "anshin", "2014-07"), fees.Request{Case: scheme.New, Date: day, OnSiteMinutes: minutes(60), Revisit: &fees.Revisit{Minutes: 60, Persons: 1}})
	if got := problems(t, err); !slices.Equal(got, []string{"no-onsite-fee onsite_minutes", "no-revisit-fee revisit"}) {
		t.Errorf("anshin: problems %q", got)
	}
}

func TestASchemeWithoutFeesCostsNothing(t *testing.T) {
	t.Parallel()
	q, err := fees.For(&scheme.Edition{}, fees.Request{Case: scheme.New})
	if err != nil || q.Total != 0 || q.Lines == nil {
		t.Errorf("%+v, %v", q, err)
	}
}

// The total is that of the lines, and never less for more time on site.
func TestTotalsAreSumsOfLines(t *testing.T) {
	t.Parallel()
	e := shipped.Edition(t, "pmark", "2006")
	rapid.Check(t, func(t *rapid.T) {
		r := fees.Request{
			Case: rapid.SampledFrom(scheme.CaseTypes()).Draw(t, "case"),
			Size: rapid.SampledFrom(scheme.SizeClasses()).Draw(t, "size"),
			Date: civil.MustOf(2014, 4, 1).AddDays(rapid.IntRange(0, 4565).Draw(t, "day")),
		}
		spent := rapid.IntRange(0, 2000).Draw(t, "minutes")
		r.OnSiteMinutes = &spent
		r.Revisit = &fees.Revisit{Minutes: rapid.IntRange(1, 2000).Draw(t, "again"), Persons: rapid.IntRange(1, 2).Draw(t, "persons")}
		q, err := fees.For(e, r)
		if err != nil {
			t.Fatal(err)
		}
		var sum yen.Amount
		for _, l := range q.Lines {
			sum += l.Amount
		}
		longer := spent + 1
		r.OnSiteMinutes = &longer
		more, err := fees.For(e, r)
		if err != nil || q.Total != sum || more.Total < q.Total {
			t.Fatalf("total %s of lines %s; one minute more: %s, %v", q.Total, sum, more.Total, err)
		}
	})
}
