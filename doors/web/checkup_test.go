package web

import (
	"context"
	"testing"
	"time"

	"akashi/values/fault"
)

// What was found whole is looked at again after a while only, what is not each time.
func TestTheJournalIsCheckedOnceInAWhile(t *testing.T) {
	t.Parallel()
	var c checkup
	var wrong fault.Problems
	wrong.Add("journal-root", "head")
	now, looks := time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC), 0
	for i, step := range []struct {
		after time.Duration
		is    fault.Problems
		looks int
		at    time.Duration // of the look that is told, before now
	}{
		{0, wrong, 1, 0},
		{time.Second, nil, 2, 0},
		{aWhile - 1, wrong, 2, aWhile - 1}, // not seen before the while is over
		{1, wrong, 3, 0},
		{1, nil, 4, 0},
		{-time.Hour, nil, 5, 0}, // a clock that was put back
	} {
		now = now.Add(step.after)
		at, found, err := c.lately(t.Context(), func() time.Time { return now }, func(context.Context) (fault.Problems, error) { looks++; return step.is, nil })
		if err != nil || looks != step.looks || now.Sub(at) != step.at || len(found) > 0 != (step.at == 0 && step.is != nil) {
			t.Errorf("step %d: %v found at %v after %d looks, %v", i, found, at, looks, err)
		}
	}
}
