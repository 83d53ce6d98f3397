package main

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/beside/testkit"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/access"
)

// TestReadingChangesNothing asks every address that is read, of pages and programs, as
// everybody of a filled office and about cases in several states, and compares everything
// that is kept before and after. No job runs meanwhile.
func TestReadingChangesNothing(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it asks thousands of questions on both stores")
	onBothStores(t, func(t *testing.T, store string) {
		f := openFilledOn(t, store)
		names := f.names()
		for _, user := range f.cast() {
			f.as(user) // signing in is no reading
		}
		before := f.everything()
		asked, answered := 0, map[string]bool{}
		asks := func(r ask.Route, user, path string) (shown bool) {
			asked++
			status := f.reads(user, path)
			if status >= http.StatusInternalServerError {
				t.Errorf("%s is answered %s with %d", user, path, status)
			}
			if status < http.StatusBadRequest {
				answered[r.Path] = true
			}
			return status < http.StatusBadRequest
		}
		for _, r := range routes() {
			if r.Method != http.MethodGet || strings.HasPrefix(r.Path, "/en/") {
				continue
			}
			english := r
			english.Path = "/en" + strings.TrimSuffix(r.Path, "/")
			bilingual := slices.ContainsFunc(routes(), func(other ask.Route) bool { return other.Method == r.Method && other.Path == english.Path })
			for _, path := range filledIn(r, names) {
				for _, user := range f.cast() { // who is refused in one language is in the other
					if asks(r, user, path) && bilingual {
						asks(english, user, "/en"+path)
					}
				}
			}
		}
		if after := f.everything(); !maps.Equal(before, after) {
			for _, of := range slices.Sorted(maps.Keys(after)) {
				if before[of] != after[of] {
					t.Errorf("reading changed %s", of)
				}
			}
		}
		// Forms of acts that nobody may do now, and things that the demonstration has none of,
		// are refused.
		const most = 200
		if len(answered) < most {
			t.Errorf("only %d addresses were answered, want %d", len(answered), most)
		}
		t.Logf("%d questions, %d addresses answered, %d tables and files", asked, len(answered), len(before))
	})
}

// reads asks as somebody, by cookie and by token.
func (f *filled) reads(user, path string) int {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	if g := f.as(user); g.cookie != "" {
		r.AddCookie(&http.Cookie{Name: "akashi", Value: g.cookie})
	}
	for _, token := range f.Tokens {
		if token.User == user {
			r.Header.Set("Authorization", "Bearer "+token.Token)
		}
	}
	w := httptest.NewRecorder()
	f.door.ServeHTTP(w, r)
	return w.Code
}

// names are the things of the office that an address can be about, by the part of the
// address that names them.
func (f *filled) names() map[string][]string {
	f.Helper()
	names := map[string][]string{"{scheme}": {"anshin", "pmark"}, "{key}": {"anshin", "pmark"}, "{item}": {"1-1-1", "3.1"}, "{kind}": {"not-found"}, "{page}": {"1"},
		"{number}": {"J0004", "T0003"}, "users/{id}": {"observer", "shinsa-jaipa"}, "editions/{id}": {"2014-07"}}
	names["{file}"] = []string{strings.TrimPrefix(loaded.FindStringSubmatch(f.as("").get("/").body)[1], "/static/")}
	seen := map[record.CaseState]bool{}
	err := f.office.Store.View(f.Context(), func(r desk.Reader) error {
		cases, err := r.Cases(desk.CaseQuery{Visible: access.Everything()})
		for _, c := range cases {
			if files, err := r.Attachments(c.ID); err == nil && len(files) > 0 && len(names["files"]) < 3 {
				names["files"] = append(names["files"], c.No+" "+files[0].ID)
			}
			if !seen[c.State] {
				seen[c.State] = true
				names["{no}"] = append(names["{no}"], c.No)
			}
			if c.SessionID != "" {
				names["sessions/{id}"] = []string{c.SessionID}
			}
		}
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	return names
}

// filledIn are the addresses of a route over the things that it can be about.
func filledIn(r ask.Route, names map[string][]string) []string {
	paths := []string{r.Path}
	fill := func(part string, values []string, keep string) {
		var filled []string
		for _, path := range paths {
			if !strings.Contains(path, part) {
				filled = append(filled, path)
				continue
			}
			for _, v := range values {
				filled = append(filled, strings.Replace(path, part, keep+v, 1))
			}
		}
		paths = filled
	}
	for _, part := range []string{"files/{id}", "attachments/{id}"} {
		if strings.Contains(r.Path, part) {
			var filled []string
			for _, both := range names["files"] {
				no, id, _ := strings.Cut(both, " ")
				filled = append(filled, strings.NewReplacer("{no}", no, "{id}", id).Replace(r.Path))
			}
			paths = filled
		}
	}
	for part, values := range names {
		if kind, _, found := strings.Cut(part, "{id}"); found {
			fill(part, values, kind)
		} else if strings.HasPrefix(part, "{") {
			fill(part, values, "")
		}
	}
	fill("{id}", []string{"nothing"}, "")
	if strings.HasSuffix(r.Path, "/find") {
		return []string{"/find?q=J0004"}
	}
	return paths
}

// everything is a hash of each table of the store and of each file that the office keeps.
func (e *entrance) everything() map[string]string {
	e.Helper()
	driver, address, list := "sqlite", "file:"+filepath.Join(e.data, "akashi.db")+"?mode=ro", "SELECT name FROM sqlite_schema WHERE type = 'table'"
	if e.store != "" {
		driver, address, list = "pgx", e.store, "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		e.Fatal(err)
	}
	defer db.Close()
	kept := map[string]string{}
	for _, row := range rowsIn(e, db, list) {
		name := strings.Trim(row, "[]")
		rows := rowsIn(e, db, `SELECT * FROM "`+name+`"`)
		slices.Sort(rows)
		kept["table "+name] = fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(rows, "\n"))))
	}
	err = filepath.WalkDir(e.data, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), "akashi.db") {
			return err
		}
		content, err := os.ReadFile(path)
		kept["file "+path] = fmt.Sprintf("%x", sha256.Sum256(content))
		return err
	})
	if err != nil || len(kept) < 30 {
		e.Fatalf("%d tables and files: %v", len(kept), err)
	}
	return kept
}

// rowsIn are the rows of a query, each as text.
func rowsIn(e *entrance, db *sql.DB, query string) (all []string) {
	e.Helper()
	rows, err := db.QueryContext(context.Background(), query)
	if err != nil {
		e.Fatal(err)
	}
	defer rows.Close()
	columns, _ := rows.Columns()
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			e.Fatal(err)
		}
		for i := range values {
			values[i] = *values[i].(*any)
		}
		all = append(all, fmt.Sprint(values))
	}
	if err := rows.Err(); err != nil {
		e.Fatal(err)
	}
	return all
}
