package web

import (
	"bytes"
	"io"
	"sync"
	"time"

	"akashi/values/civil"
)

// cache keeps verdicts that are written out already. A verdict is given again only
// while the register has not changed: a withdrawal is seen at once, and one made by
// another process within the second in which the office looks for it. One that states
// the moment of its check holds for the rest of its day, since that is written anew each
// time; others for a second.
type cache struct {
	now     func() time.Time
	version func() uint64
	most    int
	mu      sync.RWMutex
	answers map[asked]*answer
}

// asked is what a verdict was asked for: a number, in a form such as json.
type asked struct{ form, number string }

// answer is a verdict written out, from the register of a version.
type answer struct {
	status  int
	body    []byte
	etag    [1]string // as http.Header wants it
	headers []header  // the other lines, which all verdicts of a form share
	version uint64
	made    time.Time
	until   time.Time // the first moment at which it no longer holds, if the register has not changed
	moment  int       // where in the body the moment of the check stands; 0 nowhere
}

// header is one line of an answer's head. Its values are kept as the list that
// http.Header wants, and once for all answers: giving one allocates nothing, and of ten thousand that
// are asked for at random each brings few memory lines of its own.
type header struct {
	name   string // in canonical spelling
	values []string
}

// maxAnswers is how many verdicts on marks are kept, which may be some 40 MB, and
// maxPassing how many others: whoever asks for numbers that are none empties the second.
const (
	maxAnswers = 20_000
	maxPassing = 4096
	freshFor   = time.Second
)

func newCache(now func() time.Time, version func() uint64, most int) *cache {
	return &cache{now: now, version: version, most: most, answers: map[asked]*answer{}}
}

// get returns the answer if it still holds.
func (c *cache) get(q asked) (*answer, bool) {
	c.mu.RLock()
	a, ok := c.answers[q]
	c.mu.RUnlock()
	if !ok || a.version != c.version() {
		return nil, false
	}
	now := c.now()
	return a, !now.Before(a.made) && now.Before(a.until)
}

// put keeps an answer that was worked out from the register of the version. A
// full cache is emptied: it fills again.
func (c *cache) put(q asked, a *answer) {
	if a.until = a.made.Add(freshFor); a.moment > 0 {
		a.until = civil.In(a.made).AddDays(1).Start()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.answers) >= c.most {
		clear(c.answers)
	}
	c.answers[q] = a
}

// say writes the body with the moment of the check. An asker who has left need not be told.
func (a *answer) say(w io.Writer, now time.Time) {
	rest := 0
	if a.moment > 0 {
		var at [len(checkedAt)]byte
		_, _ = w.Write(a.body[:a.moment])
		_, _ = w.Write(now.UTC().AppendFormat(at[:0], checkedAt))
		rest = a.moment + len(at)
	}
	_, _ = w.Write(a.body[rest:])
}

// checkedAt is how a verdict for programs writes the moment of its check.
const checkedAt = "2006-01-02T15:04:05Z"

// momentIn finds the moment of the check in a verdict for programs. Quotes inside its
// texts are escaped, so that no text can look like it.
func momentIn(body []byte, checked time.Time) int {
	const key = `"checked_at":"`
	at := bytes.Index(body, []byte(key)) + len(key)
	if at < len(key) || !bytes.HasPrefix(body[at:], []byte(checked.UTC().Format(checkedAt)+`"`)) {
		return 0
	}
	return at
}
