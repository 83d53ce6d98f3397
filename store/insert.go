package store

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
)

// What one statement of an import may hold stays well below what the engines take.
// The search index writes itself out after each statement, so many rows are better.
const (
	rowsPerInsert   = 500
	valuesPerInsert = 16_000
)

// insert adds the records, all of which are *R, many rows in one statement. A
// record that counts its versions begins with 1.
func (t table[R]) insert(into reader, recs []any) (err error) {
	var sample R
	names := namesOf(t.written(&sample))
	add := inserter{reader: into}
	defer func() { err = errors.Join(err, add.close()) }()
	for chunk := range slices.Chunk(recs, min(rowsPerInsert, valuesPerInsert/len(names))) {
		args := make([]any, 0, len(chunk)*len(names))
		for _, rec := range chunk {
			written := t.written(rec.(*R))
			begin(written)
			values, err := valuesOf(written)
			if err != nil {
				return err
			}
			args = append(args, values...)
		}
		if err := add.exec(t.insertion(names, len(chunk)), args); err != nil {
			return err
		}
	}
	return nil
}

// insertion is the statement that adds so many rows.
func (t table[R]) insertion(names []string, rows int) string {
	row := "(" + strings.Repeat("?, ", len(names)-1) + "?)"
	query := "INSERT INTO " + quoted(t.name) + " (" + list(names) + ") VALUES " + strings.Repeat(row+", ", rows-1) + row
	if t.again {
		query += " ON CONFLICT (" + quoted(t.key) + ") DO NOTHING"
	}
	return query
}

// inserter runs statements most of which are the same as the one before.
type inserter struct {
	reader
	query    string
	prepared *sql.Stmt // of the query, where the engine prepares
}

func (i *inserter) exec(query string, args []any) (err error) {
	if !i.engine.prepares() {
		_, err = i.db.ExecContext(i.ctx, query, args...)
		return err
	}
	if query != i.query {
		if err := i.close(); err != nil {
			return err
		}
		if i.prepared, err = i.db.PrepareContext(i.ctx, query); err != nil {
			return err
		}
		i.query = query
	}
	_, err = i.prepared.ExecContext(i.ctx, args...)
	return err
}

func (i *inserter) close() error {
	if i.prepared == nil {
		return nil
	}
	done := i.prepared
	i.prepared, i.query = nil, ""
	return done.Close()
}
