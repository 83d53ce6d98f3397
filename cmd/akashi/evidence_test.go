package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"akashi/beside/testkit"
	"akashi/doors/cli"
)

// strongroom is an office that keeps files, and what is done with it by commands.
type strongroom struct {
	*testing.T
	data string
	env  map[string]string
}

func openStrongroom(t *testing.T, env map[string]string) *strongroom {
	s := &strongroom{t, filepath.Join(t.TempDir(), "office"), env}
	s.run(cli.ExitDone, "init")
	s.run(cli.ExitDone, "user", "add", "--id", "jimukyoku", "--name", "事務局", "--role", "secretariat", "--scheme", "anshin")
	return s
}

// run performs a command, which has to end with a status, and returns its answer.
func (s *strongroom) run(want int, args ...string) map[string]any {
	s.Helper()
	var out bytes.Buffer
	p := parts()
	p.In, p.Out, p.Err = strings.NewReader(""), &out, &bytes.Buffer{}
	p.Env = func(name string) (string, bool) { v, ok := s.env[name]; return v, ok }
	p.Schemes.Shipped = shippedOnce
	if got := cli.Run(s.Context(), p, append([]string{"--json", "--lang", "en", "--data", s.data}, args...)); got != want {
		s.Fatalf("%v: status %d, want %d: %s", args, got, want, out.String())
	}
	var answer map[string]any
	if err := json.Unmarshal(out.Bytes(), &answer); err != nil {
		s.Fatal(err)
	}
	return answer
}

// keeps opens a case and hands a file in.
func (s *strongroom) keeps(content string) (no string) {
	s.Helper()
	file := filepath.Join(s.TempDir(), "rules.txt")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		s.Fatal(err)
	}
	no = fmt.Sprint(s.run(cli.ExitDone, "case", "open", "--as", "jimukyoku", "--scheme", "anshin", "--type", "new", "--service", "見本", "--intake-body", "jaipa", "--applicant-name", "見本株式会社", "--applicant-sample")["no"])
	s.run(cli.ExitDone, "case", "attach", no, "--as", "jimukyoku", "--file", file)
	return no
}

// anywhereIn reports whether a text stands in any file below a folder.
func anywhereIn(t *testing.T, folder, text string) (found bool) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		found = found || bytes.Contains(content, []byte(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// sealedOn has an office keep its files encrypted.
func sealedOn() map[string]string { return map[string]string{"AKASHI_EVIDENCE_ENCRYPTION": "on"} }

const plantedText = "極秘 planted 極秘"

// TestEvidenceIsEncryptedAtRest looks for what a file holds over the whole office and a backup
// of it, and reads it back with the key, without it and with another.
func TestEvidenceIsEncryptedAtRest(t *testing.T) {
	t.Parallel()
	s := openStrongroom(t, sealedOn())
	no := s.keeps(strings.Repeat(plantedText+"\n", 9_000))
	dir := t.TempDir()
	kept, blind, again := filepath.Join(dir, "kept"), filepath.Join(dir, "blind"), filepath.Join(dir, "again")
	if made := s.run(cli.ExitDone, "backup", "create", kept); made["unread"] != nil || len(made["files"].([]any)) != 2 {
		t.Errorf("a backup with the key: %v", made)
	}
	for _, folder := range []string{s.data, kept} {
		if anywhereIn(t, folder, "planted") {
			t.Errorf("%s holds what was handed in", filepath.Base(folder))
		}
	}
	checked := func(want int) any {
		t.Helper()
		return s.run(want, "fsck")["checked"].(map[string]any)["files_unread"]
	}
	if n := checked(cli.ExitDone); n != 0.0 {
		t.Errorf("unread with the key: %v", n)
	}
	s.run(cli.ExitDone, "backup", "verify", kept)

	key, away := s.data+".key", filepath.Join(dir, "away.key")
	if err := os.Rename(key, away); err != nil {
		t.Fatal(err)
	}
	if n := checked(cli.ExitNegative); n != 1.0 {
		t.Errorf("unread without the key: %v", n)
	}
	if made := s.run(cli.ExitDone, "backup", "create", blind); made["unread"] != 1.0 {
		t.Errorf("a backup without the key: %v", made)
	}
	unread := func(answer map[string]any) {
		t.Helper()
		if found := fmt.Sprint(answer["breaches"]); !strings.Contains(found, "evidence-unread") || strings.Contains(found, "altered") {
			t.Errorf("it is not said that nothing was read: %v", found)
		}
	}
	unread(s.run(cli.ExitNegative, "backup", "verify", blind))
	restored := s.run(cli.ExitNegative, "backup", "restore", blind, "--data", again)
	if restored["restored"] != true {
		t.Errorf("not restored: %v", restored)
	}
	unread(restored)
	if fmt.Sprint(s.run(cli.ExitNegative, "doctor")) == "" {
		t.Error("the doctor says nothing")
	}
	file := filepath.Join(dir, "more.txt")
	if err := os.WriteFile(file, []byte("more"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.run(cli.ExitConflict, "case", "attach", no, "--as", "jimukyoku", "--file", file)
	if _, err := os.Stat(key); err == nil {
		t.Error("another key was made, which hides that the first is lost")
	}
	s.env["AKASHI_OFFICE_KEY_FILE"] = away
	s.run(cli.ExitDone, "backup", "verify", blind)
	if n := checked(cli.ExitDone); n != 0.0 {
		t.Errorf("unread with the key elsewhere: %v", n)
	}
}

// TestWhatWasDoneToEvidenceIsInNoBackup changes an encrypted file: fsck, the backup and its
// readers find it.
func TestWhatWasDoneToEvidenceIsInNoBackup(t *testing.T) {
	t.Parallel()
	s := openStrongroom(t, sealedOn())
	s.keeps(plantedText)
	files, _ := filepath.Glob(filepath.Join(s.data, "evidence", "??", "*.age"))
	if len(files) != 1 {
		t.Fatal(files)
	}
	content, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)-1] ^= 1
	if err := os.WriteFile(files[0], content, 0o600); err != nil {
		t.Fatal(err)
	}
	made := s.run(cli.ExitNegative, "backup", "create", filepath.Join(t.TempDir(), "kept"))
	for _, answer := range []map[string]any{made, s.run(cli.ExitNegative, "fsck")} {
		if found := fmt.Sprint(answer["breaches"]); !strings.Contains(found, "evidence-altered") {
			t.Errorf("got %v", answer)
		}
	}
	if len(made["files"].([]any)) != 1 {
		t.Errorf("the changed file is in the backup: %v", made["files"])
	}
}

// TestAnOfficeFromBeforeIsSealed has files as they came, which stay readable, are counted, and
// are encrypted by the command.
func TestAnOfficeFromBeforeIsSealed(t *testing.T) {
	t.Parallel()
	s := openStrongroom(t, nil)
	s.keeps(plantedText)
	if !anywhereIn(t, filepath.Join(s.data, "evidence"), "planted") {
		t.Error("a file was encrypted where nobody asked for it")
	}
	s.run(cli.ExitConflict, "office", "seal-evidence") // what comes next would not be encrypted
	s.env = sealedOn()
	s.run(cli.ExitDone, "fsck")
	if told := fmt.Sprint(s.run(cli.ExitDone, "office", "seal-evidence", "--dry-run")); !strings.Contains(told, "files:1") || !anywhereIn(t, filepath.Join(s.data, "evidence"), "planted") {
		t.Errorf("a dry run: %s", told)
	}
	for _, want := range []float64{1, 0} {
		if told := s.run(cli.ExitDone, "office", "seal-evidence"); told["files"] != want {
			t.Errorf("encrypted %v, want %v", told["files"], want)
		}
		if anywhereIn(t, s.data, "planted") {
			t.Error("it can still be read")
		}
		s.run(cli.ExitDone, "fsck")
	}
}

// TestAKilledSealingLosesNothing kills the command again and again, each time a few files
// further on. After each blow every file is there, in one form at least, and at the end each
// is encrypted and what it was.
func TestAKilledSealingLosesNothing(t *testing.T) {
	testkit.Slow(t, "it is killed again and again")
	akashi := built(t)
	s := openStrongroom(t, sealedOn())
	names := map[string]bool{}
	for n := range 150 {
		content := []byte(strings.Repeat(fmt.Sprintf("%s %d\n", plantedText, n), 500))
		sum := sha256.Sum256(content)
		name := hex.EncodeToString(sum[:])
		names[name] = true
		file := filepath.Join(s.data, "evidence", name[:2], name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, content, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	killed := 0
	t.Setenv("AKASHI_EVIDENCE_ENCRYPTION", "on")            // for the program
	inOrder, further := slices.Sorted(maps.Keys(names)), 10 // that of the command
	for target := further; ; target += further {
		cmd := exec.CommandContext(t.Context(), akashi, "office", "seal-evidence", "--json", "--data", s.data)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		err := killedAt(cmd, ended, func() bool {
			name := inOrder[min(target, len(inOrder)-1)]
			_, missing := os.Stat(filepath.Join(s.data, "evidence", name[:2], name+".age"))
			return target < len(inOrder) && missing == nil
		})
		for name := range names {
			_, plain := os.Stat(filepath.Join(s.data, "evidence", name[:2], name))
			_, sealed := os.Stat(filepath.Join(s.data, "evidence", name[:2], name+".age"))
			if plain != nil && sealed != nil {
				t.Fatalf("%s is lost after %d kills", name, killed)
			}
		}
		if err == nil {
			break
		}
		killed++
	}
	if checked := s.run(cli.ExitDone, "fsck")["checked"].(map[string]any); checked["files"] != 150.0 || checked["files_unread"] != 0.0 || anywhereIn(t, s.data, "planted") {
		t.Errorf("after %d kills: %v", killed, checked)
	}
	if killed < 3 {
		t.Errorf("it was killed %d times only", killed)
	}
	t.Logf("killed %d times", killed)
}

// killedAt kills a program once it is so far, and waits for its end.
func killedAt(cmd *exec.Cmd, ended <-chan error, far func() bool) error {
	for {
		select {
		case err := <-ended:
			return err
		case <-time.After(100 * time.Microsecond):
			if far() {
				_ = cmd.Process.Kill() // one that has ended meanwhile says so
				return <-ended
			}
		}
	}
}
