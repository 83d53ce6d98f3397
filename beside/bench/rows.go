package bench

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"strings"
)

// tableRows is a table as it is in the file.
type tableRows struct {
	name    string
	columns []string
	rows    [][]any
}

func readTables(ctx context.Context, db *sql.DB, names ...string) (all []tableRows, err error) {
	for _, name := range names {
		t := tableRows{name: name}
		rows, err := db.QueryContext(ctx, "SELECT * FROM "+name+" ORDER BY 1")
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		if t.columns, err = rows.Columns(); err != nil {
			return nil, err
		}
		for rows.Next() {
			cells, into := make([]any, len(t.columns)), make([]any, len(t.columns))
			for i := range cells {
				into[i] = &cells[i]
			}
			if err := rows.Scan(into...); err != nil {
				return nil, err
			}
			t.rows = append(t.rows, cells)
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

// insertTables writes the rows in one transaction, each by a prepared statement.
func insertTables(ctx context.Context, path string, tables []tableRows) error {
	db, err := plainDB(path)
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit this does nothing
	for _, t := range tables {
		places := strings.TrimSuffix(strings.Repeat("?, ", len(t.columns)), ", ")
		insert, err := tx.PrepareContext(ctx, "INSERT INTO "+t.name+" ("+strings.Join(t.columns, ", ")+") VALUES ("+places+")")
		if err != nil {
			return err
		}
		for _, cells := range t.rows {
			if _, err := insert.ExecContext(ctx, cells...); err != nil {
				return err
			}
		}
	}
	return tx.Commit()
}

// digest tells two contents apart.
func digest(tables []tableRows) string {
	sum := sha256.New()
	for _, t := range tables {
		fmt.Fprintln(sum, t.name, t.columns)
		for _, cells := range t.rows {
			fmt.Fprintln(sum, cells...)
		}
	}
	return fmt.Sprintf("%x", sum.Sum(nil))
}
