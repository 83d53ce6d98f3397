package store_test

import (
	"os"
	"path/filepath"
	"testing"

	"akashi/beside/testkit/postgres"
	"akashi/tools/store"
)

func TestHoldsMakesNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "akashi.db")
	holds := func(address string, want bool) {
		t.Helper()
		if got, err := store.Holds(t.Context(), address); err != nil || got != want {
			t.Errorf("%s: got %v %v, want %v", address, got, err, want)
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

func TestHoldsOnPostgres(t *testing.T) {
	t.Parallel()
	address := postgres.Empty(t)
	if got, err := store.Holds(t.Context(), address); err != nil || got {
		t.Errorf("an empty database: got %v %v", got, err)
	}
	s, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got, err := store.Holds(t.Context(), address); err != nil || !got {
		t.Errorf("a store: got %v %v", got, err)
	}
}
