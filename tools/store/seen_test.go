package store

import (
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"akashi/app/desk"
	server "akashi/beside/testkit/postgres"
	"akashi/record"
)

// TestWhatIsReadTwiceIsAskedOnce reads a case twice in one transaction, whose particulars and
// evidence are read from JSON: the store is asked once, and whoever changes what was given
// changes it for nobody else.
func TestWhatIsReadTwiceIsAskedOnce(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "akashi.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	kept := record.Page{ID: "p", CaseID: "c", URL: "https://example.jp/", Criteria: []string{"1-1-1", "1-1-2"}}
	err = s.Update(t.Context(), func(tx desk.Tx) error {
		return tx.Add(&record.Applicant{ID: "a"}, &record.Case{ID: "c", No: "SA-2026-0001", ApplicantID: "a"}, &kept)
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.View(t.Context(), func(r desk.Reader) error {
		first, err := r.Pages("c")
		if err != nil || len(first) != 1 {
			t.Fatalf("%v, %v", first, err)
		}
		first[0].Criteria[0] = "changed"
		asked := maps.Clone(r.(reader).seen.of)
		if len(asked) != 1 {
			t.Errorf("of one question %d are remembered", len(asked))
		}
		for range 2 {
			again, err := r.Pages("c")
			if err != nil || !reflect.DeepEqual(again, []record.Page{kept}) {
				t.Errorf("read again: %v, %v", again, err)
			}
			again[0].Criteria[1] = "changed too"
		}
		if now := r.(reader).seen.of; !slices.Equal(slices.Collect(maps.Keys(now)), slices.Collect(maps.Keys(asked))) {
			t.Errorf("asked anew: %v", now)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestAStateIsReadOnce reads one state of the store twice, and the one after an act: the
// second reader asks for nothing, the third for all.
func TestAStateIsReadOnce(t *testing.T) {
	t.Parallel()
	for engine, address := range map[string]string{"sqlite": filepath.Join(t.TempDir(), "akashi.db"), "postgres": ""} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			if engine == "postgres" {
				address = server.Empty(t)
			}
			s, err := Open(t.Context(), address)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			seen := func() (of *readings) {
				err := s.View(t.Context(), func(r desk.Reader) error {
					of = r.(reader).seen
					_, err := r.Pages("c")
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				return of
			}
			first := seen()
			if seen() != first || len(first.of) != 1 {
				t.Error("one state is read twice")
			}
			err = s.Update(t.Context(), func(tx desk.Tx) error { return tx.Add(&record.Applicant{ID: "a"}) })
			if err != nil {
				t.Fatal(err)
			}
			if seen() == first {
				t.Error("what was read before an act is taken for what is there after it")
			}
		})
	}
}

// TestWhoWritesKnowsWhatWasJustRead: on PostgreSQL, where each question is a way to the server. What
// the writer changes is read anew, by it and by whoever reads the state before still, and what others
// changed before its turn came is never taken from what was read before.
func TestWhoWritesKnowsWhatWasJustRead(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), server.Empty(t))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	read := func(r desk.Reader) []record.Page {
		pages, err := r.Pages("c")
		if err != nil {
			t.Fatal(err)
		}
		return pages
	}
	writes := func(write func(tx desk.Tx) error) {
		if err := s.Update(t.Context(), write); err != nil {
			t.Fatal(err)
		}
	}
	writes(func(tx desk.Tx) error {
		return tx.Add(&record.Applicant{ID: "a"}, &record.Case{ID: "c", No: "SA-2026-0001", ApplicantID: "a"}, &record.Page{ID: "1", CaseID: "c"})
	})
	var shared *readings
	looks := func(want int) {
		err := s.View(t.Context(), func(r desk.Reader) error {
			shared = r.(reader).seen
			if n := len(read(r)); n != want {
				t.Errorf("a look finds %d pages, want %d", n, want)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	looks(1)
	writes(func(tx desk.Tx) error {
		own := tx.(interface{ asked() *readings }).asked()
		if len(own.of) != len(shared.of) || own == shared || own.shared {
			t.Errorf("who writes knows %v of %v", own.of, shared.of)
		}
		before := read(tx)
		err := tx.Add(&record.Page{ID: "2", CaseID: "c"})
		if after := read(tx); len(before) != 1 || len(after) != 2 {
			t.Errorf("who writes reads %d pages and then %d", len(before), len(after))
		}
		looks(1)
		return err
	})
	looks(2)
	writes(func(tx desk.Tx) error { return tx.Add(&record.Page{ID: "3", CaseID: "c"}) })
	writes(func(tx desk.Tx) error { // nobody has looked since
		if n := len(read(tx)); n != 3 {
			t.Errorf("what others wrote is missing: %d pages", n)
		}
		return nil
	})
}

// asked is what is known without asking.
func (r reader) asked() *readings { return r.seen }

// TestWhatIsWrittenToIsReadAnew writes to a table between questions: those that name it, and
// those beside which it is read, are asked anew, others are not; a statement of which nobody
// knows what it does leaves none.
func TestWhatIsWrittenToIsReadAnew(t *testing.T) {
	t.Parallel()
	const pages, beside, others = "page WHERE case_id = ?", "case_file WHERE id IN (SELECT case_id FROM page)", "conflict WHERE case_id = ?"
	for statement, left := range map[string][]string{
		`INSERT INTO "page" ("id") VALUES ($1)`: {others},
		`UPDATE "conflict" SET "note" = $1`:     {pages, beside},
		"DELETE FROM page":                      {others},
		"UPDATE journal_head SET size = size + 1 WHERE id = 1 RETURNING size - 1": {pages, beside, others},
		"SELECT count(*) FROM page": {pages, beside, others},
		"WITH gone AS (DELETE FROM page RETURNING id) SELECT count(*) FROM gone": {},
		"insert into page (id) values ($1)":                                      {},
	} {
		r := readings{}
		for _, question := range []string{pages, beside, others} {
			r.keep(question, question, 1)
		}
		r.forget(statement)
		for _, question := range []string{pages, beside, others} {
			if known := r.before(question) != nil; known != slices.Contains(left, question) {
				t.Errorf("%s: %s is remembered: %v", statement, question, known)
			}
		}
		if r.size != 2*len(left) {
			t.Errorf("%s: %d rows and questions are counted of %d answers", statement, r.size, len(left))
		}
	}
}

// TestReadingsAreBounded asks for more than is worth keeping.
func TestReadingsAreBounded(t *testing.T) {
	t.Parallel()
	var r readings
	r.keep("long", 1, kept+1)
	for i := range 2 * keptAll {
		r.keep(fmt.Sprint(i), i, i%kept)
	}
	if r.before("long") != nil || r.size > keptAll || len(r.of) == 0 {
		t.Errorf("%d rows and questions are kept", r.size)
	}
	var s states
	for i := range 3 * keptStates {
		s.of(fmt.Sprint(i))
	}
	if last := s.of(fmt.Sprint(3*keptStates - 1)); len(s.last) != keptStates || s.of(fmt.Sprint(3*keptStates-1)) != last {
		t.Errorf("%d states are kept", len(s.last))
	}
}

// TestApart copies a value of every shape that JSON is read into: what is changed in the copy
// stays as it was in the first.
func TestApart(t *testing.T) {
	t.Parallel()
	type inner struct {
		Points *int
		Names  []string
	}
	type outer struct {
		Inner []inner
		By    map[string][]inner
		Any   any
		None  map[string]int
	}
	made := func() outer {
		n := 5
		return outer{[]inner{{&n, []string{"a"}}}, map[string][]inner{"k": {{nil, []string{"b"}}}}, map[string]any{"x": []any{"c"}}, nil}
	}
	first := made()
	own := apart(reflect.ValueOf(first)).Interface().(outer)
	if !reflect.DeepEqual(own, first) {
		t.Errorf("a copy is %+v, of %+v", own, first)
	}
	*own.Inner[0].Points = 6
	own.Inner[0].Names[0] = "x"
	own.By["k"][0].Names[0] = "x"
	own.By["l"] = nil
	own.Any.(map[string]any)["x"].([]any)[0] = "x"
	if !reflect.DeepEqual(first, made()) {
		t.Errorf("the first has become %+v", first)
	}
}

// TestWhatIsMadeOfAState: once, where it may be kept, and anew while one writes and after it.
func TestWhatIsMadeOfAState(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "akashi.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	made := 0
	makes := func(r desk.Reader, keep bool) any {
		return r.Made("a", func() (any, bool) { made++; return made, keep })
	}
	for i, want := range []struct {
		write, keep bool
		made        int
	}{{false, false, 1}, {false, true, 2}, {false, true, 2}, {true, true, 3}, {true, true, 4}, {false, true, 5}} {
		var got any
		if want.write {
			err = s.Update(t.Context(), func(tx desk.Tx) error { got = makes(tx, want.keep); return nil })
		} else {
			err = s.View(t.Context(), func(r desk.Reader) error { got = makes(r, want.keep); return nil })
		}
		if err != nil || got != want.made {
			t.Errorf("%d: made %v, want %d (%v)", i, got, want.made, err)
		}
	}
}

// TestAnswersStandAsPrinted: read once or again, in the order of the printed criteria, which no engine knows.
func TestAnswersStandAsPrinted(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "akashi.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	answer := func(criterion string) *record.Answer {
		return &record.Answer{ID: criterion, CaseID: "c", Edition: "e", Criterion: criterion}
	}
	err = s.Update(t.Context(), func(tx desk.Tx) error {
		return tx.Add(&record.Applicant{ID: "a"}, &record.Case{ID: "c", No: "SA-2026-0001", ApplicantID: "a", Edition: "e"}, answer("1-1-10"), answer("1-2-1"), answer("1-1-2"))
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		err = s.View(t.Context(), func(r desk.Reader) error {
			all, err := r.Answers("c")
			var order []string
			for _, a := range all {
				order = append(order, a.Criterion)
			}
			if !slices.Equal(order, []string{"1-1-2", "1-1-10", "1-2-1"}) {
				t.Errorf("they stand as %v", order)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
