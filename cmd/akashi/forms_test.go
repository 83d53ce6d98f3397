package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
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

func (b browser) ask(method, path string, form url.Values, head ...string) reply {
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for i := 0; i+1 < len(head); i += 2 {
		r.Header.Set(head[i], head[i+1])
	}
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
	hidden  = regexp.MustCompile(`name="(_key|_version|scheme)" value="([^"]*)"`)
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

	first := b.ask(http.MethodGet, "/do/cases/open", nil)
	if strings.Contains(first.text, "applicant.name") || !strings.Contains(first.text, `name="scheme"`) {
		t.Errorf("the scheme is not asked first: %s", first.text)
	}
	wrong := b.blank("/do/cases/open?scheme=anshin")
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

	itemOnItsPage(b, "/o/cases/"+no[1]+"/items/", at)

	if shut := b.ask(http.MethodGet, "/do/cases/"+no[1]+"/submit", nil); shut.status != http.StatusOK || strings.Contains(shut.text, "<form") && strings.Contains(shut.text, `name="_key"`) || !strings.Contains(shut.text, "まだ始められません") {
		t.Errorf("a step that is blocked: %d", shut.status)
	}
	if nobody := (browser{t, b.doors, ""}).ask(http.MethodPost, at, claims); nobody.status != http.StatusUnauthorized {
		t.Errorf("nobody: %d", nobody.status)
	}
}

// itemOnItsPage answers one criterion on its page: by its button, which leads on to the next,
// and while it is written, under the key and version that each answer hands out.
func itemOnItsPage(b browser, items, at string) {
	b.Helper()
	claim := b.blank(items + "1-1-2")
	claim.Set("_item", "1-1-2")
	claim.Set("_next", items+"1-1-3")
	claim.Set("answers.1-1-2", "met")
	claim.Set("notes.1-1-2", "監査は毎年四月に行う")
	if done := b.ask(http.MethodPost, at, claim); done.to != items+"1-1-3" {
		b.Fatalf("saved and on: %+v", done)
	}
	if away := b.ask(http.MethodPost, at, withKey(claim, "away", "1-1-2", "unmet")); away.status != http.StatusConflict || strings.Contains(away.text, `name="answers.1-1-1"`) {
		b.Errorf("over what somebody else wrote, with one item on the page: %d", away.status)
	}
	claim = b.blank(items + "1-1-3")
	claim.Set("_next", "https://elsewhere.example/")
	claim.Set("answers.1-1-3", "met")
	if done := b.ask(http.MethodPost, at, claim); !hasCase.MatchString(done.to) {
		b.Errorf("led away: %+v", done)
	}

	while := b.blank(items + "1-1-4")
	for _, text := range []string{"社", "社長", "社長の承認"} {
		while.Set("notes.1-1-4", text)
		saved := b.told(at, while)
		if saved.status != http.StatusOK || !strings.Contains(saved.Told, "保存しました") || saved.Key == while.Get("_key") {
			b.Fatalf("saved while written: %+v", saved)
		}
		if again := b.told(at, while); again.status != http.StatusOK || again.Version != saved.Version {
			b.Errorf("the same form sent twice: %+v, first %+v", again, saved)
		}
		while.Set("_key", saved.Key)
		while.Set("_version", strconv.Itoa(saved.Version))
	}
	while.Set("_version", "1")
	while.Set("_key", "late")
	while.Set("notes.1-1-4", "別の人の文")
	if saved := b.told(at, while); saved.status != http.StatusConflict || saved.Told == "" {
		b.Errorf("saved over somebody else's: %+v", saved)
	}
	if shown := b.ask(http.MethodGet, items+"1-1-4", nil); !strings.Contains(shown.text, ">社長の承認</textarea>") {
		b.Errorf("what was written last is not there")
	}
}

// saved is what a page that saves while somebody writes is told.
type saved struct {
	status  int
	Told    string
	Key     string
	Version int
}

// told sends a form as such a page does.
func (b browser) told(path string, form url.Values) (s saved) {
	b.Helper()
	answer := b.ask(http.MethodPost, path, form, "Accept", "application/json")
	if err := json.Unmarshal([]byte(answer.text), &s); err != nil {
		b.Fatalf("%v: %s", err, answer.text)
	}
	s.status = answer.status
	return s
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

// TestAResponsiblePersonStatesOnOnePage confirms all sentences but one on the person's page:
// nothing is preselected, what is not so goes back, and who reviews is not told.
func TestAResponsiblePersonStatesOnOnePage(t *testing.T) {
	t.Parallel()
	office := officeOf(t)
	b := signedIn(t, office, &people.UserInput{ID: "jimukyoku", Name: "事務局", Role: record.RoleSecretariat, Scheme: "all"})
	open := b.blank("/do/cases/open")
	for name, value := range map[string]string{"scheme": "anshin", "type": "new", "applicant.name": "見本インターネット株式会社", "service": "見本ネット", "intake_body": "jaipa"} {
		open.Set(name, value)
	}
	no := hasCase.FindStringSubmatch(b.ask(http.MethodPost, "/do/cases/open", open).to)[1]
	claims := b.blank("/do/cases/" + no + "/answer")
	for _, item := range []string{"1-1-3", "1-1-4", "7-2-1"} {
		claims.Set("answers."+item, "met")
	}
	b.ask(http.MethodPost, "/do/cases/"+no+"/answer", claims)
	view, err := office.CaseView(t.Context(), access.Actor{ID: "console", Role: record.RoleSecretariat}, no)
	if err != nil {
		t.Fatal(err)
	}
	signer := signedIn(t, office, &people.UserInput{ID: "sekinin", Name: "見本 責任者", Role: record.RoleResponsible, Scheme: "anshin", ApplicantID: view.ApplicantID})

	if room := signer.ask(http.MethodGet, "/t", nil).text; !strings.Contains(room, "あなたの番：1件") || !strings.Contains(room, `href="/t/`+no+`"`) {
		t.Errorf("the home: %.600s", room)
	}
	at := "/t/" + no
	asked := signer.ask(http.MethodGet, at, nil).text
	if !strings.Contains(asked, `name="say.1-1-3"`) || strings.Contains(asked, " checked") || strings.Contains(asked, `name="say.7-2-1"`) {
		t.Fatalf("what is asked: %.3000s", asked)
	}
	said := signer.blank(at)
	said.Set("post", "responsible")
	if undecided := signer.ask(http.MethodPost, at, said); undecided.status != http.StatusUnprocessableEntity || !strings.Contains(undecided.text, "1-1-3：") {
		t.Errorf("nothing chosen: %d", undecided.status)
	}
	for _, item := range items.FindAllStringSubmatch(asked, -1) {
		said.Set("say."+item[1], "so")
	}
	said.Set("say.1-1-4", "not-so")
	if silent := signer.ask(http.MethodPost, at, said); silent.status != http.StatusUnprocessableEntity || !strings.Contains(silent.text, `value="not-so" checked`) || !strings.Contains(silent.text, "どこが違うか") {
		t.Errorf("no reason: %d", silent.status)
	}
	said.Set("why.1-1-4", "社長の承認は来月になる")
	if done := signer.ask(http.MethodPost, at, said); done.to != at+"?post=responsible" {
		t.Fatalf("stated: %+v", done)
	}
	if told := b.ask(http.MethodGet, "/o/cases/"+no+"/items/1-1-4", nil).text; !strings.Contains(told, "社長の承認は来月になる") {
		t.Error("who prepares the application is not told")
	}
	for _, role := range []record.Role{record.RoleReviewer, record.RoleMember} {
		if access.Fields(access.Actor{ID: "x", Role: role, Scheme: "anshin"}, access.Object{Kind: access.KindCase, Scheme: "anshin"})[access.Denials] {
			t.Errorf("told to a %s", role)
		}
	}
	if after, err := office.CaseView(t.Context(), access.Actor{ID: "console", Role: record.RoleSecretariat}, no); err != nil || len(after.Statements) != 1 || after.Statements[0].Person != "見本 責任者" {
		t.Errorf("kept: %+v, %v", after.Statements, err)
	}
}

// items are the items that a statement is asked for.
var items = regexp.MustCompile(`name="say\.([0-9-]+)" value="so"`)
