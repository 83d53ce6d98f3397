package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestADraftIsMarked sends a draft of an edition: a broken one comes back with its lines, one
// that is whole with what it changes and the cases that would come out otherwise, and why.
func TestADraftIsMarked(t *testing.T) {
	t.Parallel()
	d, from := open(t, newOffice(t)), url.Values{"from": {"2014-07"}}
	r := uploadsWith(t, d, "/o/editions/anshin", "file", "x: 1\nbroken: [\nthird\n", from)
	body := r.Body.String()
	if r.Code != http.StatusUnprocessableEntity || !strings.Contains(body, "book.xlsxに、直すところが2つ") || !strings.Contains(body, `<mark><span class="num">2</span> broken: [</mark>`) {
		t.Errorf("got %d %s", r.Code, body)
	}
	r = uploadsWith(t, d, "/en/o/editions/anshin", "file", "format: 1\n", from)
	body = r.Body.String()
	for _, words := range []string{"book.xlsx has no mistakes", "/criteria/9-9-9", "0 to 60 would come out as they did", "the 3 points of 1-1-1 are gone", "9-9-9 was never answered: not met, it fails the case",
		"1 points short of the pass mark of 89 (with 88)", "There are 62 more.", `href="/en/o/cases/SA-2026-0001"`, "number not shown"} {
		if r.Code != http.StatusOK || !strings.Contains(body, words) {
			t.Errorf("%d: %q is not there", r.Code, words)
		}
	}
	if r = uploadsWith(t, d, "/o/editions/anshin", "file", "", from); r.Code != http.StatusUnprocessableEntity {
		t.Errorf("without a file: %d", r.Code)
	}
	if r = uploadsWith(t, d, "/o/editions/nowhere", "file", "format: 1\n", nil); r.Code != http.StatusNotFound {
		t.Errorf("of no scheme: %d", r.Code)
	}
	if r = asOfficer(t, d, "/o/editions/anshin/2014-07"); r.Code != http.StatusOK || r.Body.String() != "format: 1\n" {
		t.Errorf("the file: %d", r.Code)
	}
}
