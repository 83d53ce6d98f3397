package lifecycle_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

func statuses() []record.MarkStatus {
	return []record.MarkStatus{record.MarkActive, record.MarkSuspended, record.MarkWithdrawn, record.MarkEnded, record.MarkListed}
}

func markEvents() []lifecycle.MarkEvent {
	return []lifecycle.MarkEvent{lifecycle.Renew, lifecycle.Suspend, lifecycle.Restore, lifecycle.WithdrawMark, lifecycle.End}
}

func TestRowsOfAMark(t *testing.T) {
	t.Parallel()
	want := map[string]string{ // status and event, to status and line of the history
		"active renew": "active renewed", "suspended renew": "suspended renewed",
		"active suspend": "suspended suspended", "suspended restore": "active restored",
		"active withdraw": "withdrawn withdrawn", "suspended withdraw": "withdrawn withdrawn",
		"active end": "ended ended", "suspended end": "ended ended",
	}
	for _, status := range append(statuses(), "", "asleep") {
		for _, e := range append(markEvents(), "", "wish") {
			row, err := lifecycle.Marks().Row(scheme.Process{}, status, e)
			if path, ok := want[string(status)+" "+string(e)]; ok {
				if string(row.To)+" "+string(row.Line) != path || err != nil {
					t.Errorf("%s of a mark that is %s leads to %+v, %v, want %s", e, status, row, err, path)
				}
			} else if !errors.Is(err, fault.Conflict) || row.To != status {
				t.Errorf("%s of a mark that is %s leads to %+v, %v, want a conflict", e, status, row, err)
			}
		}
	}
	if len(want) != len(lifecycle.Marks().Rows()) {
		t.Errorf("the table has %d rows, the test %d", len(lifecycle.Marks().Rows()), len(want))
	}
}

func TestNextOfASession(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		state record.SessionState
		e     lifecycle.SessionEvent
		want  record.SessionState
		kind  error
	}{
		{record.SessionPlanned, lifecycle.OpenSession, record.SessionOpen, nil},
		{record.SessionOpen, lifecycle.CloseSession, record.SessionClosed, nil},
		{record.SessionPlanned, lifecycle.CloseSession, record.SessionPlanned, fault.Conflict},
		{record.SessionOpen, lifecycle.OpenSession, record.SessionOpen, fault.Conflict},
		{record.SessionClosed, lifecycle.OpenSession, record.SessionClosed, fault.Conflict},
		{"", lifecycle.OpenSession, "", fault.Conflict},
	} {
		got, err := lifecycle.Sessions().Next(scheme.Process{}, tt.state, tt.e, nil)
		if got != tt.want || !errors.Is(err, tt.kind) {
			t.Errorf("%s of a session that is %q: %q, %v, want %q, %v", tt.e, tt.state, got, err, tt.want, tt.kind)
		}
	}
}

func day(y, m, d int) civil.Date { return civil.MustOf(y, m, d) }

// Validity: start 2022-09-05, ends 2024-09-04 (domain D).
func TestStandingOn(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		status record.MarkStatus
		on     civil.Date
		review bool
		want   lifecycle.Standing
	}{
		{"the day before", record.MarkActive, day(2022, 9, 4), false, lifecycle.NotYetValid},
		{"the day before, whatever is under review", record.MarkActive, day(2022, 9, 4), true, lifecycle.NotYetValid},
		{"the first day", record.MarkActive, day(2022, 9, 5), false, lifecycle.Valid},
		{"the last day", record.MarkActive, day(2024, 9, 4), false, lifecycle.Valid},
		{"the day after", record.MarkActive, day(2024, 9, 5), false, lifecycle.StandExpired},
		{"the day after, renewal under review", record.MarkActive, day(2024, 9, 5), true, lifecycle.Valid},
		{"suspended", record.MarkSuspended, day(2023, 1, 1), true, lifecycle.StandSuspended},
		{"withdrawn", record.MarkWithdrawn, day(2023, 1, 1), true, lifecycle.StandWithdrawn},
		{"given back", record.MarkEnded, day(2023, 1, 1), true, lifecycle.StandEnded},
		{"on an old list", record.MarkListed, day(2023, 1, 1), true, lifecycle.StandHistorical},
		{"a status nobody knows", "fine", day(2023, 1, 1), true, lifecycle.StandUnknown},
		{"none", "", day(2023, 1, 1), true, lifecycle.StandUnknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			m := record.Mark{Status: tt.status, ValidFrom: day(2022, 9, 5), ValidTo: day(2024, 9, 4)}
			if got := lifecycle.StandingOn(m, tt.on, tt.review); got != tt.want {
				t.Errorf("on %s it is %s, want %s", tt.on, got, tt.want)
			}
		})
	}
}

func TestMarkWithoutLastDayIsNeverValid(t *testing.T) {
	t.Parallel()
	m := record.Mark{Status: record.MarkActive, ValidFrom: day(2022, 9, 5)}
	if got := lifecycle.StandingOn(m, day(2022, 9, 6), true); got == lifecycle.Valid {
		t.Error("a mark without a last day is valid")
	}
}

func TestOnlyAnActiveMarkIsEverValid(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		from := day(2020, 1, 1).AddDays(rapid.IntRange(0, 900).Draw(t, "from"))
		m := record.Mark{ValidFrom: from, ValidTo: from.AddDays(rapid.IntRange(0, 900).Draw(t, "length"))}
		on := day(2020, 1, 1).AddDays(rapid.IntRange(0, 2000).Draw(t, "on"))
		review := rapid.Bool().Draw(t, "under review")
		for _, m.Status = range append(statuses(), "", "fine") {
			got := lifecycle.StandingOn(m, on, review)
			inside := on.Compare(m.ValidFrom) >= 0 && (on.Compare(m.ValidTo) <= 0 || review)
			if want := m.Status == record.MarkActive && inside; (got == lifecycle.Valid) != want {
				t.Fatalf("%s mark from %s to %s on %s: %s", m.Status, m.ValidFrom, m.ValidTo, on, got)
			}
			if !slices.Contains(lifecycle.Standings(), got) {
				t.Fatalf("%q is not a standing", got)
			}
		}
	})
}

func TestStatusAfterALineOfHistory(t *testing.T) {
	t.Parallel()
	for line, want := range map[record.MarkEventKind]record.MarkStatus{
		record.MarkEventListed: record.MarkListed, record.MarkEventGranted: record.MarkActive,
		record.MarkEventRestored: record.MarkActive, record.MarkEventSuspended: record.MarkSuspended,
		record.MarkEventWithdrawn: record.MarkWithdrawn, record.MarkEventEnded: record.MarkEnded,
		record.MarkEventRenewed: "", "": "", "wish": "",
	} {
		if got, says := lifecycle.StatusAfter(line); got != want || says != (want != "") {
			t.Errorf("after %q a mark is %q (%v), want %q", line, got, says, want)
		}
	}
}
