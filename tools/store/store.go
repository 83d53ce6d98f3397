package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"akashi/app/desk"
	"akashi/values/fault"
)

// Store is the office's database. It is safe for use by many goroutines, and by
// many processes at once.
type Store struct {
	engine  engine
	db      atomic.Pointer[sql.DB]
	writing chan struct{}          // one for each transaction that writes
	reading atomic.Pointer[toRead] // why it was opened to be read only; nil where it was not
	disk    *disk
	states  states
}

var _ desk.Store = (*Store)(nil)

// Open opens the store at the address, "sqlite:///path", a plain path, or
// "postgres://…", makes it if it is not there, and brings its tables up to date.
func Open(ctx context.Context, address string) (*Store, error) {
	s, err := connect(address)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", later(engineOf(address), err))
	}
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(later(s.engine, err), s.Close())
	}
	return s, nil
}

func connect(address string) (*Store, error) { return connectBy(address, engineOf(address).open) }

func connectBy(address string, open func(string) (*sql.DB, error)) (*Store, error) {
	if listedTwice != nil {
		return nil, listedTwice
	}
	e := engineOf(address)
	db, err := open(address)
	if err != nil {
		return nil, err
	}
	d, err := newDisk(e.file(address))
	s := &Store{engine: e, writing: make(chan struct{}, e.writers()), disk: d}
	s.db.Store(db)
	return s, err
}

// Close closes the store's connections.
func (s *Store) Close() error { return s.db.Load().Close() }

// attempts is how often Update runs a transaction that collides with others.
const attempts = 8

// Update runs write in one serializable transaction. Writers wait for each other,
// so that a collision is rare; after the last attempt the store is busy.
func (s *Store) Update(ctx context.Context, write func(desk.Tx) error) error {
	s.joint(ctx).end()
	if err := s.writable(ctx, true); err != nil {
		return err
	}
	for attempt := range attempts {
		err := s.try(ctx, write)
		if err == nil {
			s.checkpoint(ctx)
			return nil
		}
		if !s.engine.collided(err) {
			return later(s.engine, err)
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
	return fault.New(fault.Unavailable, "store.busy", "transaction", "seconds", 1)
}

func (s *Store) try(ctx context.Context, write func(desk.Tx) error) error {
	select {
	case s.writing <- struct{}{}:
		defer func() { <-s.writing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := s.disk.sound(); err != nil {
		return err
	}
	dbtx, err := s.db.Load().BeginTx(ctx, &sql.TxOptions{Isolation: s.engine.isolation()})
	if err != nil {
		return fmt.Errorf("begin to write: %w", err)
	}
	// After a commit this does nothing.
	defer func() { _ = dbtx.Rollback() }()
	seen := &readings{}
	if first := s.engine.queue(); first != "" {
		if seen, err = s.inTurn(ctx, dbtx, first); err != nil {
			return fmt.Errorf("wait for other writers: %w", err)
		}
	}
	t := &tx{reader: reader{&statements{ctx: ctx, tx: dbtx, engine: s.engine, seen: seen}}}
	err = write(t)
	if t.failed != nil && (err == nil || errors.Is(err, sql.ErrTxDone)) { // whoever passed over it
		return t.failed
	}
	if err != nil {
		return err
	}
	return s.commit(ctx, dbtx)
}

// inTurn waits until no other writes. Until this one has written it sees what whoever read the
// same state saw: the office has just looked at the case that it now writes to. SQLite names
// states by connection, and one that may write has a new one, where nothing has been read.
func (s *Store) inTurn(ctx context.Context, dbtx *sql.Tx, queue string) (*readings, error) {
	if _, err := dbtx.ExecContext(ctx, queue); err != nil {
		return nil, err
	}
	state, err := s.engine.state(ctx, nil, dbtx)
	if err != nil {
		return nil, err
	}
	return s.states.of(state).own(), nil
}

// pause waits a little longer after each attempt, and never as long as another
// writer does.
func pause(ctx context.Context, attempt int) error {
	wait := time.NewTimer(time.Duration(1+rand.Int64N(8<<attempt)) * time.Millisecond)
	defer wait.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-wait.C:
		return nil
	}
}
