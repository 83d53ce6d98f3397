package store

import (
	"context"
	"database/sql"
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
}

func (s statements) query(query string, args ...any) (*sql.Rows, error) {
	return s.tx.QueryContext(s.ctx, s.engine.placed(query), args...)
}

func (s statements) row(query string, args ...any) *sql.Row {
	return s.tx.QueryRowContext(s.ctx, s.engine.placed(query), args...)
}

func (s statements) exec(query string, args ...any) (sql.Result, error) {
	return s.tx.ExecContext(s.ctx, s.engine.placed(query), args...)
}

func (s statements) prepare(query string) (*sql.Stmt, error) {
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
