package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"akashi/beside/testkit"
	"akashi/beside/testkit/postgres"
	"akashi/doors/cli"
)

// TestAnOfficeOnPostgresIsBackedUp copies an office on a server with its evidence, proves
// the copy in a drill, and restores it into another database and folder.
func TestAnOfficeOnPostgresIsBackedUp(t *testing.T) {
	t.Parallel()
	first, second, third := postgres.Empty(t), postgres.Empty(t), postgres.Empty(t)
	if programs, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pg_dump"); len(programs) == 0 {
		if _, err := exec.LookPath("pg_dump"); err != nil {
			testkit.Missing(t, "no pg_dump (package postgresql-client)")
		}
	}
	dir := t.TempDir()
	run := func(want int, args ...string) map[string]any {
		t.Helper()
		var out bytes.Buffer
		p := parts()
		p.In, p.Out, p.Err = strings.NewReader(""), &out, &bytes.Buffer{}
		p.Env = func(string) (string, bool) { return "", false }
		p.Schemes.Shipped = shippedOnce
		if got := cli.Run(t.Context(), p, append(args, "--json")); got != want {
			t.Fatalf("%s: status %d, want %d: %s", strings.Join(args, " "), got, want, &out)
		}
		var answer map[string]any
		if err := json.Unmarshal(out.Bytes(), &answer); err != nil {
			t.Fatal(err)
		}
		return answer
	}
	office := []string{"--data", filepath.Join(dir, "office"), "--database", first}
	with := func(at []string, args ...string) []string { return append(args, at...) }
	run(0, with(office, "init")...)
	run(0, with(office, "user", "add", "--id", "jimukyoku", "--name", "office", "--role", "secretariat", "--scheme", "all")...)
	no := run(0, with(office, "case", "open", "--as", "jimukyoku", "--scheme", "anshin", "--type", "new", "--service", "Mihon", "--intake-body", "jaipa", "--applicant-name", "Mihon")...)["no"].(string)
	file := filepath.Join(dir, "evidence.txt")
	if err := os.WriteFile(file, []byte("evidence\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run(0, with(office, "case", "attach", no, "--as", "jimukyoku", "--file", file)...)

	kept := filepath.Join(dir, "kept")
	if made := run(0, with(office, "backup", "create", kept)...); len(made["files"].([]any)) != 2 {
		t.Errorf("got %v", made)
	}
	run(0, "backup", "verify", kept, "--database", second)
	run(3, "backup", "verify", kept) // there is no server to prove it on
	run(3, "backup", "restore", kept, "--data", filepath.Join(dir, "file"))
	run(5, with(office, "backup", "restore", kept)...) // an office is there

	again := []string{"--data", filepath.Join(dir, "again"), "--database", third}
	if restored := run(0, with(again, "backup", "restore", kept)...); restored["restored"] != true {
		t.Errorf("got %v", restored)
	}
	if got := run(0, with(again, "case", "show", no)...); len(got["attachments"].([]any)) != 1 {
		t.Errorf("got %v", got["attachments"])
	}
	run(0, with(again, "fsck")...)
	run(0, with(again, "log", "verify")...)

	// what is no longer what was received is not copied, and what was cut is not restored
	evidence, _ := filepath.Glob(filepath.Join(dir, "office", "evidence", "??", "*"))
	if err := os.WriteFile(evidence[0], []byte("Evidence\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run(1, with(office, "fsck")...)
	run(1, with(office, "backup", "create", filepath.Join(dir, "lacking"))...)
	if err := os.Truncate(filepath.Join(kept, "akashi.dump"), 1000); err != nil {
		t.Fatal(err)
	}
	run(1, "backup", "verify", kept, "--database", second)
}
