package lifecycle_test

import (
	"testing"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
)

func TestLastDayOfWhatACaseWaitsFor(t *testing.T) {
	t.Parallel()
	findings := []record.Finding{
		{State: record.FindingOpen, Due: day(2022, 9, 9)},
		{State: record.FindingOpen, Due: day(2022, 9, 5)},
		{State: record.FindingOpen, Due: day(2022, 9, 3), Expected: true}, // nothing lapses by an estimate
		{State: record.FindingOpen},
		{State: record.FindingAnswered, Due: day(2022, 9, 1)},
	}
	for _, c := range []struct {
		state lifecycle.State
		want  civil.Date
		clock string
	}{
		{lifecycle.Agreement, day(2022, 10, 1), scheme.ClockAgreement},
		{lifecycle.DocumentCorrection, day(2022, 9, 5), scheme.ClockFindingsAnswer},
		{lifecycle.OnSiteCorrection, day(2022, 9, 5), scheme.ClockFindingsAnswer},
		{lifecycle.Draft, civil.Date{}, ""},
	} {
		last, clock := lifecycle.LastDay(record.Case{State: c.state, AgreementDue: day(2022, 10, 1)}, findings)
		if last != c.want || clock != c.clock {
			t.Errorf("%s: %s by %q, want %s by %q", c.state, last, clock, c.want, c.clock)
		}
	}
}

func TestGuardsOnFindings(t *testing.T) {
	t.Parallel()
	open, answered, closed := record.Finding{State: record.FindingOpen}, record.Finding{State: record.FindingAnswered}, record.Finding{State: record.FindingUnresolved}
	for _, c := range []struct {
		findings                   []record.Finding
		raised, answered, isClosed bool
	}{
		{nil, false, true, true},
		{[]record.Finding{open, closed}, true, false, false},
		{[]record.Finding{answered}, false, true, false},
		{[]record.Finding{closed}, false, true, true},
	} {
		for g, want := range map[lifecycle.Guard]bool{lifecycle.FindingsRaised: c.raised, lifecycle.FindingsAnswered: c.answered, lifecycle.FindingsClosed: c.isClosed, lifecycle.Eligible: false} {
			if holds, _ := lifecycle.Findings(g, c.findings); holds != want {
				t.Errorf("%s of %v: %v", g, c.findings, holds)
			}
		}
	}
}

// TestWhomACaseAwaits: a clerk is awaited where the secretariat is, at the intake alone.
func TestWhomACaseAwaits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		who, turn record.Role
		state     lifecycle.State
		want      bool
	}{
		{record.RoleSecretariat, record.RoleSecretariat, lifecycle.Submitted, true},
		{record.RoleClerk, record.RoleSecretariat, lifecycle.Submitted, true},
		{record.RoleClerk, record.RoleSecretariat, lifecycle.Accepted, true},
		{record.RoleClerk, record.RoleReviewer, lifecycle.Accepted, false}, // it is given to somebody
		{record.RoleReviewer, record.RoleReviewer, lifecycle.Accepted, true},
		{record.RoleSecretariat, record.RoleReviewer, lifecycle.Accepted, false},
		{record.RoleClerk, record.RoleSecretariat, lifecycle.Ready, false}, // it is no intake any more
		{record.RoleClerk, record.RoleApplicant, lifecycle.Draft, false},
		{record.RoleObserver, record.RoleSecretariat, lifecycle.Submitted, false},
		{"", "", lifecycle.Refused, false},
	} {
		if got := lifecycle.Awaits(c.who, c.turn, c.state); got != c.want {
			t.Errorf("%s, the turn of the %q, awaits the %q: %v, want %v", c.state, c.turn, c.who, got, c.want)
		}
	}
}

func TestACaseWaitsForSomebodyUntilItIsOver(t *testing.T) {
	t.Parallel()
	for _, s := range lifecycle.States() {
		if over := lifecycle.Cases().IsFinal(s) || s == lifecycle.Granted; (lifecycle.TurnOf(s) == "") != over {
			t.Errorf("%s waits for %q", s, lifecycle.TurnOf(s))
		}
	}
}
