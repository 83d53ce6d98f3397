package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"akashi/app/desk"
	"akashi/beside/testkit/postgres"
	"akashi/tools/store"
	"akashi/tools/store/storetest"
	"akashi/values/fault"
)

func TestMain(m *testing.M) { os.Exit(postgres.Main(m)) }

func TestSQLite(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t testing.TB) string { return filepath.Join(t.TempDir(), "akashi.db") })
}

func TestPostgreSQL(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t testing.TB) string { return postgres.Copy(t, "akashi", migrated(t)) })
}

// migrated prepares the database that the others are copies of.
func migrated(t testing.TB) func(string) error {
	return func(address string) error {
		s, err := store.Open(t.Context(), address)
		if err != nil {
			return err
		}
		return s.Close()
	}
}

// TestManyOpenAnEmptyStoreAtOnce is a server and its command line started together
// for the first time.
func TestManyOpenAnEmptyStoreAtOnce(t *testing.T) {
	t.Parallel()
	for engine, address := range map[string]string{
		"sqlite": filepath.Join(t.TempDir(), "akashi.db"), "postgres": postgres.Empty(t),
	} {
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				s, err := store.Open(t.Context(), address)
				if err != nil {
					t.Errorf("%s: %v", engine, err)
					return
				}
				if err := s.Close(); err != nil {
					t.Errorf("%s: %v", engine, err)
				}
			})
		}
		all.Wait()
	}
}

func TestOpenRefusesWhatIsNoStore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	junk := filepath.Join(dir, "junk.db")
	if err := os.WriteFile(junk, []byte(strings.Repeat("junk", 2000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{junk, dir, filepath.Join(dir, "no", "such", "folder"), "", "postgres://%", "postgres://nobody@127.0.0.1:1/x"} {
		if s, err := store.Open(t.Context(), address); err == nil {
			t.Errorf("%q was opened: %v", address, s.Close())
		}
	}
}

func TestFileIsPrivate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "証 %41?#.db")
	storetest.Open(t, "sqlite://"+path)
	for _, name := range []string{path, path + "-wal"} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: got %v, %v, want it for its owner only", name, info, err)
		}
	}
}

// TestCollisionsAreTriedAgain lets a transaction collide as PostgreSQL reports it.
func TestCollisionsAreTriedAgain(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t, postgres.Copy(t, "akashi", migrated(t)))
	for code, want := range map[string]int{"40001": 3, "40P01": 3, "22012": 1} {
		runs := 0
		err := s.Update(t.Context(), func(desk.Tx) error {
			if runs++; runs < 3 {
				return fmt.Errorf("add: %w", &pgconn.PgError{Code: code})
			}
			return nil
		})
		if runs != want || (err == nil) != (want == 3) {
			t.Errorf("%s: ran %d times with %v, want %d", code, runs, err, want)
		}
	}
	err := s.Update(t.Context(), func(desk.Tx) error { return &pgconn.PgError{Code: "40001"} })
	if !errors.Is(err, fault.Unavailable) {
		t.Errorf("without end: got %v, want it to be told as busy", err)
	}
}
