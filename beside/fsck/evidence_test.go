package fsck_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/beside/fsck"
	"akashi/beside/testkit/told"
	"akashi/record"
	"akashi/tools/seal"
	"akashi/tools/store"
	"akashi/tools/store/storetest"
	"akashi/values/civil"
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

// sealing is what closes and opens files by a key of its own.
func sealing(t *testing.T) seal.Files {
	t.Helper()
	key, err := seal.Fresh()
	if err != nil {
		t.Fatal(err)
	}
	return seal.Files{Key: seal.Office{Decrypter: key}}
}

func closedBy(t *testing.T, files seal.Files, content string) []byte {
	t.Helper()
	var to bytes.Buffer
	w, err := files.Close(&to)
	if err == nil {
		_, err = io.WriteString(w, content)
		err = errors.Join(err, w.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return to.Bytes()
}

// sealedFaults are what can come over an encrypted file or its key.
func sealedFaults() map[string]struct {
	code   string
	change func(closed, theirs []byte) []byte
	key    func(own, other fsck.Unseal) fsck.Unseal
} {
	type fault = struct {
		code   string
		change func(closed, theirs []byte) []byte
		key    func(own, other fsck.Unseal) fsck.Unseal
	}
	own := func(own, _ fsck.Unseal) fsck.Unseal { return own }
	same := func(closed, _ []byte) []byte { return closed }
	flipped := func(from int) func(closed, _ []byte) []byte {
		return func(closed, _ []byte) []byte {
			closed[(len(closed)+from)%len(closed)] ^= 1
			return closed
		}
	}
	return map[string]fault{
		"head":        {"evidence-altered", flipped(70), own},
		"version":     {"evidence-altered", flipped(4), own},
		"body":        {"evidence-altered", flipped(-1), own},
		"cut":         {"evidence-altered", func(c, _ []byte) []byte { return c[:len(c)-1] }, own},
		"emptied":     {"evidence-altered", func([]byte, []byte) []byte { return nil }, own},
		"swapped":     {"evidence-altered", func(_, t []byte) []byte { return t }, own},
		"no key":      {"evidence-unread", same, func(_, _ fsck.Unseal) fsck.Unseal { return nil }},
		"another key": {"evidence-unread", same, func(_, other fsck.Unseal) fsck.Unseal { return other }},
	}
}

func TestEveryFaultOfASealedFileIsFound(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "office.db")
	office(t, path, "")
	content := strings.Repeat("policy", 20_000)
	sum := sha256.Sum256([]byte(content))
	hash := hex.EncodeToString(sum[:])
	attach(t, path, hash)
	own, other := sealing(t), sealing(t)
	closed, theirs := closedBy(t, own, content), closedBy(t, own, "another file")
	for name, f := range sealedFaults() {
		folder := filepath.Join(t.TempDir(), "evidence")
		file := filepath.Join(folder, hash[:2], hash+".age")
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, closed, 0o600)); err != nil {
			t.Fatal(err)
		}
		o := fsck.Office{Store: path, Evidence: folder, Unseal: own.Open}
		if got, err := fsck.Check(t.Context(), o); err != nil || !got.OK || got.Checked["files"] != 1 || got.Checked["files_unnamed"] != 0 {
			t.Fatalf("in order: %+v, %v", got, err)
		}
		if err := os.WriteFile(file, f.change(bytes.Clone(closed), theirs), 0o600); err != nil {
			t.Fatal(err)
		}
		o.Unseal = f.key(own.Open, other.Open)
		got, err := fsck.Check(t.Context(), o)
		if err != nil || got.OK || len(got.Breaches) != 1 || got.Breaches[0].Code != f.code {
			t.Errorf("%s: got %+v, %v, want %s", name, got, err, f.code)
		}
		if unread := got.Checked["files_unread"]; (f.code == "evidence-unread") != (unread == 1) || unread+got.Checked["files"] != 1 {
			t.Errorf("%s: counted %+v", name, got.Checked)
		}
		told.InBoth(t, got.Breaches)
	}
}

// TestADispatchedFileIsLookedFor: the PDF of an official document is named as evidence is, and missed where it is not there.
func TestADispatchedFileIsLookedFor(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "office.db")
	office(t, path, "")
	hash := strings.Repeat("5b", 32)
	if err := storetest.Tamper(path, "UPDATE dispatch SET sha256 = '"+hash+"' WHERE id = 'SA-2026-0001D1'"); err != nil {
		t.Fatal(err)
	}
	named, err := fsck.Evidence(t.Context(), path)
	if err != nil || named[hash] != "SA-2026-0001 SA-2026-0001-D2026-0001.pdf" {
		t.Errorf("got %v, %v", named, err)
	}
}

// TestWhatWasErasedIsGone: bytes of which it is on record that they were erased are a breach where
// they are still there, and none where they are not, or where another document rests on them.
func TestWhatWasErasedIsGone(t *testing.T) {
	t.Parallel()
	path, folder := filepath.Join(t.TempDir(), "office.db"), filepath.Join(t.TempDir(), "evidence")
	office(t, path, "")
	content := []byte("erased")
	sum := sha256.Sum256(content)
	hash := hex.EncodeToString(sum[:])
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	add := func(recs ...any) {
		if err := s.Update(t.Context(), func(tx desk.Tx) error { return tx.Add(recs...) }); err != nil {
			t.Fatal(err)
		}
	}
	add(&record.Attachment{ID: "old", CaseID: "SA-2026-0002", Name: "old.pdf", SHA256: hash},
		&record.Erasure{FileID: "old", CaseID: "SA-2026-0002", Class: record.ClassEvidence, SHA256: hash, Months: 12, KeptTo: civil.MustOf(2027, 3, 2), Reason: "満了", At: erasedAt})
	o := fsck.Office{Store: path, Evidence: folder}
	if got, err := fsck.Check(t.Context(), o); err != nil || !got.OK {
		t.Fatalf("erased and gone: %+v, %v", got, err)
	}
	file := filepath.Join(folder, hash[:2], hash)
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, content, 0o600)); err != nil {
		t.Fatal(err)
	}
	got, err := fsck.Check(t.Context(), o)
	if err != nil || len(got.Breaches) != 1 || got.Breaches[0].Code != "evidence-not-erased" || got.Breaches[0].Where != "SA-2026-0002" {
		t.Errorf("erased and there: %+v, %v", got, err)
	}
	told.InBoth(t, got.Breaches)
	add(&record.Attachment{ID: "again", CaseID: "SA-2026-0001", Name: "old.pdf", SHA256: hash})
	if got, err := fsck.Check(t.Context(), o); err != nil || !got.OK {
		t.Errorf("erased, and handed in again: %+v, %v", got, err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if got, err := fsck.Check(t.Context(), o); err != nil || len(got.Breaches) != 1 || got.Breaches[0].Code != "evidence-missing" {
		t.Errorf("lost: %+v, %v", got, err)
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
