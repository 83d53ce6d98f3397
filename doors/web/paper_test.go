package web_test

import (
	"net/http"
	"strings"
	"testing"
)

// A statement is signed on paper in the words that count, in whatever language the page is,
// and the paper says where it comes back to.
func TestAStatementIsPrintedToBeSigned(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for _, path := range []string{"/t/SA-2026-0002/paper?post=responsible", "/en/t/SA-2026-0002/paper?post=responsible"} {
		page := asOfficer(t, d, path)
		for _, want := range []string{`<td lang="ja">`, "ていることの確認</td>", "http://localhost/t/SA-2026-0002?post=responsible", `<path d="M`} {
			if page.Code != http.StatusOK || !strings.Contains(page.Body.String(), want) {
				t.Errorf("%s: %d, without %s", path, page.Code, want)
			}
		}
	}
	for path, to := range map[string]string{"/t/SA-2026-0002/paper": "/t/SA-2026-0002", "/t/SA-2026-0002/paper?post=privacy_officer": "/t/SA-2026-0002", "/t/SA-2026-0001/paper?post=responsible": "/t/SA-2026-0001"} {
		if page := asOfficer(t, d, path); page.Code != http.StatusSeeOther || page.Header().Get("Location") != to {
			t.Errorf("%s, for which nothing is asked: %d to %s", path, page.Code, page.Header().Get("Location"))
		}
	}
	ways := asOfficer(t, d, "/t/SA-2026-0002").Body.String()
	for _, want := range []string{`href="/t/SA-2026-0002/paper?post=responsible"`, `href="/do/cases/SA-2026-0002/state?post=responsible`} {
		if !strings.Contains(ways, want) {
			t.Errorf("who has the paper is not led to %s", want)
		}
	}
}
