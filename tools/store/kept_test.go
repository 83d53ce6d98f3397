package store

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestStatementsAreKept asks a connection the same again: what was asked twice is kept, a
// statement whose rows are being read is not run a second time, and what is kept has bounds.
func TestStatementsAreKept(t *testing.T) {
	t.Parallel()
	db, err := keepingPool(sourceName(filepath.Join(t.TempDir(), "akashi.db")))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	kept := func(query string) (statement *keptStatement, texts int) {
		_ = conn.Raw(func(c any) error {
			statement, texts = c.(*keeper).kept[query], len(c.(*keeper).kept)
			return nil
		})
		return statement, texts
	}
	const count = "SELECT value FROM json_each(?)"
	numbers := func() (seen []int) {
		rows, err := conn.QueryContext(t.Context(), count, "[1, 2, 3]")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var n int
			if err := rows.Scan(&n); err != nil {
				t.Fatal(err)
			}
			seen = append(seen, n)
			if len(seen) == 2 {
				var first int
				if err := conn.QueryRowContext(t.Context(), count, "[7]").Scan(&first); err != nil || first != 7 {
					t.Errorf("asked within its own answer: %d, %v", first, err)
				}
			}
		}
		return seen
	}
	for range 3 {
		if seen := numbers(); fmt.Sprint(seen) != "[1 2 3]" {
			t.Errorf("read %v", seen)
		}
	}
	if statement, _ := kept(count); statement == nil || statement.busy {
		t.Errorf("what was asked three times is not kept: %v", statement)
	}

	long := "SELECT 1 -- " + strings.Repeat("x", keptLength)
	for range 3 {
		if _, err := conn.ExecContext(t.Context(), long); err != nil {
			t.Fatal(err)
		}
	}
	if statement, _ := kept(long); statement != nil {
		t.Error("a text of any length is kept")
	}
	for n := range 3 * keptStatements {
		for range 2 {
			if _, err := conn.ExecContext(t.Context(), fmt.Sprintf("SELECT %d", n)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, texts := kept(count); texts > keptStatements {
		t.Errorf("%d statements are kept", texts)
	}

	// A table that is changed meanwhile is read as it is.
	do := func(query string) {
		if _, err := conn.ExecContext(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	do("CREATE TABLE thing (a INT)")
	do("INSERT INTO thing VALUES (1)")
	columns := func() int {
		rows, err := conn.QueryContext(t.Context(), "SELECT * FROM thing")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = rows.Close() }()
		names, err := rows.Columns()
		if err != nil || !rows.Next() {
			t.Errorf("no row: %v", err)
		}
		return len(names)
	}
	for want := range 3 {
		if got := columns(); got != want+1 {
			t.Errorf("%d columns of %d", got, want+1)
		}
		columns()
		do(fmt.Sprintf("ALTER TABLE thing ADD COLUMN b%d INT", want))
	}
}
