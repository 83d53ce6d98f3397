package backup_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"akashi/cmd/akashi/backup"
	"akashi/tools/store"
	"akashi/values/fault"
)

// office is a folder with an empty store and one file.
func office(t *testing.T) (data, file string) {
	t.Helper()
	data = t.TempDir()
	s, err := store.Open(t.Context(), filepath.Join(data, "akashi.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return data, keep(t, data, "方針")
}

func keep(t *testing.T, data, content string) (file string) {
	t.Helper()
	sum := sha256.Sum256([]byte(content))
	name := hex.EncodeToString(sum[:])
	file = filepath.Join(data, "evidence", name[:2], name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, []byte(content), 0o600)); err != nil {
		t.Fatal(err)
	}
	return file
}

func naming(files ...string) backup.Named {
	return func(context.Context, backup.Office) (map[string]string, error) {
		named := map[string]string{}
		for _, f := range files {
			named[filepath.Base(f)] = "SA-2014-0001 policy.pdf"
		}
		return named, nil
	}
}

// sound finds nothing wrong.
func sound(context.Context, backup.Office) (fault.Problems, error) { return nil, nil }

var noon = time.Date(2014, 8, 1, 3, 0, 0, 0, time.UTC)

func TestAChangedFileIsBackedUpNowhere(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(file string) error{
		"swapped": func(f string) error { return os.WriteFile(f, []byte("other"), 0o600) },
		"flipped": func(f string) error { return os.WriteFile(f, []byte("方鈝"), 0o600) },
		"emptied": func(f string) error { return os.Truncate(f, 0) },
		"deleted": os.Remove,
	} {
		for _, known := range []bool{true, false} {
			data, file := office(t)
			if err := change(file); err != nil {
				t.Fatal(err)
			}
			to := filepath.Join(t.TempDir(), "kept")
			named := naming()
			if known {
				named = naming(file)
			}
			m, found, err := backup.Create(t.Context(), backup.Office{Data: data}, to, noon, named)
			if want := known || name != "deleted"; err != nil || (len(found) == 1) != want || len(m.Files) != 1 {
				t.Errorf("%s, named %v: %+v %+v %v", name, known, m, found, err)
			}
			if report, err := backup.Verify(t.Context(), to, "", sound); err != nil || !report.OK || report.Files != 1 {
				t.Errorf("%s: what was copied is not whole: %+v %v", name, report, err)
			}
		}
	}
}

func TestABackupIsForItsOwnerOnly(t *testing.T) {
	t.Parallel()
	data, file := office(t)
	to := filepath.Join(t.TempDir(), "kept")
	again := filepath.Join(t.TempDir(), "again")
	if _, found, err := backup.Create(t.Context(), backup.Office{Data: data}, to, noon, naming(file)); err != nil || found != nil {
		t.Fatal(found, err)
	}
	if report, err := backup.Restore(t.Context(), to, backup.Office{Data: again}, sound); err != nil || !report.OK || !report.Restored {
		t.Fatal(report, err)
	}
	for _, root := range []string{to, again} {
		err := filepath.Walk(root, func(name string, info os.FileInfo, err error) error {
			if err == nil && info.Mode().Perm()&0o077 != 0 {
				t.Errorf("%s is open to others: %v", name, info.Mode())
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// TestAKilledBackupIsMadeAgain finds what a killed one has left.
func TestAKilledBackupIsMadeAgain(t *testing.T) {
	t.Parallel()
	data, file := office(t)
	to := filepath.Join(t.TempDir(), "kept")
	half := to + ".unfinished"
	if err := errors.Join(os.Mkdir(half, 0o700), os.WriteFile(filepath.Join(half, "akashi.db"), []byte("half"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := backup.Create(t.Context(), backup.Office{Data: data}, to, noon, naming(file)); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(half); !errors.Is(err, os.ErrNotExist) {
		t.Error("the half is still there")
	}
	if _, _, err := backup.Create(t.Context(), backup.Office{Data: data}, to, noon, naming(file)); !errors.Is(err, fault.Conflict) {
		t.Errorf("over another backup: %v", err)
	}
}

// TestAKilledRestoreIsMadeAgain stops a restore where a kill would, at each of its steps:
// there is no office then, and the same command makes it.
func TestAKilledRestoreIsMadeAgain(t *testing.T) {
	t.Parallel()
	data, file := office(t)
	from := filepath.Join(t.TempDir(), "kept")
	if _, _, err := backup.Create(t.Context(), backup.Office{Data: data}, from, noon, naming(file)); err != nil {
		t.Fatal(err)
	}
	path := func(to string, names ...string) string { return filepath.Join(append([]string{to}, names...)...) }
	for name, left := range map[string]func(to string) error{
		"nothing copied":      func(to string) error { return os.MkdirAll(path(to, ".restoring"), 0o700) },
		"half a store copied": func(to string) error { return write(path(to, ".restoring", "akashi.db"), "half") },
		"evidence in place": func(to string) error {
			return errors.Join(write(path(to, ".restoring", "akashi.db"), "whole"), write(path(to, "evidence", "ab", "abcd"), "x"))
		},
	} {
		to := t.TempDir()
		if err := left(to); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path(to, "akashi.db")); err == nil {
			t.Fatalf("%s: there is an office", name)
		}
		report, err := backup.Restore(t.Context(), from, backup.Office{Data: to}, sound)
		if err != nil || !report.OK || !report.Restored {
			t.Fatalf("%s: %+v %v", name, report, err)
		}
		left, _ := filepath.Glob(path(to, ".*"))
		files, _ := filepath.Glob(path(to, "evidence", "*", "*"))
		if len(left) > 0 || len(files) != 1 || filepath.Base(files[0]) != filepath.Base(file) {
			t.Errorf("%s: left %v, files %v", name, left, files)
		}
	}
}

func write(name, content string) error {
	return errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, []byte(content), 0o600))
}

func TestRestoreOverwritesNothing(t *testing.T) {
	t.Parallel()
	data, file := office(t)
	from := filepath.Join(t.TempDir(), "kept")
	if _, _, err := backup.Create(t.Context(), backup.Office{Data: data}, from, noon, naming(file)); err != nil {
		t.Fatal(err)
	}
	for _, there := range []string{"akashi.db", "akashi.db-wal", "evidence/ab/abcd"} {
		to := t.TempDir()
		if err := write(filepath.Join(to, there), "theirs"); err != nil {
			t.Fatal(err)
		}
		if report, err := backup.Restore(t.Context(), from, backup.Office{Data: to}, sound); !errors.Is(err, fault.Conflict) || report.Restored {
			t.Errorf("%s: %+v, %v", there, report, err)
		}
		if got, err := os.ReadFile(filepath.Join(to, there)); err != nil || string(got) != "theirs" {
			t.Errorf("%s is not what it was, %v", there, err)
		}
	}
}

// TestWhatFsckSaysHindersNoRestore: a whole copy may be the best there is.
func TestWhatFsckSaysHindersNoRestore(t *testing.T) {
	t.Parallel()
	data, file := office(t)
	from, to := filepath.Join(t.TempDir(), "kept"), t.TempDir()
	if _, _, err := backup.Create(t.Context(), backup.Office{Data: data}, from, noon, naming(file)); err != nil {
		t.Fatal(err)
	}
	breached := func(context.Context, backup.Office) (found fault.Problems, err error) {
		found.Add("leaf-changed", "leaf 1", "leaf", 1)
		return found, nil
	}
	report, err := backup.Restore(t.Context(), from, backup.Office{Data: to}, breached)
	if err != nil || !report.Restored || report.OK || len(report.Breaches) != 1 {
		t.Errorf("got %+v, %v", report, err)
	}
	want, err1 := os.ReadFile(filepath.Join(from, "akashi.db"))
	got, err2 := os.ReadFile(filepath.Join(to, "akashi.db"))
	if err1 != nil || err2 != nil || !bytes.Equal(got, want) {
		t.Error("not restored as it was", err1, err2)
	}
}

// TestForgottenDrillsAreCleared: each is a whole copy of an office.
func TestForgottenDrillsAreCleared(t *testing.T) {
	data, file := office(t)
	from := filepath.Join(t.TempDir(), "kept")
	if _, _, err := backup.Create(t.Context(), backup.Office{Data: data}, from, noon, naming(file)); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	dead, alive := filepath.Join(os.TempDir(), "akashi-drill-1"), filepath.Join(os.TempDir(), "akashi-drill-2")
	old := time.Now().Add(-25 * time.Hour)
	if err := errors.Join(write(filepath.Join(dead, "akashi.db"), "x"), os.Chtimes(dead, old, old), os.Mkdir(alive, 0o700)); err != nil {
		t.Fatal(err)
	}
	if report, err := backup.Verify(t.Context(), from, "", sound); err != nil || !report.OK {
		t.Fatal(report, err)
	}
	left, _ := filepath.Glob(filepath.Join(os.TempDir(), "*"))
	if len(left) != 1 || left[0] != alive {
		t.Errorf("left: %v", left)
	}
}
