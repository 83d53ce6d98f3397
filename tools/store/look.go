package store

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"akashi/app/desk"
)

// look reads one state of the store. A joint one begins its transaction when something is asked
// for that was not read of that state before, which is seldom.
type look struct {
	reader
	conn  *sql.Conn
	state string // the name of what is seen
	moved bool   // the store had another state by the time the transaction began
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
		l, err = s.look(ctx, joint == nil)
	}
	if err != nil {
		return later(s.engine, fmt.Errorf("begin to read: %w", err))
	}
	defer func() {
		if !stays {
			l.end()
		}
	}()
	if err = read(l.reader); l.moved {
		err = desk.ErrMoved // whatever was made of it
	}
	stays = err == nil && joint.keep(l)
	return later(s.engine, err)
}

// look asks which state the store has, in a transaction that pins it or by itself.
func (s *Store) look(ctx context.Context, pinned bool) (*look, error) {
	conn, err := s.db.Load().Conn(ctx)
	if err != nil {
		return nil, err
	}
	l := &look{conn: conn}
	l.reader = reader{&statements{ctx: ctx, engine: s.engine, begin: func() (*sql.Tx, error) { return l.begin(s.engine) }}}
	if pinned {
		_, err = l.begin(s.engine)
	} else {
		l.state, err = s.engine.state(ctx, conn, conn)
	}
	if err != nil {
		l.end()
		return nil, err
	}
	l.seen = s.states.of(l.state)
	return l, nil
}

// begin begins the transaction of the look, which sees what was seen so far.
func (l *look) begin(e engine) (*sql.Tx, error) {
	tx, err := l.conn.BeginTx(l.ctx, &sql.TxOptions{Isolation: e.isolation(), ReadOnly: true})
	if err != nil {
		return nil, err
	}
	l.tx = tx
	state, err := e.state(l.ctx, l.conn, tx)
	if err != nil {
		return nil, err
	}
	if l.moved = l.state != "" && l.state != state; l.moved {
		return nil, desk.ErrMoved
	}
	l.state = state
	return tx, nil
}

// end gives the connection back. Nothing was written: there is nothing that a failed rollback
// could lose.
func (l *look) end() {
	if l.tx != nil {
		_ = l.tx.Rollback()
	}
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
