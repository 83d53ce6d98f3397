package parcel_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"akashi/tools/parcel"
)

// box is a key that can be taken away.
type box struct{ gone bool }

func (b *box) Seal(text, about []byte) (string, error) {
	turned := bytes.Clone(text)
	for i := range turned {
		turned[i] ^= 0xa5
	}
	return string(about) + "|" + hex.EncodeToString(turned), nil
}

func (b *box) Open(in string, about []byte) ([]byte, error) {
	rest, ours := strings.CutPrefix(in, string(about)+"|")
	if b.gone || !ours {
		return nil, errors.New("no key")
	}
	text, err := hex.DecodeString(rest)
	for i := range text {
		text[i] ^= 0xa5
	}
	return text, err
}

// TestPiecesAreClosed sends files in pieces that end anywhere, through rooms that are opened
// anew in between: what lies on the disk is never what came, and what is read is.
func TestPiecesAreClosed(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "incoming")
	key := &box{}
	chance := rand.New(rand.NewPCG(1, 2))
	s := sender{t, parcel.Open(dir, most, key, true), [2]string{"u-1", "SA-2026-0001"}}
	text := strings.Repeat("極秘 planted 極秘\n", 500)
	for range 20 {
		id := s.begin(len(text))
		for at := 0; at < len(text); {
			end := min(len(text), at+1+chance.IntN(len(text)/3))
			if _, err := s.piece(id, at, text[at:end]); err != nil {
				t.Fatal(err)
			}
			at = end
			if lies(t, dir, "planted") {
				t.Fatal("a piece lies on the disk as it came")
			}
			s.room = parcel.Open(dir, most, key, chance.IntN(2) == 0) // also after it was switched off
		}
		if got := read(t, s, id); got != text {
			t.Fatalf("%d bytes are read as others", len(got))
		}
		w, err := s.ask(http.MethodHead, id, "")
		if err != nil || w.Header().Get("Upload-Metadata") != "" {
			t.Errorf("its key's box is told: %v %q", err, w.Header().Get("Upload-Metadata"))
		}
		if _, err := s.ask(http.MethodDelete, id, ""); err != nil || s.find(id) == nil {
			t.Errorf("not given up: %v", err)
		}
		s.room = parcel.Open(dir, most, key, true)
	}
}

// TestWithoutTheKeyNothingOnItsWayIsRead: it is said, and nothing half is taken.
func TestWithoutTheKeyNothingOnItsWayIsRead(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "incoming")
	key := &box{}
	s := sender{t, parcel.Open(dir, most, key, true), [2]string{"u-1", "SA-2026-0001"}}
	id := s.begin(6)
	if _, err := s.piece(id, 0, "abc"); err != nil {
		t.Fatal(err)
	}
	key.gone = true
	if _, err := s.piece(id, 3, "def"); code(err) != "parcel.cut" {
		t.Errorf("a piece without the key: %v", err)
	}
	key.gone = false
	if _, err := s.piece(id, 3, "def"); err != nil {
		t.Fatal(err)
	}
	if got := read(t, s, id); got != "abcdef" {
		t.Errorf("%q", got)
	}
	key.gone = true
	_, _, open, err := s.room.Find(t.Context(), id, s.to[0], s.to[1])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := open(); err == nil {
		t.Error("it is read without the key")
	}
}

func read(t *testing.T, s sender, id string) string {
	t.Helper()
	_, _, open, err := s.room.Find(t.Context(), id, s.to[0], s.to[1])
	if err != nil {
		t.Fatal(err)
	}
	r, err := open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// lies reports whether a text stands in any file of the folder.
func lies(t *testing.T, dir, text string) (found bool) {
	t.Helper()
	files, err := os.ReadDir(dir)
	for _, f := range files {
		content, gone := os.ReadFile(filepath.Join(dir, f.Name()))
		err = errors.Join(err, gone)
		found = found || bytes.Contains(content, []byte(text))
	}
	if err != nil {
		t.Fatal(err)
	}
	return found
}
