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
