package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
)

// statements runs statements within one transaction. They are written with ?
// wherever a value stands, and the engine gives each its place. The values travel
// beside the text and are never part of it: a statement asked again is the same
// statement, and no value can be taken for SQL.
type statements struct {
	ctx    context.Context
	tx     *sql.Tx // nil until begun
	begin  func() (*sql.Tx, error)
	engine engine
	seen   *readings
}

// within is the transaction.
func (s *statements) within() (*sql.Tx, error) {
	if s.tx != nil {
		return s.tx, nil
	}
	return s.begin()
}

func (s *statements) query(query string, args ...any) (*sql.Rows, error) {
	tx, err := s.within()
	if err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(s.ctx, s.engine.placed(query), args...)
	return rows, s.ended(err)
}

// ended ends the transaction with a failure that is no breach of the tables' rules, such as
// a full disk. SQLite has taken the whole transaction back by then, and would keep whatever
// is written after it by itself: half an act.
func (s *statements) ended(err error) error {
	if err != nil && !errors.Is(err, sql.ErrNoRows) && s.engine.broken(err) == (breach{}) {
		_ = s.tx.Rollback() // may have been done
	}
	return err
}

// single is one row, asked for, or why it was not.
type single struct {
	*sql.Row
	s   *statements
	err error
}

// Scan reads it.
func (o single) Scan(into ...any) error {
	if o.err != nil {
		return o.err
	}
	return o.s.ended(o.Row.Scan(into...))
}

// row asks for one row, which writing may give back.
func (s *statements) row(query string, args ...any) single {
	s.seen.forget(query)
	tx, err := s.within()
	if err != nil {
		return single{err: err}
	}
	return single{tx.QueryRowContext(s.ctx, s.engine.placed(query), args...), s, nil}
}

func (s *statements) exec(query string, args ...any) (sql.Result, error) {
	s.seen.forget(query)
	result, err := s.tx.ExecContext(s.ctx, s.engine.placed(query), args...)
	return result, s.ended(err)
}

func (s *statements) prepare(query string) (*sql.Stmt, error) {
	s.seen.forget(query)
	return s.tx.PrepareContext(s.ctx, s.engine.placed(query))
}

// places are the places of so many values in a list.
func places(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

// anyOf hands a list of values over one by one.
func anyOf[T any](list []T) []any {
	values := make([]any, len(list))
	for i, value := range list {
		values[i] = value
	}
	return values
}
