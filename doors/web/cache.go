package web

import (
	"sync"
	"time"
)

// cache keeps verdicts that are written out already. A verdict is given again
// only while the register has not changed and it is less than a second old, so
// that a withdrawal is seen at once, one made by another process within the
// second, and midnight within a second too.
type cache struct {
	now     func() time.Time
	version func() uint64
	mu      sync.RWMutex
	answers map[asked]*answer
}

// asked is what a verdict was asked for: a number, in a form such as json.
type asked struct{ form, number string }

// answer is a verdict written out, from the register of a version.
type answer struct {
	status  int
	body    []byte
	etag    string
	headers []header
	version uint64
	made    time.Time
}

// header is one line of an answer's head. Its values are kept as the list that
// http.Header wants, so that giving the answer again allocates nothing.
type header struct {
	name   string // in canonical spelling
	values []string
}

const (
	maxAnswers = 4096
	freshFor   = time.Second
)

func newCache(now func() time.Time, version func() uint64) *cache {
	return &cache{now: now, version: version, answers: map[asked]*answer{}}
}

// get returns the answer if it still holds.
func (c *cache) get(q asked) (*answer, bool) {
	c.mu.RLock()
	a, ok := c.answers[q]
	c.mu.RUnlock()
	if !ok || a.version != c.version() {
		return nil, false
	}
	age := c.now().Sub(a.made)
	return a, age >= 0 && age < freshFor
}

// put keeps an answer that was worked out from the register of the version. A
// full cache is emptied: it fills again within the second.
func (c *cache) put(q asked, a *answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.answers) >= maxAnswers {
		clear(c.answers)
	}
	c.answers[q] = a
}
