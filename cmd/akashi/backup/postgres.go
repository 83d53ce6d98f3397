package backup

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the engine of a store on a server

	"akashi/values/fault"
)

// program finds a program of PostgreSQL: that of the newest release, which reads every
// older server, else that on the path.
func program(name string) (string, error) {
	all, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	release := func(path string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path)))) // what has none is old
		return n
	}
	if len(all) > 0 {
		return slices.MaxFunc(all, func(a, b string) int { return release(a) - release(b) }), nil
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return "", fault.Wrap(fault.Unavailable, "backup.program", name, err)
	}
	return path, nil
}

// perform runs a program of PostgreSQL on a database. The password is in its environment,
// because everybody can read its arguments.
func perform(ctx context.Context, name, address string, args ...string) error {
	path, err := program(name)
	if err != nil {
		return err
	}
	at, err := url.Parse(address)
	if err != nil {
		return fault.Wrong("backup.database", "--database")
	}
	cmd := exec.CommandContext(ctx, path)
	cmd.Env = os.Environ()
	if password, set := at.User.Password(); set {
		cmd.Env = append(cmd.Env, "PGPASSWORD="+password)
		at.User = url.User(at.User.Username())
	}
	cmd.Args = append(cmd.Args, append(args, "--dbname="+at.String())...)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return &fault.Error{Code: "backup.program-failed", What: name, Data: fault.With("cause", strings.TrimSpace(said.String())), Err: err}
	}
	return nil
}

// dumpTo writes one consistent state of a database into a file.
func dumpTo(ctx context.Context, address, file string) error {
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		return err
	}
	return perform(ctx, "pg_dump", address, "--format=custom", "--no-owner", "--no-privileges", "--file="+file)
}

// restoreInto fills an empty database with a dump, in one transaction.
func restoreInto(ctx context.Context, file, address string) error {
	return perform(ctx, "pg_restore", address, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", file)
}

// on opens a database for a moment.
func on(ctx context.Context, address string, do func(*sql.DB) error) (err error) {
	db, err := sql.Open("pgx", address)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return do(db)
}

// emptyDatabase refuses one that holds anything.
func emptyDatabase(ctx context.Context, address string) error {
	return on(ctx, address, func(db *sql.DB) error {
		var tables int
		err := db.QueryRowContext(ctx, "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()").Scan(&tables)
		if err == nil && tables > 0 {
			err = fault.New(fault.Conflict, "backup.office-there", "--database")
		}
		return err
	})
}

// drillDatabase begins the names of the databases in which backups are proven.
const drillDatabase = "akashi_drill_"

// inDrill makes a database beside another for as long as something is done, and drops those
// that killed drills have left.
func inDrill(ctx context.Context, address string, now time.Time, do func(address string) error) (err error) {
	aside, err := url.Parse(address)
	if err != nil {
		return fault.Wrong("backup.database", "--database")
	}
	name := fmt.Sprintf("%s%d_%s", drillDatabase, now.Unix(), strings.ToLower(rand.Text()[:8]))
	aside.Path = "/" + name
	return on(ctx, address, func(db *sql.DB) error {
		if err := dropForgotten(ctx, db, now); err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
			return fmt.Errorf("make a database for the drill: %w", err)
		}
		err := do(aside.String())
		_, dropped := db.ExecContext(context.WithoutCancel(ctx), "DROP DATABASE "+name+" WITH (FORCE)")
		return errors.Join(err, dropped)
	})
}

func dropForgotten(ctx context.Context, db *sql.DB, now time.Time) error {
	rows, err := db.QueryContext(ctx, "SELECT datname FROM pg_database WHERE datname LIKE '"+drillDatabase+"%'")
	if err != nil {
		return err
	}
	var old []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return errors.Join(err, rows.Close())
		}
		made, _, _ := strings.Cut(strings.TrimPrefix(name, drillDatabase), "_")
		if n, err := strconv.ParseInt(made, 10, 64); err == nil && now.Sub(time.Unix(n, 0)) > forgotten {
			old = append(old, name)
		}
	}
	err = errors.Join(rows.Err(), rows.Close())
	for _, name := range old {
		_, dropped := db.ExecContext(ctx, `DROP DATABASE IF EXISTS "`+name+`" WITH (FORCE)`)
		err = errors.Join(err, dropped)
	}
	return err
}
