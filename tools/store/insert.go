package store

import (
	"database/sql"
	"errors"
	"math/bits"
	"strings"
)

// What one statement of an import may hold stays well below what the engines take.
// The search index writes itself out after each statement, so many rows are better.
const (
	rowsPerInsert   = 512
	valuesPerInsert = 16_384
)

// insert adds the records, all of which are *R, many rows in one statement. A
// record that counts its versions begins with 1.
func (t table[R]) insert(into reader, recs []any) error {
	var sample R
	names := namesOf(t.written(&sample))
	for len(recs) > 0 {
		rows := rowsAtOnce(len(recs), len(names))
		alike := len(recs) / rows * rows
		if err := t.insertAlike(into, t.insertion(names, rows), recs[:alike], rows); err != nil {
			return err
		}
		recs = recs[alike:]
	}
	return nil
}

// rowsAtOnce returns how many of the records the next statement adds: a power of
// two, so that a table has a handful of such statements and a database that keeps
// their plans finds them again.
func rowsAtOnce(records, columns int) int {
	most := min(records, rowsPerInsert, valuesPerInsert/columns)
	return 1 << (bits.Len(uint(most)) - 1)
}

// insertAlike runs the statement for so many rows of the records each time. One
// that is run again is read once.
func (t table[R]) insertAlike(into reader, query string, recs []any, rows int) (err error) {
	run := func(args ...any) (sql.Result, error) { return into.exec(query, args...) }
	if len(recs) > rows {
		prepared, err := into.prepare(query)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, prepared.Close()) }()
		run = func(args ...any) (sql.Result, error) {
			result, err := prepared.ExecContext(into.ctx, args...)
			return result, into.ended(err)
		}
	}
	for ; len(recs) > 0; recs = recs[rows:] {
		args, err := t.argsOf(recs[:rows])
		if err != nil {
			return err
		}
		if _, err := run(args...); err != nil {
			return err
		}
	}
	return nil
}

// argsOf returns the values of new records, row by row.
func (t table[R]) argsOf(recs []any) (args []any, err error) {
	for _, rec := range recs {
		written := t.written(rec.(*R))
		begin(written)
		values, err := valuesOf(written)
		if err != nil {
			return nil, err
		}
		args = append(args, values...)
	}
	return args, nil
}

// insertion is the statement that adds so many rows.
func (t table[R]) insertion(names []string, rows int) string {
	row := "(" + places(len(names)) + ")"
	query := "INSERT INTO " + quoted(t.name) + " (" + list(names) + ") VALUES " + strings.Repeat(row+", ", rows-1) + row
	if t.again {
		query += " ON CONFLICT (" + quoted(t.key) + ") DO NOTHING"
	}
	return query
}
