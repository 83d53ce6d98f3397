package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// counter is the office as the doors see it. It counts writes, so that no verdict
// from before is shown after one; and it remembers what it has told the public, to go on
// while the database is away.
type counter struct {
	*app.App
	writes atomic.Uint64
	looked atomic.Int64 // when the journal was last looked at, in nanoseconds of the clock
	away   atomic.Bool  // the database did not answer then
	mu     sync.Mutex
	root   string // of the journal then
	told   map[string]told
}

// told is what the public was told, of the register of a version and on a day.
type told struct {
	version uint64
	day     civil.Date
	answer  any
}

// maxTold is how many answers are remembered, some 20 MB; then all are forgotten.
const maxTold = 5000

// remembered asks, and tells what was told before while the database is away: on the same
// day, and of a register that has not changed since. What is not worth it is not
// remembered, so that nobody who asks for what there is not empties the memory.
func remembered[V any](c *counter, question string, ask func() (V, error), worth func(V) bool) (V, error) {
	version, day := c.RegisterVersion(), civil.In(c.Now())
	c.mu.Lock()
	before, known := c.told[question]
	c.mu.Unlock()
	was, ok := before.answer.(V)
	known = known && ok && before.version == version && before.day == day
	if known && c.away.Load() {
		return was, nil
	}
	answer, err := ask()
	if known && errors.Is(err, fault.Unavailable) {
		return was, nil
	}
	if err == nil && worth(answer) {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.told == nil || len(c.told) >= maxTold {
			c.told = map[string]told{}
		}
		c.told[question] = told{version, day, answer}
	}
	return answer, err
}

// Verify tells what a number is worth on a day.
func (c *counter) Verify(ctx context.Context, number string, day civil.Date) (app.MarkView, error) {
	return remembered(c, fmt.Sprint("verify ", day, " ", number),
		func() (app.MarkView, error) { return c.App.Verify(ctx, number, day) },
		func(v app.MarkView) bool { return v.Mark != nil })
}

// Register searches the register.
func (c *counter) Register(ctx context.Context, q desk.MarkQuery) (app.RegisterPage, error) {
	return remembered(c, fmt.Sprintf("register %+v", q),
		func() (app.RegisterPage, error) { return c.App.Register(ctx, q) },
		func(app.RegisterPage) bool { return q.Text == "" && q.After == "" })
}

// Book shows a rule book with what the office has added to it.
func (c *counter) Book(ctx context.Context, ed *scheme.Edition) (app.BookView, error) {
	return remembered(c, "book "+ed.Scheme+" "+ed.ID,
		func() (app.BookView, error) { return c.App.Book(ctx, ed) },
		func(app.BookView) bool { return true })
}

// Sessions lists the sittings of a scheme's committee.
func (c *counter) Sessions(ctx context.Context, actor access.Actor, key string) ([]record.Session, []record.Tenure, error) {
	type sittings struct {
		list []record.Session
		held []record.Tenure
	}
	all, err := remembered(c, "sessions "+key+" "+actor.ID, func() (s sittings, err error) {
		s.list, s.held, err = c.App.Sessions(ctx, actor, key)
		return s, err
	}, func(sittings) bool { return actor.Role == "" })
	return all.list, all.held, err
}

// Do performs an action and counts it. Where the database could not say whether it was
// done, it is counted when it shows.
func (c *counter) Do(ctx context.Context, req desk.Request, a desk.Action, object string, input any) (_ desk.Outcome, err error) {
	defer func() {
		if !errors.Is(err, fault.Unavailable) {
			c.writes.Add(1)
		}
	}()
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

// ready says whether the database can be asked.
func (c *counter) ready() error {
	if c.RegisterVersion(); c.away.Load() {
		return fault.New(fault.Unavailable, "store.away", "", "seconds", 1)
	}
	return nil
}

// look counts what other processes have written. A database that does not answer
// changes nothing: verdicts go on as they were last known.
func (c *counter) look() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	root, err := c.head(ctx)
	c.away.Store(err != nil)
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

// head is the root of the journal.
func (c *counter) head(ctx context.Context) (root string, err error) {
	err = c.Store.View(ctx, func(r desk.Reader) error {
		_, root, err = r.JournalHead()
		return err
	})
	return root, err
}
