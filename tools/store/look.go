package store

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"akashi/app/desk"
)

// look is a transaction that reads.
type look struct {
	reader
	conn *sql.Conn
}

// View runs read on one consistent state of the store that is there, not of one that has
// been taken away.
func (s *Store) View(ctx context.Context, read func(desk.Reader) error) error {
	if err := s.disk.there(); err != nil {
		return err
	}
	_ = s.writable(ctx, false) // what can only be read is read
	joint, stays := s.joint(ctx), false
	l, err := joint.take(), error(nil)
	if l == nil {
		l, err = s.begin(ctx)
	}
	if err != nil {
		return later(s.engine, fmt.Errorf("begin to read: %w", err))
	}
	defer func() {
		if !stays {
			l.end()
		}
	}()
	err = read(l.reader)
	stays = err == nil && joint.keep(l)
	return later(s.engine, err)
}

func (s *Store) begin(ctx context.Context) (*look, error) {
	conn, err := s.db.Load().Conn(ctx)
	if err != nil {
		return nil, err
	}
	l := &look{conn: conn}
	tx, err := conn.BeginTx(ctx, &sql.TxOptions{Isolation: s.engine.isolation(), ReadOnly: true})
	if err != nil {
		_ = conn.Close() // gives it back
		return nil, err
	}
	l.reader = reader{statements{ctx, tx, s.engine, nil}}
	state, err := s.engine.state(ctx, conn, tx)
	if err != nil {
		l.end()
		return nil, err
	}
	l.seen = s.states.of(state)
	return l, nil
}

// end gives the connection back. Nothing was written: there is nothing that a failed rollback
// could lose.
func (l *look) end() {
	_ = l.tx.Rollback()
	_ = l.conn.Close()
}

// joint is the transaction that two looks share: the first leaves it open, and the second
// takes it and ends it.
type joint struct {
	lock sync.Mutex
	left *look
	over bool // nothing is left open any more
}

type jointKey struct{ of *Store }

// Joint implements desk.Store.
func (s *Store) Joint(ctx context.Context) (context.Context, func()) {
	j := &joint{}
	return context.WithValue(ctx, jointKey{s}, j), j.end
}

// joint is nil where two looks have nothing to do with each other.
func (s *Store) joint(ctx context.Context) *joint {
	j, _ := ctx.Value(jointKey{s}).(*joint)
	return j
}

func (j *joint) take() *look {
	if j == nil {
		return nil
	}
	j.lock.Lock()
	defer j.lock.Unlock()
	l := j.left
	j.left, j.over = nil, j.over || l != nil
	return l
}

func (j *joint) keep(l *look) bool {
	if j == nil {
		return false
	}
	j.lock.Lock()
	defer j.lock.Unlock()
	if j.over || j.left != nil {
		return false
	}
	j.left = l
	return true
}

func (j *joint) end() {
	if j == nil {
		return
	}
	j.lock.Lock()
	defer j.lock.Unlock()
	j.over = true
	if j.left != nil {
		j.left.end()
		j.left = nil
	}
}
