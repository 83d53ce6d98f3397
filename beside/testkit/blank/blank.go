// Package blank gives tests an empty store. Its tables are made once for all of them.
package blank

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"akashi/tools/store"
)

// made is the file of an empty store, as one that was closed leaves it.
var made = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "blank")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "akashi.db")
	s, err := store.Open(context.Background(), path)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// Store opens an empty SQLite store of the test's own, tells its address and closes it
// behind the test.
func Store(t testing.TB) (s *store.Store, address string) {
	t.Helper()
	file, err := made()
	address = filepath.Join(t.TempDir(), "akashi.db")
	if err == nil {
		err = os.WriteFile(address, file, 0o600)
	}
	if err == nil {
		s, err = store.Find(t.Context(), address)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, address
}
