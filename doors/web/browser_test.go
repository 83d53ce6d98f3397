package web_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"akashi/beside/testkit"
	"akashi/beside/testkit/browser"
)

// TestInABrowser opens each page without script on a phone and on a desk, in
// both languages, and holds it to the rules of every page.
func TestInABrowser(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "a browser takes its time")
	server := httptest.NewServer(signedIn(open(t, newOffice(t))))
	t.Cleanup(server.Close)
	at := strings.Replace(server.URL, "127.0.0.1", "localhost", 1) // where there are passkeys
	b := browser.Open(t)
	for _, width := range []int{browser.Phone, browser.Desktop} {
		p := b.Page(t, width).WithoutScript()
		for _, path := range everyPage() {
			for _, lang := range []string{"", "/en"} {
				p.Goto(at + lang + path)
				for _, problem := range append(p.Problems(), blocked(p)...) {
					t.Errorf("%s%s, %d wide: %s", lang, path, width, problem)
				}
			}
		}
	}
	aboveTheFold(t, b.Page(t, browser.Phone), server.URL)
}

// blocked returns what the page wanted and its policy forbids. That a page is
// not there is said by its status and on the console; it is no complaint here.
func blocked(p *browser.Page) []string {
	return slices.DeleteFunc(p.ConsoleErrors(), func(said string) bool { return strings.Contains(said, "with a status of 4") })
}

// aboveTheFold measures where the verdict and the service end on a phone that is
// 390 wide and 844 high.
func aboveTheFold(t *testing.T, p *browser.Page, server string) {
	t.Helper()
	for _, path := range []string{"/v/J0901", "/v/J0902", "/en/v/T0903", "/v/SA2014-001", "/en/v/SA2014-001", "/v/Z9"} {
		p.Goto(server + path)
		for selector, fold := range map[string]int{".verdict": 400, ".card, #main h2": 844} {
			var bottom int
			p.Eval("Math.round(document.querySelector('"+selector+"').getBoundingClientRect().bottom)", &bottom)
			if bottom > fold {
				t.Errorf("%s: %s ends at %d, want within %d", path, selector, bottom, fold)
			}
		}
	}
}

// signedIn lets the browser see the board as the secretariat does.
func signedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if inner := strings.TrimPrefix(r.URL.Path, "/en"); strings.HasPrefix(inner, "/o") || strings.HasPrefix(inner, "/do/") || strings.HasPrefix(inner, "/t/") || inner == "/a" || inner == "/a/org" || strings.HasPrefix(inner, "/admin") || strings.HasPrefix(inner, "/me") || inner == "/login/second" {
			r.AddCookie(&http.Cookie{Name: "akashi", Value: tokenFor(r.URL.RequestURI())})
		}
		next.ServeHTTP(w, r)
	})
}

// TestAPhraseIsPutIntoAFinding puts a phrase into the finding in which one wrote last, and into
// no other.
func TestAPhraseIsPutIntoAFinding(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "a browser takes its time")
	server := httptest.NewServer(signedIn(open(t, newOffice(t))))
	t.Cleanup(server.Close)
	p := browser.Open(t).Page(t, browser.Desktop)
	p.Goto(server.URL + "/do/cases/SA-2026-0001/raise-findings?findings.0.text=a&findings.1.text=b")
	const first, second = "[name='findings.0.text']", "[name='findings.1.text']"
	p.Press(second)
	p.Press("details:has([data-phrase]) summary")
	p.Press("[data-phrase]")
	var texts []string
	p.Eval(`["`+first+`", "`+second+`"].map((field) => document.querySelector(field).value)`, &texts)
	if want := []string{"a", "b\n見本: 承認の日の記載がない。"}; !slices.Equal(texts, want) {
		t.Errorf("put into the findings: %q, want %q", texts, want)
	}
}
