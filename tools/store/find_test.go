package store_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"akashi/beside/testkit/postgres"
	"akashi/tools/store"
)

func TestFindMakesNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "akashi.db")
	holds := func(address string, want bool) {
		t.Helper()
		s, err := store.Find(t.Context(), address)
		if there := err == nil; there != want || !there && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: got %v, want a store: %v", address, err, want)
		}
		if err == nil {
			_ = s.Close() // nothing was written
		}
	}
	holds(path, false)
	if _, err := os.Stat(path); err == nil {
		t.Error("looking for a store has made one")
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	holds(path, false)
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	holds("sqlite://"+path, true)
}

func TestFindOnPostgres(t *testing.T) {
	t.Parallel()
	address := postgres.Empty(t)
	if _, err := store.Find(t.Context(), address); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty database: got %v", err)
	}
	s, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	found, err := store.Find(t.Context(), address)
	if err != nil {
		t.Fatalf("a store: %v", err)
	}
	_ = found.Close() // nothing was written
}
