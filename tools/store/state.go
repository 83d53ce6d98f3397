package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

// keptStates is how many states are remembered: one of each connection to SQLite, and of
// PostgreSQL those that are being read while others write.
const keptStates = 8

// states remembers what was read of the last few states of the store, so that nothing is read
// twice of a state, whoever asks. What may be seen of it is not decided here: that is worked
// out anew for each.
type states struct {
	lock sync.Mutex
	last []known // the one asked for last at the end
}

type known struct {
	name string
	*readings
}

// of is what has been read of the state.
func (s *states) of(name string) *readings {
	s.lock.Lock()
	defer s.lock.Unlock()
	i := slices.IndexFunc(s.last, func(k known) bool { return k.name == name })
	k := known{name, &readings{shared: true}}
	if i >= 0 {
		k = s.last[i]
	}
	if i >= 0 || len(s.last) == keptStates {
		s.last = slices.Delete(s.last, max(i, 0), max(i, 0)+1)
	}
	s.last = append(s.last, k)
	return k.readings
}

// asked is a transaction, or a connection with none.
type asked interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// state counts with SQLite what was written by others and by the connection itself: no other
// connection's count tells about it, so that each has states of its own.
func (sqlite) state(ctx context.Context, conn *sql.Conn, of asked) (string, error) {
	var others int64
	if err := of.QueryRowContext(ctx, "PRAGMA data_version").Scan(&others); err != nil {
		return "", err
	}
	var name string
	err := conn.Raw(func(made any) error {
		k := made.(*keeper)
		name = fmt.Sprint(k.number, ".", k.wrote, ".", others)
		return nil
	})
	return name, err
}

// state asks PostgreSQL which transactions are seen. A number of a transaction means the same
// as long as the server runs.
func (postgres) state(ctx context.Context, _ *sql.Conn, of asked) (name string, err error) {
	err = of.QueryRowContext(ctx, "SELECT pg_current_snapshot()::text || pg_postmaster_start_time()::text").Scan(&name)
	return name, err
}

// opened numbers the connections to SQLite of this process.
var opened atomic.Int64
