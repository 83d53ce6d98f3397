package parcel_test

import (
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"akashi/tools/parcel"
	"akashi/values/fault"
)

const most = 1 << 20

// sender sends what it is told to for one owner, and keeps what became of it.
type sender struct {
	testing.TB
	room *parcel.Room
	to   [2]string // whose, and what for
}

func (s sender) ask(method, id, body string, more ...string) (*httptest.ResponseRecorder, error) {
	s.Helper()
	r := httptest.NewRequest(method, "/uploads/"+id, strings.NewReader(body))
	r.Header.Set("Tus-Resumable", "1.0.0")
	for i := 0; i < len(more); i += 2 {
		r.Header.Set(more[i], more[i+1])
	}
	w := httptest.NewRecorder()
	return w, s.room.Serve(w, r, "/uploads/", id, s.to[0], s.to[1])
}

func (s sender) begin(size int) string {
	s.Helper()
	w, err := s.ask(http.MethodPost, "", "", "Upload-Length", strconv.Itoa(size), "Upload-Metadata", "filename "+base64.StdEncoding.EncodeToString([]byte("規程集.pdf")))
	if err != nil || w.Code != http.StatusCreated {
		s.Fatalf("begin: %d %v", w.Code, err)
	}
	return path.Base(w.Header().Get("Location"))
}

func (s sender) piece(id string, from int, text string) (*httptest.ResponseRecorder, error) {
	s.Helper()
	return s.ask(http.MethodPatch, id, text, "Upload-Offset", strconv.Itoa(from), "Content-Type", "application/offset+octet-stream")
}

func (s sender) find(id string) error {
	_, _, _, err := s.room.Find(s.Context(), id, s.to[0], s.to[1])
	return err
}

// code is that of a failure.
func code(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Code
	}
	return "ok"
}

func TestAFileComesPieceByPiece(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "incoming")
	s := sender{t, parcel.Open(dir, most, nil, false), [2]string{"u-1", "SA-2026-0001"}}
	other := sender{t, s.room, [2]string{"u-2", "SA-2026-0001"}}
	elsewhere := sender{t, s.room, [2]string{"u-1", "SA-2026-0002"}}
	id := s.begin(10)
	if _, err := s.piece(id, 0, "12345"); err != nil {
		t.Fatal(err)
	}
	if err := s.find(id); code(err) != "parcel.unfinished" {
		t.Errorf("half a file is found: %v", err)
	}
	if _, err := s.piece(id, 0, "12345"); code(err) != "parcel.offset" {
		t.Errorf("a piece that is there already: %v", err)
	}
	w, err := s.ask(http.MethodHead, id, "")
	if err != nil || w.Header().Get("Upload-Offset") != "5" {
		t.Errorf("%v, %q bytes are there", err, w.Header().Get("Upload-Offset"))
	}
	for what, stranger := range map[string]sender{"another": other, "another case": elsewhere} {
		_, patched := stranger.piece(id, 5, "xxxxx")
		found := stranger.find(id)
		_, gone := stranger.ask(http.MethodDelete, id, "")
		if code(patched) != "parcel.unknown" || code(found) != "parcel.unknown" || code(gone) != "parcel.unknown" {
			t.Errorf("%s: %v, %v, %v", what, patched, found, gone)
		}
	}
	if _, err := s.piece(id, 5, "67890"); err != nil {
		t.Fatal(err)
	}
	name, size, open, err := s.room.Find(t.Context(), id, s.to[0], s.to[1])
	if err != nil || name != "規程集.pdf" || size != 10 {
		t.Fatalf("%s %d %v", name, size, err)
	}
	r, err := open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if text, err := io.ReadAll(r); string(text) != "1234567890" || err != nil {
		t.Errorf("%q %v", text, err)
	}

	if err := parcel.Clear(dir, time.Now().Add(parcel.Kept/2)); err != nil {
		t.Error(err)
	}
	if err := s.find(id); err != nil {
		t.Errorf("cleared too early: %v", err)
	}
	if err := parcel.Clear(dir, time.Now().Add(2*parcel.Kept)); err != nil {
		t.Error(err)
	}
	if err := s.find(id); code(err) != "parcel.unknown" {
		t.Errorf("not cleared: %v", err)
	}
}

func TestWhatIsOnItsWayHasBounds(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "incoming")
	s := sender{t, parcel.Open(dir, most, nil, false), [2]string{"u-1", "SA-2026-0001"}}
	announce := func(size string, more ...string) string {
		_, err := s.ask(http.MethodPost, "", "", append([]string{"Upload-Length", size}, more...)...)
		return code(err)
	}
	for size, want := range map[string]string{"0": "parcel.malformed", "-1": "parcel.malformed", "": "parcel.malformed", "x": "parcel.malformed", strconv.Itoa(most + 1): "form-too-large"} {
		if got := announce(size); got != want {
			t.Errorf("a file of %q bytes: %s, want %s", size, got, want)
		}
	}
	if got := announce("5", "Tus-Resumable", "0.9"); got != "parcel.malformed" {
		t.Errorf("another protocol: %s", got)
	}
	whole := s.begin(3)
	if _, err := s.piece(whole, 0, "abcd"); code(err) == "ok" {
		t.Error("more came than was announced")
	}
	if _, err := s.piece(whole, 0, "abc"); err != nil {
		t.Error(err)
	}
	first := s.begin(most)
	s.begin(most)
	if got := announce("1"); got != "parcel.many" {
		t.Errorf("a third large file: %s", got)
	}
	if _, err := s.ask(http.MethodDelete, first, ""); err != nil {
		t.Error(err)
	}
	if got := announce("1"); got != "ok" {
		t.Errorf("after one was given up: %s", got)
	}
	for _, id := range []string{"", "..", "../../etc/passwd", strings.Repeat("0", 32), whole + ".info", whole + "/"} {
		if err := s.find(id); code(err) != "parcel.unknown" {
			t.Errorf("%q: %v", id, err)
		}
		if _, err := s.ask(http.MethodHead, id, ""); code(err) != "parcel.unknown" {
			t.Errorf("%q: %v", id, err)
		}
	}
}

// TestWhatHasComeCountsToo fills a room with whole files, with more files than anybody hands
// in, by many announcements at once, and in a folder whose name reads like a pattern.
func TestWhatHasComeCountsToo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "office [1]", "incoming")
	s := sender{t, parcel.Open(dir, most, nil, false), [2]string{"u-1", "SA-2026-0001"}}
	announce := func(size int) string {
		_, err := s.ask(http.MethodPost, "", "", "Upload-Length", strconv.Itoa(size))
		return code(err)
	}
	body := strings.Repeat("x", most)
	for n := 0; announce(most) == "ok"; n++ {
		if n > 2*parcel.Files {
			t.Fatal("there is no end to announcing large files")
		}
	}
	other := sender{t, s.room, [2]string{"u-2", "SA-2026-0001"}}
	come := 0
	for range 2 * parcel.Large {
		w, err := other.ask(http.MethodPost, "", "", "Upload-Length", strconv.Itoa(most))
		if err != nil {
			if code(err) != "parcel.many" {
				t.Error(err)
			}
			break
		}
		if _, err := other.piece(path.Base(w.Header().Get("Location")), 0, body); err != nil {
			t.Fatal(err)
		}
		come++
	}
	if come != parcel.Large {
		t.Errorf("%d whole files of the largest size lie there, want %d", come, parcel.Large)
	}

	third := sender{t, s.room, [2]string{"u-3", "SA-2026-0001"}}
	var all sync.WaitGroup
	var begun atomic.Int32
	for range parcel.Files + 20 {
		all.Go(func() {
			if _, err := third.ask(http.MethodPost, "", "", "Upload-Length", "1"); err == nil {
				begun.Add(1)
			}
		})
	}
	all.Wait()
	if begun.Load() != parcel.Files {
		t.Errorf("%d files were begun at once, want %d", begun.Load(), parcel.Files)
	}
}
