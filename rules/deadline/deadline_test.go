package deadline_test

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"akashi/beside/testkit/shipped"
	"akashi/record"
	"akashi/rules/deadline"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

func calendar(t testing.TB, e *scheme.Edition) *civil.Calendar {
	t.Helper()
	c, err := deadline.CalendarOf(e.Calendar, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func day(t testing.TB, s string) civil.Date {
	t.Helper()
	var d civil.Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

// answer returns the deadlines as JSON without their reasons.
func answer(t *testing.T, e *scheme.Edition, ev deadline.Events) string {
	t.Helper()
	d, err := deadline.For(e, calendar(t, e), ev)
	if err != nil {
		t.Fatal(err)
	}
	d.Reasons = nil
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestDeadlinesOfPmark(t *testing.T) {
	t.Parallel()
	e := shipped.Edition(t, "pmark", "2006")
	tests := []struct {
		name   string
		events deadline.Events
		want   string
	}{
		{"B2 renewal of 2022-11-01", deadline.Events{Expiry: day(t, "2022-11-01")},
			`{"renewal_window":{"from":"2022-03-02","to":"2022-07-01","to_rolled":"2022-07-01"},"reasons":null}`},
		{"B2 renewal of 2024-12-01", deadline.Events{Expiry: day(t, "2024-12-01")},
			`{"renewal_window":{"from":"2024-04-02","to":"2024-08-01","to_rolled":"2024-08-01"},"reasons":null}`},
		{"B2 the last day is a Saturday before a holiday", deadline.Events{Expiry: day(t, "2025-01-14")},
			`{"renewal_window":{"from":"2024-05-15","to":"2024-09-14","to_rolled":"2024-09-17"},"reasons":null}`},
		{"P4 the target month lacks the day", deadline.Events{Expiry: day(t, "2023-06-29")},
			`{"renewal_window":{"from":"2022-10-30","to":"2023-02-28","to_rolled":"2023-02-28"},"reasons":null}`},
		{"the office is closed over the turn of the year", deadline.Events{Expiry: day(t, "2025-04-30")},
			`{"renewal_window":{"from":"2024-09-01","to":"2024-12-31","to_rolled":"2025-01-06"},"reasons":null}`},
		{"S3-15 two years, and the formalities", deadline.Events{Decided: day(t, "2022-09-05")},
			`{"validity":{"from":"2022-09-05","to":"2024-09-04"},"contract_void_after":"2022-12-05","fee_due":"2022-10-05",` +
				`"fees":[{"code":"mark","due":"2022-10-05"}],"reasons":null}`},
		{"B2 a renewed period follows the old one", deadline.Events{Decided: day(t, "2023-09-20"), PreviousExpiry: day(t, "2023-11-30")},
			`{"validity":{"from":"2023-12-01","to":"2025-11-30"},"contract_void_after":"2023-12-20","fee_due":"2023-10-20",` +
				`"fees":[{"code":"mark","due":"2023-10-20"}],"reasons":null}`},
		{"B2 findings", deadline.Events{FindingsIssued: day(t, "2024-11-30")}, `{"findings_due":"2025-02-28","reasons":null}`},
		{"B2 incident", deadline.Events{Discovered: day(t, "2024-01-31")},
			`{"incident_initial_due":"2024-02-05","incident_final_due":"2024-03-01","reasons":null}`},
		{"B2 incident with intent", deadline.Events{Discovered: day(t, "2024-01-31"), Malicious: true},
			`{"incident_initial_due":"2024-02-05","incident_final_due":"2024-03-31","reasons":null}`},
		{"appeal", deadline.Events{NoticeReceived: day(t, "2024-02-01")}, `{"appeal_due":"2024-03-02","reasons":null}`},
		{"complaint", deadline.Events{ComplaintReceived: day(t, "2024-02-01")}, `{"complaint_answer_due":"2024-03-02","reasons":null}`},
		{"nothing happened", deadline.Events{Malicious: true}, `{"reasons":null}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := answer(t, e, test.events); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestDeadlinesOfAnshin(t *testing.T) {
	t.Parallel()
	e := shipped.Edition(t, "anshin", "2014-07")
	tests := []struct {
		name   string
		events deadline.Events
		want   string
	}{
		{"S0-15 received 03-25", deadline.Events{NoticeReceived: day(t, "2015-03-25")},
			`{"fee_due":"2015-04-24","fees":[{"code":"annual","due":"2015-04-24"}],"reasons":null}`},
		{"S0-15 received on the last of January", deadline.Events{NoticeReceived: day(t, "2015-01-31")},
			`{"fee_due":"2015-02-28","fees":[{"code":"annual","due":"2015-02-28"}],"reasons":null}`},
		{"B1 150 days before expiry, open from the beginning", deadline.Events{Expiry: day(t, "2025-03-31")},
			`{"renewal_window":{"from":null,"to":"2024-11-01","to_rolled":"2024-11-01"},"reasons":null}`},
		{"what the office states each time", deadline.Events{Decided: day(t, "2015-03-20"), FindingsIssued: day(t, "2015-01-10"), Discovered: day(t, "2015-01-10")},
			`{"reasons":null}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := answer(t, e, test.events); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestEveryDayHasAReason(t *testing.T) {
	t.Parallel()
	e := shipped.Edition(t, "pmark", "2006")
	d, err := deadline.For(e, calendar(t, e), deadline.Events{Expiry: day(t, "2025-01-14"), FindingsIssued: day(t, "2024-11-30")})
	if err != nil || len(d.Reasons) != 2 {
		t.Fatalf("%d reasons, %v; want 2", len(d.Reasons), err)
	}
	window, findings := d.Reasons[0], d.Reasons[1]
	if window.Rule != "deadline.renewal_window" || window.Clause != "B2-01" || window.Facts.Get("to_rolled") != "2024-09-17" {
		t.Errorf("window: %+v", window)
	}
	if findings.Rule != "deadline.findings_answer" || findings.Clause != "B2-02" || findings.Facts.Get("period") != "3 months" ||
		findings.Facts.Get("first_day") != "not_counted" {
		t.Errorf("findings: %+v", findings)
	}
}

func TestUnknownHolidaysAreAFault(t *testing.T) {
	t.Parallel()
	e := shipped.Edition(t, "pmark", "2006")
	for name, c := range map[string]*civil.Calendar{"no calendar": nil, "year unknown": calendar(t, e)} {
		d, err := deadline.For(e, c, deadline.Events{Expiry: day(t, "2100-12-01")})
		if fault.KindOf(err) != fault.Invalid || d.RenewalWindow != nil {
			t.Errorf("%s: %+v, %v; want invalid", name, d, err)
		}
	}
}

func TestOnlyTheLastDayRolls(t *testing.T) {
	t.Parallel()
	e := shipped.Edition(t, "pmark", "2006")
	c := calendar(t, e)
	first := day(t, "1990-01-01")
	rapid.Check(t, func(t *rapid.T) {
		expiry := first.AddDays(rapid.IntRange(0, 20_000).Draw(t, "expiry"))
		d, err := deadline.For(e, c, deadline.Events{Expiry: expiry})
		if err != nil {
			t.Fatal(err)
		}
		w := *d.RenewalWindow
		naive := w.To
		for !c.IsBusinessDay(naive) {
			naive = naive.AddDays(1)
		}
		if w.Rolled != naive || !w.Contains(w.From) || !w.Contains(w.Rolled) || w.Contains(w.From.AddDays(-1)) || w.Contains(w.Rolled.AddDays(1)) {
			t.Fatalf("expiry %s: window %+v, naive end %s", expiry, w, naive)
		}
		// Away from month ends the window is plain arithmetic on the expiry.
		if expiry.Day() < 28 && (w.From != expiry.AddMonths(-8).AddDays(1) || w.To != expiry.AddMonths(-4)) {
			t.Fatalf("expiry %s: window %+v", expiry, w)
		}
	})
}

func TestYearly(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, first, until, want string }{
		{"I-18 anniversaries", "2015-04-24", "2018-04-23", "[2015-04-24 2016-04-24 2017-04-24]"},
		{"through the last day", "2015-04-24", "2016-04-24", "[2015-04-24 2016-04-24]"},
		{"first due on a leap day", "2024-02-29", "2028-03-01", "[2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29]"},
		{"over before it is due", "2015-04-24", "2015-04-23", "[]"},
		{"never begun", "", "2015-04-23", "[]"},
		{"to the end of the calendar", "9998-12-31", "9999-12-31", "[9998-12-31 9999-12-31]"},
	}
	for _, test := range tests {
		got := "["
		for i, d := range deadline.Yearly(day(t, test.first), day(t, test.until)) {
			if i > 0 {
				got += " "
			}
			got += d.String()
		}
		if got += "]"; got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestYearlyFeesThatAreNotRaisedYet(t *testing.T) {
	t.Parallel()
	charges := []record.Charge{{Code: "annual", Due: day(t, "2016-04-24")}, {Code: "annual", Due: day(t, "2015-04-24")}, {Code: "review", Due: day(t, "2014-08-01")}}
	got := deadline.YearlyOpen("annual", charges, day(t, "2018-04-23"))
	if want := []civil.Date{day(t, "2017-04-24")}; !slices.Equal(got, want) {
		t.Errorf("open %v, want %v", got, want)
	}
	if got := deadline.YearlyOpen("annual", nil, day(t, "2018-04-23")); len(got) != 0 {
		t.Errorf("open %v before the first was raised", got)
	}
}

func TestNextSession(t *testing.T) {
	t.Parallel()
	sessions := []civil.Date{day(t, "2015-11-13"), day(t, "2015-03-13"), day(t, "2015-07-10")}
	tests := []struct {
		name, ready string
		cutoff      civil.Period
		session     string
		missed      int
	}{
		{"S0-11 ready on the day itself", "2015-03-13", civil.Period{}, "2015-03-13", 0},
		{"a day late falls to July", "2015-03-14", civil.Period{}, "2015-07-10", 0},
		{"two weeks before, in time", "2015-02-27", civil.Days(14), "2015-03-13", 0},
		{"two weeks before, missed", "2015-02-28", civil.Days(14), "2015-07-10", 1},
		{"a month before", "2015-10-14", civil.Months(1), "", 1},
		{"none planned", "2015-11-14", civil.Period{}, "", 0},
		{"never ready", "", civil.Period{}, "", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := deadline.NextSession(sessions, day(t, test.ready), test.cutoff)
			if r.Session != day(t, test.session) || len(r.Missed) != test.missed {
				t.Errorf("session %s, missed %v; want %s, %d missed", r.Session, r.Missed, test.session, test.missed)
			}
		})
	}
}

func TestCalendarOfEdition(t *testing.T) {
	t.Parallel()
	c, err := deadline.CalendarOf(scheme.Calendar{
		Closures:  []scheme.Closure{{From: "08-13", To: "08-15", Label: scheme.Text{JA: "夏季休業"}}},
		Overrides: []scheme.HolidayOverride{{Date: day(t, "2024-05-07"), Label: scheme.Text{JA: "臨時"}}},
	}, []civil.Override{{Date: day(t, "2024-05-06"), Working: true}})
	if err != nil {
		t.Fatal(err)
	}
	for d, works := range map[string]bool{"2024-08-14": false, "2024-08-16": true, "2024-05-07": false, "2024-05-06": true} {
		if c.IsBusinessDay(day(t, d)) != works {
			t.Errorf("%s is a working day: %v, want %v", d, !works, works)
		}
	}
	_, err = deadline.CalendarOf(scheme.Calendar{Closures: []scheme.Closure{{From: "02-30", To: "x"}}}, nil)
	if fault.KindOf(err) != fault.Invalid {
		t.Errorf("error %v, want invalid", err)
	}
}
