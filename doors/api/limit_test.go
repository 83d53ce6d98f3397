package api_test

import (
	"net/http"
	"testing"
	"time"

	"akashi/doors/api"
	"akashi/doors/limit"
)

// within opens the door anew, with limits.
func (o *office) within(limits string) {
	o.t.Helper()
	c, err := limit.Read("off "+limits, "")
	if err == nil {
		at := time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)
		o.door, err = api.New(api.Config{Office: o.app, Shelf: o.app.Shelf, Now: o.clock, Limits: limit.New(c, func() time.Time { return at })})
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

func TestWhoAsksTooMuchIsToldWhenToComeAgain(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, c := range []struct {
		name, limits       string
		user, method, path string
		body, code         string
	}{
		{"an address", "address=1/m:1", "", http.MethodGet, "/schemes", "", "limit.address"},
		{"an address that is none", "address=1/m:1", "", http.MethodGet, "/nowhere", "", "limit.address"},
		{"an account", "account=1/m:1", "admin", http.MethodGet, "/schemes", "", "limit.account"},
		{"all together", "server=1/m:1", "", http.MethodGet, "/schemes", "", "limit.server"},
		{"a question to the rules", "questions=1/m:1", "", http.MethodPost, "/rules/coverage", `{"scheme":"anshin","audits":[]}`, "limit.address"},
	} {
		o.within(c.limits)
		o.send(c.user, c.method, c.path, c.body)
		a := o.send(c.user, c.method, c.path, c.body, "Accept-Language", "ja").problem(http.StatusTooManyRequests, "too-many-requests")
		if a.header.Get("Retry-After") != "60" || a.text("code") != c.code || !isJapanese([]rune(a.text("detail"))[0]) {
			t.Errorf("%s: %v %s", c.name, a.header, a.raw)
		}
	}
	o.within("account=1/m:1 questions=1/m:1")
	o.get("", "/schemes")
	o.get("", "/schemes") // who is nobody has no account, and looks at no rule
}

func TestAWrongTokenCostsMuch(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.within("address=1/m:21")
	o.tokens["nobody"] = "guessed"
	o.send("nobody", http.MethodGet, "/cases", "").problem(http.StatusUnauthorized, "unauthenticated")
	o.send("admin", http.MethodGet, "/cases", "").problem(http.StatusTooManyRequests, "too-many-requests")
}

// TestLargeBodiesHaveAShare: what is small is not weighed.
func TestLargeBodiesHaveAShare(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.within("upload=1/m:3 uploading=8")
	junk := string(make([]byte, 2<<20))
	o.send("admin", http.MethodPost, "/registry/import", junk).problem(http.StatusUnprocessableEntity, "invalid")
	a := o.send("admin", http.MethodPost, "/registry/import", junk).problem(http.StatusTooManyRequests, "too-many-requests")
	if a.text("code") != "limit.upload" || a.header.Get("Retry-After") != "180" {
		t.Errorf("%v %s", a.header, a.raw)
	}
	for range 5 {
		o.send("admin", http.MethodPost, "/registry/import", "{}").problem(http.StatusUnprocessableEntity, "invalid")
	}
}
