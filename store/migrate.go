package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"

	"github.com/pressly/goose/v3"
)

//go:embed migrations
var migrationFiles embed.FS

// newest is the number of the last migration. Each has a portable file and one for
// what its engine does in its own way; both run in one transaction. They are
// never edited after a release.
const newest = 2

// migrate runs the migrations that the database has not seen.
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
	if _, err = provider.Up(ctx); err == nil {
		return nil
	}
	// Another process may have been faster; where no lock spans a migration, that
	// looks like a failure here.
	if pending, lost := provider.HasPending(ctx); lost == nil && !pending {
		return nil
	}
	return err
}

func steps(folder string) []*goose.Migration {
	var all []*goose.Migration
	for n := int64(1); n <= newest; n++ {
		all = append(all, goose.NewGoMigration(n, &goose.GoFunc{RunTx: step(folder, n)}, nil))
	}
	return all
}

func step(folder string, n int64) func(context.Context, *sql.Tx) error {
	return func(ctx context.Context, tx *sql.Tx) error {
		for _, name := range []string{
			fmt.Sprintf("migrations/%04d.sql", n),
			fmt.Sprintf("migrations/%s/%04d.sql", folder, n),
		} {
			statements, err := migrationFiles.ReadFile(name)
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
