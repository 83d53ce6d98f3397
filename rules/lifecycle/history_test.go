package lifecycle_test

import (
	"slices"
	"testing"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
)

// life is the history of a mark that was granted, suspended, restored, renewed
// before its expiry and taken away.
func life() []record.MarkEvent {
	return []record.MarkEvent{
		{Kind: record.MarkEventGranted, Day: day(2020, 4, 1), ValidFrom: day(2020, 4, 1), ValidTo: day(2022, 3, 31)},
		{Kind: record.MarkEventSuspended, Day: day(2020, 6, 1), Until: day(2020, 9, 30)},
		{Kind: record.MarkEventRestored, Day: day(2020, 8, 1)},
		{Kind: record.MarkEventRenewed, Day: day(2022, 2, 1), ValidFrom: day(2022, 4, 1), ValidTo: day(2024, 3, 31)},
		{Kind: record.MarkEventWithdrawn, Day: day(2023, 5, 1)},
	}
}

func TestACorrectionStandsWhereTheWrongLineStood(t *testing.T) {
	t.Parallel()
	day := func(n int) civil.Date { return civil.MustOf(2015, 5, n) }
	m := record.Mark{Status: record.MarkActive, ValidFrom: day(1), ValidTo: day(31)}
	history := []record.MarkEvent{
		{No: 1, Kind: record.MarkEventGranted, Day: day(1), ValidFrom: day(1), ValidTo: day(31)},
		{No: 2, Kind: record.MarkEventSuspended, Day: day(11), Until: day(20)},
		{No: 3, Kind: record.MarkEventRestored, Day: day(15)},
		{No: 4, Kind: record.MarkEventWithdrawn, Day: day(25)},
		{No: 5, Kind: record.MarkEventSuspended, Day: day(10), Until: day(21), Corrects: 2},
		{No: 6, Kind: record.MarkEventAnnulled, Day: day(25), Corrects: 4},
		{No: 7, Kind: record.MarkEventSuspended, Day: day(9), Until: day(22), Corrects: 5},
	}
	var order []int
	for _, e := range lifecycle.StandingLines(history) {
		order = append(order, e.No)
	}
	if !slices.Equal(order, []int{1, 7, 3, 6}) {
		t.Errorf("%v stand", order)
	}
	for n, want := range map[int]record.MarkStatus{8: record.MarkActive, 9: record.MarkSuspended, 14: record.MarkSuspended, 15: record.MarkActive, 26: record.MarkActive} {
		if got := lifecycle.AtEndOf(day(n), m, history).Status; got != want {
			t.Errorf("on %s %s, want %s", day(n), got, want)
		}
	}
	if until, gone := lifecycle.PlannedEnd(history), lifecycle.Withdrawals(history); until != day(22) || len(gone) > 0 {
		t.Errorf("suspended until %s, withdrawn on %v", until, gone)
	}
	if line, ok := lifecycle.Behind(lifecycle.StandSuspended, day(9), history); !ok || line.No != 7 {
		t.Errorf("behind the suspension is %+v", line)
	}
}

func TestAMarkAsItStoodOnADay(t *testing.T) {
	t.Parallel()
	now := record.Mark{Status: record.MarkWithdrawn, ValidFrom: day(2020, 4, 1), ValidTo: day(2024, 3, 31)}
	for _, c := range []struct {
		on     civil.Date
		status record.MarkStatus
		to     civil.Date
	}{
		{day(2020, 4, 1), record.MarkActive, day(2022, 3, 31)},
		{day(2020, 6, 1), record.MarkSuspended, day(2022, 3, 31)},
		{day(2020, 8, 1), record.MarkActive, day(2022, 3, 31)},
		{day(2022, 3, 31), record.MarkActive, day(2022, 3, 31)}, // the renewal is decided and has not begun
		{day(2022, 4, 1), record.MarkActive, day(2024, 3, 31)},
		{day(2023, 5, 1), record.MarkWithdrawn, day(2024, 3, 31)},
	} {
		got := lifecycle.AtEndOf(c.on, now, life())
		if got.Status != c.status || got.ValidTo != c.to {
			t.Errorf("on %s: %s until %s, want %s until %s", c.on, got.Status, got.ValidTo, c.status, c.to)
		}
	}
}

func TestWhatAHistoryTells(t *testing.T) {
	t.Parallel()
	if got := lifecycle.PlannedEnd(life()); got != day(2020, 9, 30) {
		t.Errorf("planned end %s", got)
	}
	if got := lifecycle.Withdrawals(life()); !slices.Equal(got, []civil.Date{day(2023, 5, 1)}) {
		t.Errorf("taken away on %v", got)
	}
}
