package web

import (
	"context"
	"sync"
	"time"

	"akashi/values/fault"
)

// checkup is when the journal was last found whole. To find that takes longer the longer the
// journal is, so that the page of the installation rests on what was found a while ago; what is
// wrong is looked for anew each time, until it is mended.
type checkup struct {
	lock sync.Mutex
	at   time.Time
}

const aWhile = 10 * time.Minute

func (c *checkup) lately(ctx context.Context, now func() time.Time, look func(context.Context) (fault.Problems, error)) (at time.Time, found fault.Problems, err error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if since := now().Sub(c.at); since >= 0 && since < aWhile {
		return c.at, nil, nil
	}
	at = now()
	if found, err = look(ctx); err == nil && len(found) == 0 {
		c.at = at
	}
	return at, found, err
}
