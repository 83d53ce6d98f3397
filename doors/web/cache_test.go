package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"akashi/beside/testkit/clock"
	"akashi/doors/web"
)

// TestCacheHolds follows a verdict through the day in which it is kept, with the moment
// of the check always its own.
func TestCacheHolds(t *testing.T) {
	t.Parallel()
	o, c := newOffice(t), clock.At("2026-11-21T12:00:00+09:00")
	d, err := web.New(web.Config{Office: o, Shelf: o.shelf, Now: c.Now})
	if err != nil {
		t.Fatal(err)
	}
	for i, step := range []struct {
		title string
		do    func()
		asked int64 // of the office, so far
	}{
		{"first", func() {}, 1},
		{"at once again", func() {}, 1},
		{"within the second", func() { c.Advance(999 * time.Millisecond) }, 1},
		{"late in the evening", func() { c.Advance(11*time.Hour + 59*time.Minute) }, 1},
		{"after midnight in Japan", func() { c.Advance(time.Minute) }, 2},
		{"after a write", func() { o.version.Add(1) }, 3},
		{"with a clock set back", func() { c.Advance(-time.Hour) }, 4},
		{"a day later, at the same hour", func() { c.Advance(24 * time.Hour) }, 5},
	} {
		step.do()
		if got, want := get(t, d, "/v/J0901.json").Body.String(), c.Now().UTC().Format(`"checked_at":"2006-01-02T15:04:05Z"`); !strings.Contains(got, want) {
			t.Errorf("%d, %s: the moment of the check is not %s: %s", i, step.title, want, got)
		}
		if got := o.asked.Load(); got != step.asked {
			t.Fatalf("%d, %s: the office was asked %d times, want %d", i, step.title, got, step.asked)
		}
	}
}

// TestBadgesAreKeptASecond: nothing in the image says when the check was.
func TestBadgesAreKeptASecond(t *testing.T) {
	t.Parallel()
	o, c := newOffice(t), clock.At("2026-11-21T12:00:00+09:00")
	d, err := web.New(web.Config{Office: o, Shelf: o.shelf, Now: c.Now})
	if err != nil {
		t.Fatal(err)
	}
	for i, later := range []time.Duration{0, 999 * time.Millisecond, time.Millisecond} {
		c.Advance(later)
		get(t, d, "/v/J0901.svg")
		if got, want := o.asked.Load(), int64(1+i/2); got != want {
			t.Errorf("%d: the office was asked %d times, want %d", i, got, want)
		}
	}
}

// TestCacheIsBounded asks for more numbers than are kept: each is answered.
func TestCacheIsBounded(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := open(t, o)
	for i := range 5000 {
		if r := get(t, d, fmt.Sprintf("/v/X%d.json", i)); r.Code != http.StatusNotFound {
			t.Fatalf("X%d: got %d", i, r.Code)
		}
	}
	before := o.asked.Load()
	get(t, d, "/v/X0.json")
	if o.asked.Load() == before {
		t.Error("the first of 5,000 numbers is still kept")
	}
}
