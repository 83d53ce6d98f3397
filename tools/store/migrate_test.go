package store

import (
	"io/fs"
	"strings"
	"testing"
)

// TestMigrationsAreCountedWithoutAGap holds the files to their numbers: one that is
// left out would end the count, and what an engine does belongs to a portable file.
func TestMigrationsAreCountedWithoutAGap(t *testing.T) {
	t.Parallel()
	files, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 || len(files) != len(steps("sqlite")) {
		t.Errorf("%d migrations run of the files %v", len(steps("sqlite")), files)
	}
	own, err := fs.Glob(migrationFiles, "migrations/*/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range own {
		_, name, _ := strings.Cut(strings.TrimPrefix(file, "migrations/"), "/")
		if _, err := fs.Stat(migrationFiles, "migrations/"+name); err != nil {
			t.Errorf("%s belongs to no migration", file)
		}
	}
}
