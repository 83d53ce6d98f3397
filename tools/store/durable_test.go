package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/tools/store"
	"akashi/values/fault"
)

func open(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// act writes a leaf at a moment.
func act(t *testing.T, s *store.Store, kind string, at time.Time) error {
	t.Helper()
	return s.Update(t.Context(), func(tx desk.Tx) error {
		return tx.Append(&record.Leaf{At: at, Action: "add", Kind: kind, Object: "x", Data: "{}"})
	})
}

func coded(err error, code string) bool {
	known, ok := errors.AsType[*fault.Error](err)
	return ok && known.Code == code
}

var noon = time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC)

// TestAStoreThatIsGoneIsNoticed: what is written into a file that has lost its name is
// read by nobody, and what is in it is no longer what the office is.
func TestAStoreThatIsGoneIsNoticed(t *testing.T) {
	t.Parallel()
	for name, take := range map[string]func(path string) error{
		"deleted": os.Remove,
		"moved":   func(path string) error { return os.Rename(path, path+".old") },
		"replaced": func(path string) error {
			return errors.Join(os.Rename(path, path+".old"), os.WriteFile(path, nil, 0o600))
		},
	} {
		path := filepath.Join(t.TempDir(), "akashi.db")
		s := open(t, path)
		if err := act(t, s, "case", noon); err != nil {
			t.Fatal(err)
		}
		if err := take(path); err != nil {
			t.Fatal(err)
		}
		if err := act(t, s, "case", noon); !coded(err, "store.gone") {
			t.Errorf("%s: %v, want store.gone", name, err)
		}
		look := func() error {
			return s.View(t.Context(), func(r desk.Reader) error { _, err := r.Users(); return err })
		}
		if err := look(); !coded(err, "store.gone") {
			t.Errorf("%s: what was there is still read: %v", name, err)
		}
		if name != "moved" {
			continue
		}
		if err := os.Rename(path+".old", path); err != nil {
			t.Fatal(err)
		}
		if err := act(t, s, "case", noon); err != nil {
			t.Errorf("put back: %v", err)
		}
		if err := look(); err != nil {
			t.Errorf("put back, and read: %v", err)
		}
	}
}

// TestAClockBehindTheLastActIsRefused, by more than two programs may be apart.
func TestAClockBehindTheLastActIsRefused(t *testing.T) {
	t.Parallel()
	s := open(t, filepath.Join(t.TempDir(), "akashi.db"))
	for _, a := range []struct {
		kind  string
		after time.Duration
		code  string
	}{
		{"user", 24 * time.Hour, ""}, // accounts are no step of a procedure
		{"case", 0, ""},
		{"case", -time.Minute, "store.clock-behind"},
		{"user", -time.Hour, "store.clock-behind"},
		{"case", -time.Second, ""}, // is written as of the last
		{"case", time.Hour, ""},
		{"mark", 0, "store.clock-behind"},
	} {
		if err := act(t, s, a.kind, noon.Add(a.after)); err != nil && !coded(err, a.code) || err == nil && a.code != "" {
			t.Errorf("%s %v: %v, want %q", a.kind, a.after, err, a.code)
		}
	}
	var last time.Time
	if err := s.View(t.Context(), func(r desk.Reader) error {
		leaves, err := r.Leaves(desk.LeafQuery{Kind: desk.OnCase})
		for _, l := range leaves {
			if l.At.Before(last) {
				t.Errorf("leaf %d goes back to %v", l.Seq, l.At)
			}
			last = l.At
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}

// TestTheLogGoesIntoTheStore: the store sees to it itself, so that it hears of a disk that
// fails at it.
func TestTheLogGoesIntoTheStore(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "akashi.db")
	s := open(t, path)
	for n := range 60 {
		if err := s.Update(t.Context(), func(tx desk.Tx) error {
			return tx.Add(&record.Applicant{ID: fmt.Sprint(n), Particulars: record.Particulars{Name: strings.Repeat("見本", 50_000)}})
		}); err != nil {
			t.Fatal(err)
		}
	}
	log, err1 := os.Stat(path + "-wal")
	file, err2 := os.Stat(path)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	if log.Size() > 8<<20 || file.Size() < 10<<20 {
		t.Errorf("%d bytes are in the log and %d in the store", log.Size(), file.Size())
	}
}
