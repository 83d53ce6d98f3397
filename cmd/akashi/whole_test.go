package main

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"akashi/doors/cli"
)

// TestOnlyAWholeOfficeIsOpened damages an office in every way in which it could be taken
// for another: no command goes on with it, and none makes a new one of it.
func TestOnlyAWholeOfficeIsOpened(t *testing.T) {
	t.Parallel()
	const absent, unlike = cli.ExitNotFound, cli.ExitInternal
	for name, d := range map[string]struct {
		damage     func(data string) error
		exit, fsck int
		code       string
		init       int
	}{
		"absent":      {os.RemoveAll, absent, absent, "store.none", cli.ExitDone},
		"lost":        {func(data string) error { return os.Remove(filepath.Join(data, "akashi.db")) }, absent, absent, "store.none", cli.ExitConflict},
		"zero bytes":  {func(data string) error { return os.Truncate(filepath.Join(data, "akashi.db"), 0) }, absent, absent, "store.none", cli.ExitConflict},
		"newer":       {executing("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)"), unlike, cli.ExitDone, "store.newer", unlike},
		"no index":    {executing("DROP INDEX decision_once"), unlike, cli.ExitNegative, "store.schema", unlike},
		"no trigger":  {executing("DROP TRIGGER decision_update"), unlike, cli.ExitNegative, "store.schema", unlike},
		"no table":    {executing("DROP TABLE payment"), unlike, cli.ExitNegative, "store.schema", unlike},
		"one trigger": {executing("CREATE TRIGGER more AFTER INSERT ON vote BEGIN DELETE FROM answer; END"), unlike, cli.ExitNegative, "store.schema", unlike},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := filepath.Join(t.TempDir(), "office")
			run := func(args ...string) (int, string) {
				var out bytes.Buffer
				p := parts()
				p.In, p.Out, p.Err = strings.NewReader(""), &out, &bytes.Buffer{}
				p.Env = func(string) (string, bool) { return "", false }
				p.Schemes.Shipped = shippedOnce
				status := cli.Run(t.Context(), p, append(args, "--json", "--data", data))
				return status, out.String()
			}
			if status, said := run("init"); status != cli.ExitDone {
				t.Fatal(status, said)
			}
			file := filepath.Join(data, "evidence", "ab", strings.Repeat("ab", 32))
			if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, nil, 0o600), d.damage(data)); err != nil {
				t.Fatal(err)
			}
			for _, line := range []string{"case list", "log verify", "migrate", "register search x", "serve --addr 127.0.0.1:0", "user list"} {
				if status, said := run(strings.Fields(line)...); status != d.exit || !strings.Contains(said, d.code) {
					t.Errorf("%s: status %d, %s", line, status, said)
				}
			}
			if status, said := run("doctor"); status != cli.ExitNegative {
				t.Errorf("doctor: status %d, %s", status, said)
			}
			if status, said := run("fsck", "--quick"); status != d.fsck {
				t.Errorf("fsck: status %d, %s", status, said)
			}
			if d.exit == absent {
				if info, err := os.Stat(filepath.Join(data, "akashi.db")); err == nil && info.Size() > 0 {
					t.Error("an office was made by the way")
				}
			}
			if status, said := run("init"); status != d.init {
				t.Errorf("init: status %d, %s", status, said)
			}
			if status, said := run("serve", "--init", "--addr", "999.0.0.1:0"); d.init != cli.ExitDone && status != d.init {
				t.Errorf("serve --init: status %d, %s", status, said)
			}
		})
	}
}

// executing changes the store of an office behind its back.
func executing(statement string) func(data string) error {
	return func(data string) (err error) {
		db, err := sql.Open("sqlite", filepath.Join(data, "akashi.db"))
		if err != nil {
			return err
		}
		_, err = db.Exec(statement)
		return errors.Join(err, db.Close())
	}
}
