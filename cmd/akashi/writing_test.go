package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"akashi/app/people"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/record"
)

// TestWhatIsWrittenIsNotLost writes on the page of a criterion in a browser: it is saved
// while it is written; what is written while the office cannot be reached, or after the
// sign-in has ended, stands there again when the page is opened the next time.
func TestWhatIsWrittenIsNotLost(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "a browser takes its time")
	office := officeOf(t)
	b := signedIn(t, office, &people.UserInput{ID: "jimukyoku", Name: "事務局", Role: record.RoleSecretariat, Scheme: "all"})
	open := b.blank("/do/cases/open")
	for name, value := range map[string]string{"scheme": "anshin", "type": "new", "applicant.name": "見本インターネット株式会社", "service": "見本ネット", "intake_body": "jaipa"} {
		open.Set(name, value)
	}
	no := hasCase.FindStringSubmatch(b.ask(http.MethodPost, "/do/cases/open", open).to)
	if no == nil {
		t.Fatal("no case")
	}
	item := "/o/cases/" + no[1] + "/items/1-1-1"

	var away, signedOut atomic.Bool
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if away.Load() {
			panic(http.ErrAbortHandler) // the line is cut
		}
		if !signedOut.Load() {
			r.AddCookie(&http.Cookie{Name: "akashi", Value: b.cookie})
		}
		b.doors.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	server.Config.ErrorLog = nil
	page := chromium.Open(t).Page(t, chromium.Phone)
	write := func(text, want string) {
		t.Helper()
		page.Eval(`(() => { const f = document.querySelector("textarea"); f.value = `+"`"+text+"`"+`; f.dispatchEvent(new Event("input", {bubbles: true})); return true })()`, new(bool))
		for range 100 {
			if strings.Contains(page.Text("[data-saved]"), want) {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Fatalf("after writing %q: %q, want %q", text, page.Text("[data-saved]"), want)
	}
	keys := func(form url.Values) {
		t.Helper()
		if done := b.ask(http.MethodPost, "/me/keys", form); done.status != http.StatusSeeOther {
			t.Fatalf("keys %v: %d %s", form, done.status, done.text)
		}
	}
	stands := func(want string) {
		t.Helper()
		var got string
		page.Eval(`document.querySelector("textarea").value`, &got)
		if got != want {
			t.Errorf("the field says %q, want %q", got, want)
		}
	}

	page.Goto(server.URL + item)
	write("規程第3条", "保存しました")
	write("規程第3条による", "保存しました")
	page.Goto(server.URL + item)
	stands("規程第3条による")

	press(page, "2", "j") // goes on before the verdict was saved
	for range 100 {       // it is saved first
		if strings.HasSuffix(page.Address(), "/items/1-1-2") {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if at := page.Address(); !strings.HasSuffix(at, "/items/1-1-2") {
		t.Fatalf("j leads to %s", at)
	}
	page.Goto(server.URL + item)
	if page.Count(`input[value="unmet"]:checked`) != 1 {
		t.Error("the verdict given by a key was lost")
	}
	keys(url.Values{"on": {"1"}, "key.pick1": {"x"}, "key.next": {"n"}})
	page.Goto(server.URL + item)
	press(page, "1", "j")
	if at := page.Address(); !strings.HasSuffix(at, "/items/1-1-1") || page.Count(`input[value="unmet"]:checked`) != 1 {
		t.Error("keys work that do something no longer")
	}
	press(page, "?")
	if page.Count("[data-keys][open]") != 1 {
		t.Error("the question mark lists no keys")
	}
	press(page, "x", "n")
	for range 100 {
		if strings.HasSuffix(page.Address(), "/items/1-1-2") {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	page.Goto(server.URL + item)
	if page.Count(`input[value="met"]:checked`) != 1 {
		t.Error("keys of one's own choice do nothing")
	}
	press(page, "2")
	keys(url.Values{"on": {"1"}, "usual": {"1"}})
	page.Goto(server.URL + item)
	press(page, "2")
	time.Sleep(2 * time.Second) // it is saved
	keys(url.Values{})
	page.Goto(server.URL + item)
	press(page, "1", "j")
	if at := page.Address(); !strings.HasSuffix(at, "/items/1-1-1") || page.Count(`input[value="unmet"]:checked`) != 1 {
		t.Error("keys work that were switched off")
	}

	away.Store(true)
	write("規程第3条による。回線が切れた。", "まだ保存できていません")
	away.Store(false)
	page.Goto(server.URL + item)
	stands("規程第3条による。回線が切れた。")
	for range 100 {
		if strings.Contains(b.ask(http.MethodGet, item, nil).text, "回線が切れた") {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}

	signedOut.Store(true)
	write("規程第3条による。サインインが切れた。", "まだ保存できていません")
	signedOut.Store(false)
	page.Goto(server.URL + item)
	stands("規程第3条による。サインインが切れた。")
}

// press presses keys on the page, outside of its fields, and waits for where they lead.
func press(page *chromium.Page, keys ...string) {
	for _, key := range keys {
		page.Eval(`document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "`+key+`", bubbles: true, cancelable: true}))`, new(bool))
	}
	time.Sleep(500 * time.Millisecond)
}
