package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"akashi/app/people"
	"akashi/doors/jobs"
	"akashi/doors/limit"
	"akashi/doors/web"
	"akashi/record"
)

// TestAForgottenPassword: a link goes to the address on record, leads to another password, and
// ends every other browser; the second factor stays, and is asked for.
func TestAForgottenPassword(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	e.staysSound()
	before := &guest{entrance: e}
	before.wants(before.post("/login", "link", e.invite(people.UserInput{ID: "jimu", Name: "事務 花子", Role: record.RoleSecretariat, Scheme: "anshin", Email: "jimu@mihon.example"}), "choose", "1", "password", password), 303, "/me/app")
	before.setUp()
	e.letter() // the invitation
	lost := &guest{entrance: e, secret: before.secret}
	lost.wants(lost.get("/login"), 200, "", `href="/login/forgotten"`)
	lost.wants(lost.get("/login/forgotten"), 200, "", `name="user"`)
	lost.wants(lost.post("/login/forgotten", "user", "nobody"), 303, "/login/forgotten?sent=1")
	lost.wants(lost.post("/login/forgotten", "user", " jimu@mihon.example "), 303, "/login/forgotten?sent=1")
	l, ok, err := e.office.TakeLetter(t.Context())
	if err != nil || !ok || l.Template != "password-forgotten" || l.Address != "jimu@mihon.example" {
		t.Fatalf("%v %v %s to %s", ok, err, l.Template, l.Address)
	}
	if says, err := jobs.Written(l, "https://mihon.example"); err != nil || !strings.Contains(says.Plain, "/login?link="+l.Secret+"&next=/me/password") {
		t.Errorf("the letter does not lead to the password: %s", says.Plain)
	}

	// Nothing has ended, and the password is good, until another is chosen.
	before.wants(before.get("/me"), 200, "")
	lost.wants(lost.get("/login?link="+l.Secret+"&next=/me/password"), 200, "", `value="/me/password"`)
	lost.wants(lost.post("/login", "link", l.Secret, "next", "/me/password"), 303, "/login/second?next=%2Fme%2Fpassword")
	if got := lost.post("/me/password", "password", "another horse battery"); got.location == "/me?done=password" {
		t.Error("a password is chosen without the second factor")
	}
	lost.wants(lost.post("/login/second", "next", "/me/password", "second", lost.later()), 303, "/me/password")
	lost.wants(lost.post("/me/password", "password", "another horse battery"), 303, "/me?done=password")
	if got := before.get("/me"); got.status == http.StatusOK {
		t.Error("the other browser is signed in still")
	}
	// Once: whoever finds the browser open chooses no other.
	lost.wants(lost.post("/me/password", "password", "a third horse battery"), 422, "", "今のパスワードが正しくありません")
	lost.wants(lost.get("/me/password"), 200, "", `name="before"`)
	again := &guest{entrance: e}
	again.wants(again.post("/login", "link", l.Secret), 422, "")
	again.wants(again.post("/login", "user", "jimu", "password", password), 422, "")
	again.wants(again.post("/login", "user", "jimu", "password", "another horse battery"), 303, "/login/second")
	again.secret = lost.secret
	again.wants(again.post("/login/second", "second", lost.later()), 303, "/o")
	e.keepsNoSecret(l.Secret)
}

// TestNobodyLearnsWhoHasForgotten: every name is answered alike, and only an account with a
// password and an address is sent a link, which ends after an hour.
func TestNobodyLearnsWhoHasForgotten(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "signups_to=1/h:2 signups=off")
	e.staysSound()
	b := &guest{entrance: e}
	enter := func(id, email string) {
		t.Helper()
		b.wants(b.post("/login", "link", e.invite(people.UserInput{ID: id, Name: id, Role: record.RoleApplicant, Scheme: "anshin", Email: email}), "choose", "1", "password", password), 303, "/a")
		b.cookie = ""
	}
	enter("hanako", "hanako@mihon.example")
	enter("nomail", "")
	enter("twin-1", "twin@mihon.example")
	enter("twin-2", "twin@mihon.example")
	invited := e.invite(people.UserInput{ID: "taro", Name: "太郎", Role: record.RoleApplicant, Scheme: "anshin", Email: "taro@mihon.example"})
	for {
		if l, ok, _ := e.office.TakeLetter(t.Context()); !ok || l.Template != "invitation" {
			break
		}
	}
	first := b.post("/login/forgotten", "user", "nobody")
	for name, want := range map[string]string{"hanako": "password-forgotten", "nomail": "", "twin@mihon.example": "", "taro@mihon.example": "password-none", "nobody@mihon.example": "", strings.Repeat("あ", 500): ""} {
		if got := b.post("/login/forgotten", "user", name); got != first {
			t.Errorf("%.20q is told apart: %+v %+v", name, got, first)
		}
		l, ok, err := e.office.TakeLetter(t.Context())
		if err != nil || ok != (want != "") || l.Template != want {
			t.Errorf("%.20q: got a letter %q, %v, want %q", name, l.Template, err, want)
		}
		if name == "hanako" {
			e.now = e.now.Add(time.Hour - time.Second)
			b.wants(b.get("/login?link="+l.Secret), 200, "")
			e.now = e.now.Add(time.Second)
			b.wants(b.get("/login?link="+l.Secret), 422, "")
		}
	}
	b.wants(b.get("/login?link="+invited), 200, "", "太郎さん、ようこそ") // whoever asks ends no invitation
	for _, name := range []string{"hanako@mihon.example", "none@mihon.example"} {
		b.post("/login/forgotten", "user", name)
		b.post("/login/forgotten", "user", name)
		if r := b.post("/login/forgotten", "user", name); r.status != http.StatusTooManyRequests || r.retry == "" {
			t.Errorf("%s: %d", name, r.status)
		}
	}
}

// TestWhoHasForgottenIsAnsweredOnTheBeat: an account that is there takes longer, and the time
// does not tell.
func TestWhoHasForgottenIsAnsweredOnTheBeat(t *testing.T) {
	t.Parallel()
	var held time.Duration
	door := beats{func(_ context.Context, d time.Duration) { held = d }}.keep(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusSeeOther) }))
	for _, path := range []string{web.ForgottenPath, "/en" + web.ForgottenPath} {
		held = 0
		door.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, path, nil))
		if held <= 0 || held > limit.Beat {
			t.Errorf("%s is held for %s", path, held)
		}
	}
}
