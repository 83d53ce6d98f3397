package web_test

import (
	"context"
	"encoding/csv"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"akashi/doors/web"
)

// What was handed in can be opened again from the page of the case, for keeping, and
// never shown as a page of ours.
func TestAFileIsOpenedFromTheCase(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	page := asOfficer(t, d, "/o/cases/SA-2026-0002/papers")
	const address = "/o/cases/SA-2026-0002/files/f-1"
	if !strings.Contains(page.Body.String(), `href="`+address+`"`) {
		t.Error("the case does not link to its file")
	}
	file := asOfficer(t, d, address)
	h := file.Header()
	if file.Code != http.StatusOK || file.Body.String() != "%PDF-1.7\n" || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment;") ||
		h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("got %d %v", file.Code, h)
	}
	if got := asOfficer(t, d, "/o/cases/SA-2026-0002/files/f-2"); got.Code != http.StatusNotFound {
		t.Errorf("a file that is not there: %d", got.Code)
	}
}

// hurried tells when what its visitors look at is let go of.
type hurried struct {
	*office
	held bool
}

func (h *hurried) Joint(ctx context.Context) (context.Context, func()) {
	h.held = true
	return ctx, func() { h.held = false }
}

// slow is a visitor who takes an answer only when nothing is held for it.
type slow struct {
	*httptest.ResponseRecorder
	of *hurried
	t  *testing.T
}

func (s slow) Write(text []byte) (int, error) {
	if s.of.held {
		s.t.Error("the store is held while an answer is sent")
	}
	return s.ResponseRecorder.Write(text)
}

// Whoever is slow to take a page, a file or a table holds nothing of the office.
func TestNothingIsHeldForWhoIsSlow(t *testing.T) {
	t.Parallel()
	h := &hurried{office: newOffice(t)}
	d, err := web.New(web.Config{Office: h, Shelf: h.shelf, Now: h.now, WriteSheet: func(w io.Writer, rows [][]string) error { return csv.NewWriter(w).WriteAll(rows) }})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/o/cases/SA-2026-0002", "/o/cases/SA-2026-0002/files/f-1", "/o?as=csv", "/o/cases/SA-2026-0002/files/f-2"} {
		w := slow{httptest.NewRecorder(), h, t}
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.AddCookie(&http.Cookie{Name: "akashi", Value: tokenFor(path)})
		d.ServeHTTP(w, r)
		if w.Body.Len() == 0 || h.held {
			t.Errorf("%s: %d bytes, held: %v", path, w.Body.Len(), h.held)
		}
	}
}
