package store_test

import (
	"os"
	"path/filepath"
	"testing"

	"akashi/store"
	"akashi/store/storetest"
	"akashi/testkit/postgres"
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
