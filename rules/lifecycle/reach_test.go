package lifecycle_test

import (
	"testing"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
)

// TestReaches counts back from 26 February 2027, when the agenda of 12 March closes: report 7,
// first stage 42, assignment 7 and intake 14 days. What a case stands in is still to be left.
func TestReaches(t *testing.T) {
	t.Parallel()
	march := lifecycle.Sitting{Day: day(2027, 3, 12), Cutoff: day(2027, 2, 26)}
	july := lifecycle.Sitting{Day: day(2027, 7, 31)}
	for _, c := range []struct {
		state lifecycle.State
		last  civil.Date // on which it can still come to March
	}{
		{lifecycle.Draft, day(2026, 12, 18)},
		{lifecycle.Submitted, day(2027, 1, 1)},
		{lifecycle.Accepted, day(2027, 1, 8)},
		{lifecycle.DocumentReview, day(2027, 2, 19)},
		{lifecycle.DocumentCorrection, day(2027, 1, 8)},
		{lifecycle.Reporting, day(2027, 2, 26)},
		{lifecycle.Ready, day(2027, 2, 26)},
	} {
		for _, on := range []struct{ today, want civil.Date }{{c.last, march.Day}, {c.last.AddDays(1), july.Day}} {
			ahead := lifecycle.Ahead{Today: on.today, Sittings: []lifecycle.Sitting{march, july}}
			if got := lifecycle.Reaches(edition(t, "anshin"), record.Case{State: c.state}, ahead); got != on.want {
				t.Errorf("%s on %s: got %s, want %s", c.state, on.today, got, on.want)
			}
		}
	}
	tabled := lifecycle.Ahead{Today: day(2027, 3, 1), Session: march.Day, Sittings: []lifecycle.Sitting{july}}
	if got := lifecycle.Reaches(edition(t, "anshin"), record.Case{State: lifecycle.Scheduled}, tabled); got != march.Day {
		t.Errorf("tabled: got %s", got)
	}
	for _, gone := range []lifecycle.State{lifecycle.Granted, lifecycle.Agreement, lifecycle.Withdrawn} {
		if got := lifecycle.Reaches(edition(t, "anshin"), record.Case{State: gone}, lifecycle.Ahead{Today: day(2026, 1, 1), Sittings: []lifecycle.Sitting{march}}); !got.IsZero() {
			t.Errorf("%s reaches %s", gone, got)
		}
	}
}
