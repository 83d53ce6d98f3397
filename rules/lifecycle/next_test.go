package lifecycle_test

import (
	"testing"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/schemes"
	"akashi/values/civil"
)

func edition(t *testing.T, key string) *scheme.Edition {
	t.Helper()
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return shelf.Latest(key)
}

// TestNextDay: every state of both schemes in which something is to come has a day, which
// binds where a rule or a decision gives it.
func TestNextDay(t *testing.T) {
	t.Parallel()
	today, since := day(2026, 11, 26), day(2026, 11, 2)
	march := lifecycle.Sitting{Day: day(2027, 3, 12), Cutoff: day(2027, 2, 26)}
	july := lifecycle.Sitting{Day: day(2027, 7, 31)} // only its month is known
	finding := func(due civil.Date, expected bool) []record.Finding {
		return []record.Finding{{State: record.FindingOpen, Raised: since, Due: due, Expected: expected},
			{State: record.FindingAnswered, Due: day(2026, 1, 1)}}
	}
	fee := func(due civil.Date, status record.ChargeStatus) []record.Charge {
		return []record.Charge{{Code: "application", Due: due, Status: status, Basis: record.QuotedFee{Source: "S3-07"}}}
	}
	const hard, estimate = lifecycle.HardDay, lifecycle.EstimateDay
	for _, c := range []struct {
		name, scheme string
		state        lifecycle.State
		ahead        lifecycle.Ahead
		day          civil.Date
		kind         lifecycle.DayKind
		why          lifecycle.Why
		clause       string
	}{
		// 26 February less report 7, first stage 42, assignment 7 and intake 14 days.
		{"draft that can come before the March session", "anshin", lifecycle.Draft, lifecycle.Ahead{Sittings: []lifecycle.Sitting{march, july}}, day(2026, 12, 18), estimate, lifecycle.WhyReach, "S0-11"},
		{"draft that only the month of July is left for", "anshin", lifecycle.Draft, lifecycle.Ahead{Sittings: []lifecycle.Sitting{{Day: today, Cutoff: today}, july}}, day(2027, 5, 22), estimate, lifecycle.WhyReach, "S0-11"},
		{"draft of a scheme without months", "pmark", lifecycle.Draft, lifecycle.Ahead{}, day(2026, 12, 2), estimate, lifecycle.WhyUsual, "OWN-1"},
		{"draft of a renewal in its window", "pmark", lifecycle.Draft, lifecycle.Ahead{WindowTo: day(2027, 1, 20), Excuses: true, Expiry: day(2027, 5, 20)}, day(2027, 1, 20), hard, lifecycle.WhyWindow, "B2-01"},
		{"draft of a renewal on the last day of its window", "pmark", lifecycle.Draft, lifecycle.Ahead{WindowTo: today, Excuses: true, Expiry: day(2027, 3, 26)}, today, hard, lifecycle.WhyWindow, "B2-01"},
		{"draft of a renewal that a reason may excuse", "pmark", lifecycle.Draft, lifecycle.Ahead{WindowTo: day(2026, 11, 25), Excuses: true, Expiry: day(2027, 3, 25)}, day(2027, 3, 25), hard, lifecycle.WhyExpiry, "B2-01"},
		{"draft of a renewal that nothing excuses", "anshin", lifecycle.Draft, lifecycle.Ahead{WindowTo: day(2026, 11, 25), Expiry: day(2027, 4, 24)}, day(2026, 11, 25), hard, lifecycle.WhyWindow, "B1-04"},
		{"submitted", "anshin", lifecycle.Submitted, lifecycle.Ahead{}, day(2026, 11, 16), estimate, lifecycle.WhyUsual, "OWN-1"},
		{"submitted, with a fee unpaid", "pmark", lifecycle.Submitted, lifecycle.Ahead{Charges: fee(since, record.ChargeOwed)}, since, hard, lifecycle.WhyFee, "S3-07"},
		{"submitted, with a fee that has no day", "pmark", lifecycle.Submitted, lifecycle.Ahead{Charges: fee(civil.Date{}, record.ChargeOwed)}, day(2026, 11, 16), estimate, lifecycle.WhyUsual, "OWN-1"},
		{"submitted, with a fee that is only proposed", "pmark", lifecycle.Submitted, lifecycle.Ahead{Charges: fee(since, record.ChargeProposed)}, day(2026, 11, 16), estimate, lifecycle.WhyUsual, "OWN-1"},
		{"accepted", "anshin", lifecycle.Accepted, lifecycle.Ahead{}, day(2026, 11, 9), estimate, lifecycle.WhyUsual, "OWN-1"},
		{"first stage", "anshin", lifecycle.DocumentReview, lifecycle.Ahead{}, day(2026, 12, 14), estimate, lifecycle.WhyUsual, "OWN-1"},
		{"document review", "pmark", lifecycle.DocumentReview, lifecycle.Ahead{}, day(2026, 12, 2), estimate, lifecycle.WhyUsual, "OWN-1"},
		{"findings by the clock", "pmark", lifecycle.DocumentCorrection, lifecycle.Ahead{Findings: finding(day(2027, 2, 2), false)}, day(2027, 2, 2), hard, lifecycle.WhyFindings, "B2-02"},
		{"findings by the body", "anshin", lifecycle.DocumentCorrection, lifecycle.Ahead{Findings: finding(day(2026, 11, 20), false)}, day(2026, 11, 20), hard, lifecycle.WhyStated, ""},
		{"findings by nobody", "anshin", lifecycle.DocumentCorrection, lifecycle.Ahead{Findings: finding(day(2026, 12, 2), true)}, day(2026, 12, 2), estimate, lifecycle.WhyUsual, "OWN-1"},
		{"findings from before they had days", "anshin", lifecycle.DocumentCorrection, lifecycle.Ahead{Findings: finding(civil.Date{}, false)}, day(2026, 12, 2), estimate, lifecycle.WhyUsual, "OWN-1"},
		{"on-site review", "pmark", lifecycle.OnSiteReview, lifecycle.Ahead{}, day(2026, 12, 2), estimate, lifecycle.WhyUsual, "OWN-1"},
		{"findings on site", "pmark", lifecycle.OnSiteCorrection, lifecycle.Ahead{Findings: finding(day(2027, 2, 2), false)}, day(2027, 2, 2), hard, lifecycle.WhyFindings, "B2-02"},
		{"report", "pmark", lifecycle.Reporting, lifecycle.Ahead{}, day(2026, 11, 16), estimate, lifecycle.WhyUsual, "OWN-1"},
		{"ready for a session that is planned", "anshin", lifecycle.Ready, lifecycle.Ahead{Sittings: []lifecycle.Sitting{march, july}}, day(2027, 2, 26), hard, lifecycle.WhyTabling, "S0-11"},
		{"ready for a month", "anshin", lifecycle.Ready, lifecycle.Ahead{Sittings: []lifecycle.Sitting{july}}, day(2027, 7, 31), estimate, lifecycle.WhyMonth, "S0-11"},
		{"ready, and no session in sight", "pmark", lifecycle.Ready, lifecycle.Ahead{}, day(2026, 12, 2), estimate, lifecycle.WhyUsual, "OWN-1"},
		{"tabled", "anshin", lifecycle.Scheduled, lifecycle.Ahead{Session: march.Day}, march.Day, hard, lifecycle.WhySession, "S0-11"},
		{"agreement", "pmark", lifecycle.Agreement, lifecycle.Ahead{}, day(2027, 2, 1), hard, lifecycle.WhyAgreement, "B2-03"},
		{"agreement whose fee comes first", "pmark", lifecycle.Agreement, lifecycle.Ahead{Charges: fee(day(2026, 12, 2), record.ChargeOwed)}, day(2026, 12, 2), hard, lifecycle.WhyFee, "S3-07"},
		{"granted, with a yearly fee unpaid", "anshin", lifecycle.Granted, lifecycle.Ahead{Charges: fee(day(2026, 11, 17), record.ChargeOwed)}, day(2026, 11, 17), hard, lifecycle.WhyFee, "S3-07"},
		{"granted, all paid", "anshin", lifecycle.Granted, lifecycle.Ahead{Charges: fee(day(2026, 11, 17), record.ChargePaid)}, civil.Date{}, "", "", ""},
	} {
		c.ahead.Today = today
		file := record.Case{State: c.state, Since: since, Decided: day(2026, 11, 1)}
		if c.state == lifecycle.Agreement {
			file.AgreementDue = day(2027, 2, 1)
		}
		got := lifecycle.Next(edition(t, c.scheme), file, c.ahead)
		if got.Day != c.day || got.Kind != c.kind || got.Why != c.why || got.Clause != c.clause {
			t.Errorf("%s: got %+v (%s), want %s, %s, %s, %s", c.name, got, got.Day, c.day, c.kind, c.why, c.clause)
		}
		if late := c.kind == hard && c.day.Before(today); got.IsLate(today) != late {
			t.Errorf("%s: late %v, want %v", c.name, got.IsLate(today), late)
		}
	}
}

// TestEveryOpenStateHasANextDay, whatever the edition says, and whatever is known.
func TestEveryOpenStateHasANextDay(t *testing.T) {
	t.Parallel()
	for _, e := range []*scheme.Edition{edition(t, "anshin"), edition(t, "pmark"), {}} {
		for _, s := range lifecycle.States() {
			next := lifecycle.Next(e, record.Case{State: s, Since: day(2026, 11, 2)}, lifecycle.Ahead{Today: day(2026, 11, 26)})
			if (next.Day.IsZero()) == lifecycle.IsOpen(s) {
				t.Errorf("%s of %q: %+v", s, e.Scheme, next)
			}
		}
	}
}
