// Package clock is the time in tests: it stands still until a test moves it.
package clock

import (
	"sync"
	"time"
)

// Clock shows the same moment, in UTC, until it is moved. It may be read and
// moved from several goroutines.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// At returns a clock that stands at the moment, written as RFC 3339 such as
// "2014-05-09T10:00:00+09:00". It panics when the moment is not written so.
func At(moment string) *Clock {
	now, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		panic(err)
	}
	return &Clock{now: now.UTC()}
}

// Now returns the moment at which the clock stands. The method value c.Now
// takes the place of time.Now.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock on by d.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Days moves the clock on by whole days of 24 hours, which is what a day in
// Japan has.
func (c *Clock) Days(n int) { c.Advance(time.Duration(n) * 24 * time.Hour) }
