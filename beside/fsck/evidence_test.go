package fsck_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"akashi/app/desk"
	"akashi/beside/fsck"
	"akashi/beside/testkit/told"
	"akashi/record"
	"akashi/tools/store"
)

// evidenceFaults are what can come over a file, and the one breach that each is.
func evidenceFaults() map[string]struct {
	code   string
	change func(file string) error
} {
	type fault = struct {
		code   string
		change func(file string) error
	}
	return map[string]fault{
		"swapped":    {"evidence-altered", func(f string) error { return os.WriteFile(f, []byte("other"), 0o600) }},
		"one bit":    {"evidence-altered", func(f string) error { return os.WriteFile(f, []byte("pomicy"), 0o600) }},
		"emptied":    {"evidence-altered", func(f string) error { return os.Truncate(f, 0) }},
		"lengthened": {"evidence-altered", func(f string) error { return os.WriteFile(f, []byte("policy "), 0o600) }},
		"deleted":    {"evidence-missing", os.Remove},
		"all gone":   {"evidence-missing", func(f string) error { return os.RemoveAll(filepath.Dir(filepath.Dir(f))) }},
		"unreadable": {"evidence-unreadable", func(f string) error { return errors.Join(os.Remove(f), os.Symlink(f, f)) }},
	}
}

func TestEveryFaultOfAFileIsFound(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "office.db")
	office(t, path, "")
	content := []byte("policy")
	sum := sha256.Sum256(content)
	hash := hex.EncodeToString(sum[:])
	attach(t, path, hash)
	for name, f := range evidenceFaults() {
		folder := filepath.Join(t.TempDir(), "evidence")
		file := filepath.Join(folder, hash[:2], hash)
		stray := filepath.Join(folder, "tmp", "in-1")
		for name, content := range map[string][]byte{file: content, stray: nil} {
			if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, content, 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		o := fsck.Office{Store: path, Evidence: folder}
		if got, err := fsck.Check(t.Context(), o); err != nil || !got.OK || got.Checked["files"] != 1 {
			t.Fatalf("in order: %+v, %v", got, err)
		}
		if err := f.change(file); err != nil {
			t.Fatal(err)
		}
		got, err := fsck.Check(t.Context(), o)
		if err != nil || got.OK || len(got.Breaches) != 1 || got.Breaches[0].Code != f.code || got.Breaches[0].Where != "SA-2026-0001 policy.pdf" {
			t.Errorf("%s: got %+v, %v, want %s", name, got, err, f.code)
		}
		told.InBoth(t, got.Breaches)
	}
}

func attach(t *testing.T, path, hash string) {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Update(t.Context(), func(tx desk.Tx) error {
		return tx.Add(&record.Attachment{ID: "policy", CaseID: "SA-2026-0001", Name: "policy.pdf", SHA256: hash})
	}); err != nil {
		t.Fatal(err)
	}
}
