package cli

import (
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync/atomic"
	"time"
)

// tick is how often a line of progress is drawn; what is done sooner shows none.
const tick = 150 * time.Millisecond

// progress is how far long work has come, in parts of a whole that may not be known.
type progress struct {
	done, whole atomic.Int64
	watched     bool
}

// during performs long work while a terminal is told that it goes on, and how far it
// has come. Where nobody watches nothing is told.
func during[T any](r *run, key string, work func(p *progress) (T, error)) (T, error) {
	p := &progress{watched: r.Watched}
	if !r.Watched {
		return work(p)
	}
	ended, cleared := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(cleared)
		r.draw(key, p, ended)
	}()
	done, err := work(p)
	close(ended)
	<-cleared
	return done, err
}

// draw draws the line until the work has ended, and then takes it away.
func (r *run) draw(key string, p *progress, ended <-chan struct{}) {
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for n := 1; ; n++ {
		select {
		case <-ended:
			fmt.Fprint(r.Err, "\r\033[K")
			return
		case <-ticker.C:
			took := time.Duration(n) * tick
			fmt.Fprintf(r.Err, "\r\033[K%s %s", r.say.Say("progress."+key, "seconds", fmt.Sprint(int(took.Seconds()))), p.bar())
		}
	}
}

// bar is how much is done of what is known, in twenty steps.
func (p *progress) bar() string {
	const steps = 20
	whole := p.whole.Load()
	if whole <= 0 {
		return ""
	}
	done := min(p.done.Load(), whole)
	full := int(done * steps / whole)
	return fmt.Sprintf("[%s%s] %d%%", strings.Repeat("#", full), strings.Repeat("-", steps-full), done*100/whole)
}

// at is how far the work has come.
func (p *progress) at(done, whole int64) {
	p.done.Store(done)
	p.whole.Store(whole)
}

// over counts what is read of a file whose size is known.
func (p *progress) over(f io.Reader) io.Reader {
	if !p.watched {
		return f
	}
	if known, ok := f.(interface{ Stat() (fs.FileInfo, error) }); ok {
		if info, err := known.Stat(); err == nil {
			p.whole.Store(info.Size())
		}
	}
	return io.TeeReader(f, p)
}

// Write counts what has been read.
func (p *progress) Write(data []byte) (int, error) {
	p.done.Add(int64(len(data)))
	return len(data), nil
}
