package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"akashi/doors/limit"
	"akashi/doors/web"
)

func limited(t *testing.T, o *office, limits string) *web.Door {
	t.Helper()
	c, err := limit.Read("off "+limits, "")
	if err != nil {
		t.Fatal(err)
	}
	d, err := web.New(web.Config{Office: o, Shelf: o.shelf, Now: func() time.Time { return noon }, Limits: limit.New(c, func() time.Time { return noon })})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestWhoAsksTooMuchIsToldWhenToComeAgain also holds what goes on: verdicts from memory,
// the door's own files and whether it is open.
func TestWhoAsksTooMuchIsToldWhenToComeAgain(t *testing.T) {
	t.Parallel()
	d := limited(t, newOffice(t), "address=1/m:3 verdicts=1/m:1")
	first := get(t, d, "/v/J0901.json")
	sheet := regexp.MustCompile(`/static/[^"]+`).FindString(get(t, d, "/").Body.String())
	get(t, d, "/help")
	get(t, d, "/help")
	for path, says := range map[string]string{"/help": "60秒後", "/en/registry": "in 60 seconds", "/login": "60秒後", "/nowhere": "60秒後"} {
		r := get(t, d, path)
		if r.Code != http.StatusTooManyRequests || r.Header().Get("Retry-After") != "60" || !strings.Contains(r.Body.String(), says) {
			t.Errorf("%s: %d %v", path, r.Code, r.Header())
		}
	}
	for _, path := range []string{"/v/J0901.json", "/healthz", sheet} {
		if r := get(t, d, path); r.Code != http.StatusOK {
			t.Errorf("%s: %d", path, r.Code)
		}
	}
	if r := get(t, d, "/v/J0902.json"); first.Code != http.StatusOK || r.Code != http.StatusTooManyRequests || r.Header().Get("Retry-After") != "60" {
		t.Errorf("a verdict that is not in memory: %d %v", r.Code, r.Header())
	}
}

func TestAnAccountHasALimitWhereverItAsksFrom(t *testing.T) {
	t.Parallel()
	d := limited(t, newOffice(t), "account=1/m:2")
	for _, want := range []int{http.StatusOK, http.StatusOK, http.StatusTooManyRequests} {
		if r := asOfficer(t, d, "/o"); r.Code != want {
			t.Errorf("got %d, want %d", r.Code, want)
		}
	}
	if r := get(t, d, "/help"); r.Code != http.StatusOK {
		t.Errorf("somebody else: %d", r.Code)
	}
}

func TestSignInLinksAreNotGuessed(t *testing.T) {
	t.Parallel()
	d := limited(t, newOffice(t), "guesses=1/m:3")
	guess := func(link string) reply { return send(t, d, post("/login", url.Values{"link": {link}})) }
	for range 5 {
		if r := guess(goodLink); r.Code != http.StatusSeeOther {
			t.Fatalf("who signs in rightly is counted: %d", r.Code)
		}
	}
	for range 3 {
		if r := guess("wrong"); r.Code != http.StatusUnprocessableEntity {
			t.Errorf("got %d", r.Code)
		}
	}
	for _, link := range []string{"wrong", goodLink} {
		if r := guess(link); r.Code != http.StatusTooManyRequests || r.Header().Get("Retry-After") == "" {
			t.Errorf("after three that were wrong, %s: %d", link, r.Code)
		}
	}
}
