package clock_test

import (
	"testing"
	"time"

	"akashi/beside/testkit/clock"
)

func TestClockStandsUntilMoved(t *testing.T) {
	t.Parallel()
	c := clock.At("2014-05-09T10:00:00+09:00")
	if got, want := c.Now(), time.Date(2014, 5, 9, 1, 0, 0, 0, time.UTC); got != want || c.Now() != want {
		t.Errorf("got %v, want %v twice", got, want)
	}
	c.Days(23)
	c.Advance(time.Minute)
	if got, want := c.Now(), time.Date(2014, 6, 1, 1, 1, 0, 0, time.UTC); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
