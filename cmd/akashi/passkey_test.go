package main

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"akashi/app/desk"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/tools/factor"
)

// TestAPasskey makes one on a device, signs in with it alone, shows it again before what asks
// for it, and takes it away: a real browser with a device that says yes.
func TestAPasskey(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "a browser takes its time")
	onBothStores(t, signsInByPasskey)
}

func signsInByPasskey(t *testing.T, store string) {
	b := chromium.Open(t)
	e := openEntranceOn(t, "", store)
	link := e.invite(reviewer)
	server := httptest.NewServer(e.door)
	t.Cleanup(server.Close)
	at := strings.Replace(server.URL, "127.0.0.1", "localhost", 1)

	plain := b.Page(t, chromium.Phone).WithoutScript()
	plain.Goto(at + "/login")
	if seen := plain.Text("main"); plain.Count("form[data-passkey]") != 1 || strings.Contains(seen, "パスキー") || strings.Contains(seen, "端末の確認") {
		t.Errorf("a form that needs a script is shown without: %s", seen)
	}
	p := b.Page(t, chromium.Phone).WithAuthenticator()
	lands := func(path, words string) {
		t.Helper()
		if got := strings.TrimPrefix(p.Address(), at); got != path || !strings.Contains(p.Text("main"), words) {
			t.Fatalf("at %s, want %s with %q: %s", got, path, words, p.Text("main"))
		}
		for _, problem := range append(p.Problems(), p.ConsoleErrors()...) {
			if !strings.Contains(problem, "with a status of 4") { // what was refused
				t.Errorf("%s: %s", path, problem)
			}
		}
	}
	p.Goto(at + "/login?link=" + link)
	p.Fill("#password", password)
	p.Click("button.btn:not(.btn--line)")
	lands("/me/app", "認証アプリの設定")
	p.Goto(at + "/me/passkey")
	p.Fill("#name", "見本の電話")
	p.Click("form[data-passkey] button")
	lands("/me/passkey", "この番号は、いまだけ表示されます。")
	p.Goto(at + "/me")
	lands("/me", "見本の電話")

	p.Goto(at + "/logout")
	p.Click("main button")
	e.now = e.now.Add(time.Minute)
	p.Goto(at + "/en/login?next=/r")
	p.Click("form[data-passkey] button")
	lands("/en/r", "")

	e.now = e.now.Add(time.Hour)
	p.Goto(at + "/me/passkey")
	lands("/me/confirm?next=/me/passkey", "大切な操作の前の確認")
	p.Click("form[data-passkey] button")
	lands("/me/passkey", "パスキーの登録")

	// An answer is worth something once, and no longer than a quarter of an hour.
	p.Goto(at + "/logout")
	p.Click("main button")
	stale := answered(p, at)
	e.now = e.now.Add(15 * time.Minute)
	said := answered(p, at)
	for i, given := range []url.Values{stale, said, said} {
		reply, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).PostForm(at+"/login/passkey", given)
		if err != nil {
			t.Fatal(err)
		}
		_ = reply.Body.Close()
		e.forgetCounts() // most devices do not count
		if want := []int{422, 303, 422}[i]; reply.StatusCode != want {
			t.Errorf("answer %d: %d, want %d", i, reply.StatusCode, want)
		}
	}

	// Who needs a second factor keeps one.
	e.now = e.now.Add(time.Second)
	p.Goto(at + "/login")
	p.Click("form[data-passkey] button")
	p.Goto(at + "/me")
	p.Click(`form[action="/me/factors"] button`)
	if p.Status() != 409 || !strings.Contains(p.Text("main"), "先に別のパスキー") {
		t.Fatalf("the last second factor was taken away: %d %s", p.Status(), p.Text("main"))
	}
	p.Goto(at + "/me/app")
	secret := strings.ReplaceAll(p.Text(".secret"), " ", "")
	code, err := factor.New().Code(secret, e.now)
	if err != nil {
		t.Fatal(err)
	}
	p.Fill("#second", code)
	p.Click("ol.steps button")
	p.Goto(at + "/me")
	p.Click(`form[action="/me/factors"] input[value]:not([value=""]) ~ button`)
	lands("/me?done=factor", "外しました")
	if strings.Contains(p.Text("main"), "見本の電話") {
		t.Error("the passkey is still there")
	}
	p.Goto(at + "/logout")
	p.Click("main button")
	p.Goto(at + "/login")
	p.Click("form[data-passkey] button")
	if p.Status() != 422 || !strings.Contains(p.Text("main"), "このパスキーは登録されていません") {
		t.Errorf("a passkey that was taken away opens: %d", p.Status())
	}
	e.keepsNoSecret(password, secret, link)
}

// forgetCounts leaves no passkey with a count.
func (e *entrance) forgetCounts() {
	e.Helper()
	err := e.office.Store.Update(e.Context(), func(tx desk.Tx) error {
		keys, err := tx.Passkeys("shinsa")
		for _, k := range keys {
			k.Count = 0
			err = errors.Join(err, tx.Save(&k))
		}
		return err
	})
	if err != nil {
		e.Fatal(err)
	}
}

// answered is what the form of the entrance would send, and does not.
func answered(p *chromium.Page, at string) url.Values {
	p.Goto(at + "/login?next=/r")
	p.Eval(`HTMLFormElement.prototype.submit = function () { window.kept = [this._box.value, this._answer.value] }`, nil)
	p.Press("form[data-passkey] button")
	var kept []string
	for range 100 {
		if p.Eval("window.kept ?? []", &kept); len(kept) == 2 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	return url.Values{"_box": {kept[0]}, "_answer": {kept[1]}}
}
