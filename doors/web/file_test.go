package web_test

import (
	"net/http"
	"strings"
	"testing"
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
