package web

import (
	"testing"
	"time"
)

// TestTheClockCountsWhatRan: a break does not count, a button that is pressed twice changes nothing,
// and a cookie that is none of ours is no clock.
func TestTheClockCountsWhatRan(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_700_000_000, 0)
	var c siteClock
	for _, step := range []struct {
		button  string
		after   time.Duration
		running bool
		minutes string
	}{
		{"stop", 0, false, ""}, {"begin", time.Hour, true, ""}, {"begin", time.Minute, true, ""}, {"stop", 0, false, "61"},
		{"stop", time.Hour, false, "61"}, {"begin", 29*time.Minute + 40*time.Second, true, ""}, {"stop", 0, false, "91"}, {"clear", 0, false, ""},
	} {
		var err error
		if c, err = readClock(c.String(), now).after(step.button, now); err != nil {
			t.Fatal(err)
		}
		if c.running() != step.running || c.minutes() != step.minutes {
			t.Errorf("%s: running %v with %q minutes, want %v with %q", step.button, c.running(), c.minutes(), step.running, step.minutes)
		}
		now = now.Add(step.after)
	}
	if _, err := c.after("sudden", now); err == nil {
		t.Error("a button that there is not is pressed")
	}
	for _, wrong := range []string{"x", "1-0", "-", "1-2_3-x", "9999999999-", "1-9999999999", "1-_2-3"} {
		if c := readClock(wrong, now); len(c.Spans) > 0 {
			t.Errorf("%q is read as %v", wrong, c)
		}
	}
}
