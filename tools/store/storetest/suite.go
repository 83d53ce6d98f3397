// Package storetest is the one suite that every engine of package store must pass.
package storetest

import (
	"database/sql"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // for Execute

	"akashi/app/desk"
	"akashi/tools/store"
)

// house is a store under test and where it is.
type house struct {
	*store.Store
	address string
}

// Run runs the suite. empty returns the address of an empty database.
func Run(t *testing.T, empty func(testing.TB) string) {
	t.Helper()
	for _, test := range []struct {
		name string
		run  func(*testing.T, house)
	}{
		{"every record comes back as it was written", roundTrip},
		{"every record can be saved again", saveAgain},
		{"nothing is found in an empty store", findNothing},
		{"a change of a changed record is a conflict", versions},
		{"what may be once is once", uniqueRules},
		{"what is referred to must be there", references},
		{"text that cannot be kept is refused", malformedText},
		{"text that looks like SQL is text", hostileText},
		{"a dossier handed in again is the same", sameDossier},
		{"nobody is found by a secret they do not have", withoutSecrets},
		{"answers and seats are in printed order", inOrder},
		{"of two decisions at once one is a conflict", decideAtOnce},
		{"counters have no gaps", counters},
		{"a failed transaction leaves nothing", rollback},
		{"a failure passed over is a failure still", failurePassedOver},
		{"what is written once stays", writtenOnce},
		{"a reader sees one state throughout", oneState},
		{"nothing read of one state is taken for another", ownState},
		{"the journal's root is that of its leaves", journalRoot},
		{"a changed leaf is found", changedLeaf},
		{"leaves are found by object and place", leaves},
		{"the register is searched without regard to kana, width and case", search},
		{"the register is narrowed by what marks are worth on the day", standings},
		{"a renamed mark is found by its new name only", renamed},
		{"marks are found by number as people type it", byNumber},
		{"pages of the register join without a seam", registerPages},
		{"cases are found by what they are", caseQueries},
		{"cases are found by text", caseText},
		{"an actor sees the cases that the policy admits", visibleCases},
		{"what a day brings is found", calendarQueries},
		{"an import of many records is one transaction", bulk},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			address := empty(t)
			test.run(t, house{Open(t, address), address})
		})
	}
}

// Open opens the store at the address until the test ends.
func Open(t testing.TB, address string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// Execute runs statements behind the store's back.
func Execute(address string, statements ...string) (err error) {
	driver := "sqlite"
	if strings.HasPrefix(address, "postgres") {
		driver = "pgx"
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1) // what is set for the connection counts for all statements
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			return err
		}
	}
	return nil
}

func (h house) update(t testing.TB, write func(desk.Tx) error) {
	t.Helper()
	if err := h.Update(t.Context(), write); err != nil {
		t.Fatal(err)
	}
}

func (h house) view(t testing.TB, read func(desk.Reader) error) {
	t.Helper()
	if err := h.View(t.Context(), read); err != nil {
		t.Fatal(err)
	}
}

func (h house) add(t testing.TB, records ...any) {
	t.Helper()
	h.update(t, func(tx desk.Tx) error { return tx.Add(records...) })
}

// refuses returns the failure of a transaction that must not succeed.
func (h house) refuses(t testing.TB, write func(desk.Tx) error) error {
	t.Helper()
	err := h.Update(t.Context(), write)
	if err == nil {
		t.Error("got no failure")
	}
	return err
}
