package store

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"akashi/app/desk"
	server "akashi/beside/testkit/postgres"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
)

// TestValuesTravelBesideTheStatement asks PostgreSQL which statements it keeps the
// plans of: each is there once, whatever was asked for, and without the values.
func TestValuesTravelBesideTheStatement(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), server.Empty(t))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	const hostile = `x' OR '1' = '1`
	err = s.View(t.Context(), func(r desk.Reader) error {
		for _, name := range []string{hostile, `'; DROP TABLE applicant; --`, `$1 ?`} {
			if _, err := r.ApplicantByName(name); err == nil {
				t.Errorf("%q found an applicant", name)
			}
		}
		if _, err := r.Cases(desk.CaseQuery{States: []record.CaseState{hostile, "granted"}}); err != nil {
			return err
		}
		kept, err := keptPlans(r.(reader))
		ofName := slices.DeleteFunc(slices.Clone(kept), func(s string) bool { return !strings.Contains(s, "WHERE name = $1") })
		if len(ofName) != 1 || !slices.ContainsFunc(kept, func(s string) bool { return strings.Contains(s, "state IN ($1, $2)") }) {
			t.Errorf("the plans kept are %q, want one by name and one by two states", kept)
		}
		if strings.Contains(strings.Join(kept, ""), hostile) {
			t.Errorf("a value is part of %q", kept)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func keptPlans(r reader) (plans []string, err error) {
	rows, err := r.query("SELECT statement FROM pg_prepared_statements WHERE statement <> ?", "")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var statement string
		if err := rows.Scan(&statement); err != nil {
			return nil, err
		}
		plans = append(plans, statement)
	}
	return plans, rows.Err()
}

// TestAListOfCasesIsFoundByItsIndexes asks SQLite how it would answer the board and a
// search: what has ended is not read for the one, and no row is read whole for the other.
func TestAListOfCasesIsFoundByItsIndexes(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "empty.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	all := access.Everything()
	for name, is := range map[string]struct {
		q     desk.CaseQuery
		reads string // the only way in which cases are gone through, "" for none
	}{
		"board":             {desk.CaseQuery{States: lifecycle.Open(), OrOwing: true, Visible: all, Limit: 100}, ""},
		"board of a scheme": {desk.CaseQuery{Scheme: "anshin", States: lifecycle.Open(), OrOwing: true, Visible: all, Limit: 100}, ""},
		"search on it":      {desk.CaseQuery{Text: "見本", States: lifecycle.Open(), OrOwing: true, Visible: all, Limit: 100}, "SCAN case_search VIRTUAL TABLE INDEX 0:M1"},
		"states":            {desk.CaseQuery{States: []record.CaseState{lifecycle.Granted}, Visible: all, Limit: 100}, ""},
		"search":            {desk.CaseQuery{Text: "見本 ネット", Visible: all, Limit: 100}, "SCAN case_search VIRTUAL TABLE INDEX 0:M1"},
	} {
		err = s.View(t.Context(), func(r desk.Reader) error {
			rest, args, err := r.(reader).casesOf(is.q)
			if err != nil {
				return err
			}
			rows, err := r.(reader).query("EXPLAIN QUERY PLAN SELECT * FROM case_file "+rest, args...)
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var id, parent, spare int
				var step string
				if err := rows.Scan(&id, &parent, &spare, &step); err != nil {
					return err
				}
				if strings.HasPrefix(step, "SCAN ") && step != is.reads {
					t.Errorf("%s: %s", name, step)
				}
			}
			return rows.Err()
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func TestAnImportHasAHandfulOfStatements(t *testing.T) {
	t.Parallel()
	sizes := map[int]bool{}
	for records := 1; records <= 3000; records++ {
		rows := rowsAtOnce(records, 20)
		if rows > records || 2*rows <= min(records, rowsPerInsert) {
			t.Fatalf("%d of %d records at once", rows, records)
		}
		sizes[rows] = true
	}
	if len(sizes) != 10 {
		t.Errorf("%d forms of one statement, want 10", len(sizes))
	}
	if rows := rowsAtOnce(3000, 100); rows*100 > valuesPerInsert {
		t.Errorf("%d rows of 100 values at once, want %d values at most", rows, valuesPerInsert)
	}
}

func TestARecordHasOneTable(t *testing.T) {
	t.Parallel()
	if listedTwice != nil {
		t.Error(listedTwice)
	}
	ballots := table[record.Visit]{name: votes().name}
	for title, all := range map[string][]relation{
		"a table twice":          {votes(), visits(), votes()},
		"two kinds in one table": {votes(), ballots},
	} {
		if found, err := index(all...); err == nil {
			t.Errorf("%s: got %d tables and no failure", title, len(found))
		}
	}
}
