package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// Each migration has a number, a portable file and, where an engine does something
// in its own way, a file of that engine; they run in one transaction. They are never
// edited after a release.
//
//go:embed migrations
var migrationFiles embed.FS

// migrate runs the migrations that the database has not seen.
func (s *Store) migrate(ctx context.Context) error {
	if err := migrate(ctx, s.engine, s.db.Load()); err != nil {
		return fmt.Errorf("bring store up to date: %w", err)
	}
	return nil
}

func migrate(ctx context.Context, e engine, db *sql.DB) error {
	folder, dialect, options, err := e.migrations()
	if err != nil {
		return err
	}
	options = append(options, goose.WithDisableGlobalRegistry(true), goose.WithGoMigrations(steps(folder)...))
	provider, err := goose.NewProvider(dialect, db, nil, options...)
	if err != nil {
		return err
	}
	for attempt := range attempts {
		if _, err = provider.Up(ctx); err == nil {
			return nil
		}
		// Another process may be faster, or at it still; where no lock spans a
		// migration, that looks like a failure here.
		pending, lost := provider.HasPending(ctx)
		if lost == nil && !pending {
			return nil
		}
		if lost != nil || pause(ctx, attempt) != nil {
			return err
		}
	}
	return err
}

func steps(folder string) []*goose.Migration {
	var all []*goose.Migration
	for n := int64(1); n <= latest(); n++ {
		all = append(all, goose.NewGoMigration(n, &goose.GoFunc{RunTx: step(folder, n)}, nil))
	}
	return all
}

// latest is the number of the last migration; they are numbered without a gap.
func latest() int64 {
	files, _ := fs.Glob(migrationFiles, "migrations/*.sql") // the pattern is well formed
	return int64(len(files))
}

func step(folder string, n int64) func(context.Context, *sql.Tx) error {
	return func(ctx context.Context, tx *sql.Tx) error {
		for _, name := range []string{
			fmt.Sprintf("migrations/%04d.sql", n),
			fmt.Sprintf("migrations/%s/%04d.sql", folder, n),
		} {
			statements, err := migrationFiles.ReadFile(name)
			if errors.Is(err, fs.ErrNotExist) {
				continue // this engine does nothing in its own way
			}
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, string(statements)); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		return nil
	}
}
