// Package storetest is the one suite that every engine of package store must pass.
package storetest

import (
	"testing"

	"akashi/app"
	"akashi/store"
)

// Run runs the suite. empty returns the address of an empty database.
func Run(t *testing.T, empty func(testing.TB) string) {
	t.Helper()
	for _, test := range []struct {
		name string
		run  func(*testing.T, *store.Store)
	}{
		{"every record comes back as it was written", roundTrip},
		{"every record can be saved again", saveAgain},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, open(t, empty(t)))
		})
	}
}

func open(t testing.TB, address string) *store.Store {
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

func update(t testing.TB, s *store.Store, write func(app.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), write); err != nil {
		t.Fatal(err)
	}
}

func view(t testing.TB, s *store.Store, read func(app.Reader) error) {
	t.Helper()
	if err := s.View(t.Context(), read); err != nil {
		t.Fatal(err)
	}
}

func add(t testing.TB, s *store.Store, records ...any) {
	t.Helper()
	update(t, s, func(tx app.Tx) error { return tx.Add(records...) })
}
