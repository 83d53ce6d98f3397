package main

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"akashi/app"
	"akashi/app/desk"
)

// counter is the office as the doors see it. It counts writes, so that no verdict
// from before is shown after one.
type counter struct {
	*app.App
	writes atomic.Uint64
	looked atomic.Int64 // when the journal was last looked at, in nanoseconds of the clock
	mu     sync.Mutex
	root   string // of the journal then
}

// Do performs an action and counts it.
func (c *counter) Do(ctx context.Context, req desk.Request, a desk.Action, object string, input any) (desk.Outcome, error) {
	defer c.writes.Add(1)
	return c.App.Do(ctx, req, a, object, input)
}

// RegisterVersion changes with every write of this process at once. What another has
// written shows within a second: the journal has another head.
func (c *counter) RegisterVersion() uint64 {
	now, last := time.Now().UnixNano(), c.looked.Load()
	if since := time.Duration(now - last); (since >= time.Second || since < 0) && c.looked.CompareAndSwap(last, now) {
		c.look()
	}
	return c.writes.Load()
}

// look counts what other processes have written. A database that does not answer
// changes nothing: verdicts go on as they were last known.
func (c *counter) look() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	var root string
	err := c.Store.View(ctx, func(r desk.Reader) (err error) {
		_, root, err = r.JournalHead()
		return err
	})
	if err != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if root != c.root {
		c.root = root
		c.writes.Add(1)
	}
}
