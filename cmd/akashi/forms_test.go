package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/doors/cli"
	"akashi/record"
	"akashi/rules/access"
)

// browser asks a door as somebody who is signed in, with forms and nothing else.
type browser struct {
	*testing.T
	doors  http.Handler
	cookie string
}

// reply is an answer as a person reads it.
type reply struct {
	status int
	to     string
	text   string
}

func (b browser) ask(method, path string, form url.Values) reply {
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if b.cookie != "" {
		r.AddCookie(&http.Cookie{Name: "akashi", Value: b.cookie})
	}
	w := httptest.NewRecorder()
	b.doors.ServeHTTP(w, r)
	return reply{w.Code, w.Header().Get("Location"), w.Body.String()}
}

// signedIn is somebody new of the office's people, who has used the link.
func signedIn(t *testing.T, office *cli.Office, in *people.UserInput) browser {
	t.Helper()
	add, _ := app.FindAction(access.AddUser)
	out, err := office.Do(context.Background(), desk.Request{Actor: access.Actor{ID: "console", Role: record.RoleAdmin}}, add, "", in)
	if err != nil {
		t.Fatal(err)
	}
	var given people.Credentials
	if err := json.Unmarshal(out.Body, &given); err != nil {
		t.Fatal(err)
	}
	s, err := atDoors(office, cli.Address{Silent: true})
	if err != nil {
		t.Fatal(err)
	}
	secret, err := office.SignIn(context.Background(), given.Link)
	if err != nil {
		t.Fatal(err)
	}
	withSecond(t, office, secret)
	return browser{t, s.doors, secret}
}

var (
	hidden  = regexp.MustCompile(`name="(_key|_version)" value="([^"]*)"`)
	hasCase = regexp.MustCompile(`^/o/cases/(SA-\d{4}-\d{4})$`)
)

// blank opens a form and gives what stands in it unseen.
func (b browser) blank(path string) url.Values {
	b.Helper()
	shown := b.ask(http.MethodGet, path, nil)
	if shown.status != http.StatusOK {
		b.Fatalf("%s: %d %.300s", path, shown.status, shown.text)
	}
	given := url.Values{}
	for _, found := range hidden.FindAllStringSubmatch(shown.text, -1) {
		given.Set(found[1], found[2])
	}
	return given
}

// TestACaseIsBegunInForms opens a case, is told at the field what is wrong, answers
// criteria, and sends one form fifty times: all of it without a script, and done once.
func TestACaseIsBegunInForms(t *testing.T) {
	t.Parallel()
	office := officeOf(t)
	b := signedIn(t, office, &people.UserInput{ID: "jimukyoku", Name: "事務局", Role: record.RoleSecretariat, Scheme: "all"})

	wrong := b.blank("/do/cases/open")
	wrong.Set("scheme", "anshin")
	wrong.Set("type", "new")
	wrong.Set("applicant.name", "見本インターネット株式会社")
	wrong.Set("applicant.corporate_number", "123")
	refused := b.ask(http.MethodPost, "/do/cases/open", wrong)
	if refused.status != http.StatusUnprocessableEntity || !strings.Contains(refused.text, `href="#f-applicant-corporate_number"`) ||
		!strings.Contains(refused.text, `aria-invalid="true"`) || !strings.Contains(refused.text, `value="見本インターネット株式会社"`) || !strings.Contains(refused.text, "<title>エラー：") {
		t.Fatalf("a wrong number: %d %s", refused.status, refused.text)
	}

	right := wrong
	right.Set("applicant.corporate_number", "")
	right.Set("service", "見本ネット")
	right.Set("intake_body", "jaipa")
	var wait sync.WaitGroup
	opened := make([]reply, 50)
	for i := range opened {
		wait.Go(func() { opened[i] = b.ask(http.MethodPost, "/do/cases/open", right) })
	}
	wait.Wait()
	no := hasCase.FindStringSubmatch(opened[0].to)
	if no == nil {
		t.Fatalf("opened: %+v", opened[0])
	}
	for _, again := range opened {
		if again.to != opened[0].to {
			t.Errorf("the same form again: %d %s", again.status, again.to)
		}
	}

	at := "/do/cases/" + no[1] + "/answer"
	claims := b.blank(at)
	claims.Set("answers.1-1-1", "met")
	claims.Set("answers.7-1-1", "4")
	claims.Set("notes.1-1-1", "規程第3条")
	if done := b.ask(http.MethodPost, at, claims); done.to != "/o/cases/"+no[1] {
		t.Fatalf("answers: %+v", done)
	}
	shown := b.ask(http.MethodGet, at, nil).text
	if !strings.Contains(shown, `name="answers.1-1-1" value="met" checked`) || !strings.Contains(shown, `name="answers.7-1-1" value="4" checked`) || !strings.Contains(shown, "規程第3条") {
		t.Errorf("the answers do not stand in the form")
	}
	if stale := b.ask(http.MethodPost, at, withKey(claims, "another", "1-1-1", "unmet")); stale.status != http.StatusConflict || !strings.Contains(stale.text, `value="unmet" checked`) {
		t.Errorf("over what somebody else wrote: %d", stale.status)
	}

	if shut := b.ask(http.MethodGet, "/do/cases/"+no[1]+"/submit", nil); shut.status != http.StatusOK || strings.Contains(shut.text, "<form") && strings.Contains(shut.text, `name="_key"`) || !strings.Contains(shut.text, "まだ始められません") {
		t.Errorf("a step that is blocked: %d", shut.status)
	}
	if nobody := (browser{t, b.doors, ""}).ask(http.MethodPost, at, claims); nobody.status != http.StatusUnauthorized {
		t.Errorf("nobody: %d", nobody.status)
	}
}

// withKey is a form filled in anew, with another answer.
func withKey(form url.Values, key, item, answer string) url.Values {
	other := url.Values{}
	for name, values := range form {
		other[name] = values
	}
	other.Set("_key", key)
	other.Set("answers."+item, answer)
	return other
}
