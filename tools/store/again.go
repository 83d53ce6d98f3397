package store

import (
	"context"
	"database/sql"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// rest is how long readers wait until a store that could only be opened to be read is tried
// again. Whoever writes tries at once.
const rest = 2 * time.Second

// toRead is a store that could only be opened to be read, on a full disk or one that cannot be
// written to.
type toRead struct {
	why     error
	address string
	open    func(address string) (*sql.DB, error) // to be written
	trying  sync.Mutex
	rests   atomic.Bool
}

// retire is how long those who read by connections that were replaced may take to end.
const retire = time.Minute

// writable opens a store that could only be read anew when it can be written again: nobody has
// to start the program anew, and nobody reads for long what others may be writing to by now.
func (s *Store) writable(ctx context.Context, toWrite bool) error {
	r := s.reading.Load()
	if r == nil {
		return nil
	}
	if !toWrite && r.rests.Load() || !r.trying.TryLock() {
		return r.why
	}
	defer r.trying.Unlock()
	if s.reading.Load() == nil { // another has done it meanwhile
		return nil
	}
	if err := s.disk.there(); err != nil {
		return err
	}
	again, err := found(context.WithoutCancel(ctx), r.address, r.open)
	if err != nil {
		r.rests.Store(true)
		time.AfterFunc(rest, func() { r.rests.Store(false) })
		return r.why
	}
	if !os.SameFile(again.disk.known, s.disk.known) { // it was replaced: the next to ask is told
		_ = again.Close()
		return r.why
	}
	before := s.db.Swap(again.db.Load())
	s.reading.Store(nil)
	time.AfterFunc(retire, func() { _ = before.Close() })
	return nil
}
