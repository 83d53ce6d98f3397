package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// statements runs statements within one transaction. They are written with ?
// wherever a value stands, and the engine gives each its place. The values travel
// beside the text and are never part of it: a statement asked again is the same
// statement, and no value can be taken for SQL.
type statements struct {
	ctx    context.Context
	tx     *sql.Tx
	engine engine
	seen   readings
	again  plans
}

// plans are the questions that a transaction has asked, each with its statement once it has
// been asked twice: a list asks the same of a thousand cases. There are none where the
// engine's driver keeps them.
type plans map[string]*sql.Stmt

// readings are rows that a transaction has read and not written over since, by the
// question: what nobody else can change meanwhile is not asked for twice. One look at a
// case asks the same from a dozen sides.
type readings map[string]any

// kept is how many rows of one answer are worth keeping.
const kept = 200

func questionOf(query string, args []any) string { return fmt.Sprintf("%s %q", query, args) }

func (s statements) query(query string, args ...any) (*sql.Rows, error) {
	if plan, err := s.planned(query); plan != nil || err != nil {
		if err != nil {
			return nil, s.ended(err)
		}
		rows, err := plan.QueryContext(s.ctx, args...)
		return rows, s.ended(err)
	}
	rows, err := s.tx.QueryContext(s.ctx, s.engine.placed(query), args...)
	return rows, s.ended(err)
}

// planned is the plan of a question that the transaction asks again, nil of the first.
func (s statements) planned(query string) (plan *sql.Stmt, err error) {
	plan, asked := s.again[query]
	switch {
	case s.again == nil || plan != nil:
		return plan, nil
	case asked:
		plan, err = s.tx.PrepareContext(s.ctx, s.engine.placed(query)) // ends with the transaction
	}
	s.again[query] = plan
	return plan, err
}

// ended ends the transaction with a failure that is no breach of the tables' rules, such as
// a full disk. SQLite has taken the whole transaction back by then, and would keep whatever
// is written after it by itself: half an act.
func (s statements) ended(err error) error {
	if err != nil && !errors.Is(err, sql.ErrNoRows) && s.engine.broken(err) == (breach{}) {
		_ = s.tx.Rollback() // may have been done
	}
	return err
}

// single is one row, asked for.
type single struct {
	*sql.Row
	s statements
}

// Scan reads it.
func (o single) Scan(into ...any) error { return o.s.ended(o.Row.Scan(into...)) }

// row asks for one row, which writing may give back: nothing read before counts.
func (s statements) row(query string, args ...any) single {
	clear(s.seen)
	return single{s.tx.QueryRowContext(s.ctx, s.engine.placed(query), args...), s}
}

func (s statements) exec(query string, args ...any) (sql.Result, error) {
	clear(s.seen)
	result, err := s.tx.ExecContext(s.ctx, s.engine.placed(query), args...)
	return result, s.ended(err)
}

func (s statements) prepare(query string) (*sql.Stmt, error) {
	clear(s.seen)
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
