package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/doors/cli"
	"akashi/doors/limit"
	"akashi/record"
	"akashi/rules/access"
)

// provider is a real provider (zitadel/oidc) that runs in the process, with its people.
type provider struct {
	*testing.T
	issuer string
	server *httptest.Server
	sent   string // where a browser was sent last

	mu     sync.Mutex
	people map[string]*storage.User
}

// clients guards what the library keeps of all providers in one place, without a lock of its
// own: nobody is registered while a provider answers.
var clients sync.RWMutex

const backAddress = "http://example.com/login/oidc/mihon/callback"

func openProvider(t *testing.T, persons ...*storage.User) *provider {
	t.Helper()
	return openProviderFor(t, backAddress, persons...)
}

// openProviderFor sends browsers back to an address of an office's.
func openProviderFor(t *testing.T, back string, persons ...*storage.User) *provider {
	t.Helper()
	p := &provider{T: t, people: map[string]*storage.User{}}
	for _, one := range persons {
		p.people[one.ID] = one
	}
	var handler http.Handler
	p.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		clients.RLock()
		defer clients.RUnlock()
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(p.server.Close)
	p.issuer = p.server.URL
	clients.Lock()
	defer clients.Unlock()
	storage.RegisterClients(storage.WebClient("akashi-"+strings.TrimPrefix(p.server.URL, "http://"), "himitsu", back))
	handler = exampleop.SetupServer(p.issuer, storage.NewStorage(p), slog.New(slog.DiscardHandler), false)
	return p
}

func (p *provider) clientID() string { return "akashi-" + strings.TrimPrefix(p.server.URL, "http://") }

// GetUserByID, GetUserByUsername and ExampleClientID are what the provider asks of its people.
func (p *provider) GetUserByID(id string) *storage.User {
	p.mu.Lock()
	defer p.mu.Unlock()
	if one := p.people[id]; one != nil {
		copied := *one
		return &copied
	}
	return nil
}

func (p *provider) GetUserByUsername(name string) *storage.User { return p.GetUserByID(name) }

func (p *provider) ExampleClientID() string { return "service" }

// file is the file of the office with the provider.
func (p *provider) file(more string) cli.ProviderSettings {
	file := fmt.Sprintf("providers:\n- id: mihon\n  name: {ja: 見本認証, en: Sample}\n  issuer: %s\n  client_id: %s\n  second_factor: {amr: [pwd]}\n%s", p.issuer, p.clientID(), more)
	return cli.ProviderSettings{File: []byte(file), Secret: func(string) (string, error) { return "himitsu", nil }}
}

// opens opens the doors of the office with the provider, at the provider's time.
func (e *entrance) opens(s cli.ProviderSettings) {
	e.Helper()
	limits, err := limit.Read("", "")
	if err != nil {
		e.Fatal(err)
	}
	e.now = time.Now().UTC()
	if e.door, err = doors(e.office, cli.Address{Limits: limits, OIDC: s}); err != nil {
		e.Fatal(err)
	}
}

// travels goes to the provider, shows there who it is, and is sent back with state and code.
func (p *provider) travels(b *guest, purpose, who string) (state, code string) {
	p.Helper()
	sent := b.get("/login/oidc/mihon?for=" + purpose + "&next=/me")
	if sent.status != http.StatusSeeOther || !strings.HasPrefix(sent.location, p.issuer+"/auth?") {
		p.Fatalf("sent to %d %q\n%s", sent.status, sent.location, sent.body)
	}
	asked, _ := url.Parse(sent.location)
	for name, want := range map[string]string{"code_challenge_method": "S256", "redirect_uri": backAddress, "response_type": "code"} {
		if got := asked.Query().Get(name); got != want {
			p.Errorf("%s is %q", name, got)
		}
	}
	if anew := asked.Query().Get("prompt") + asked.Query().Get("max_age"); (anew == "login0") != (purpose == "step") {
		p.Errorf("%s asks for %q", purpose, anew)
	}
	p.sent = sent.location
	return p.shows(p.sent, who)
}

// shows shows at the provider who somebody is, at the address where a browser was sent.
func (p *provider) shows(sent, who string) (state, code string) {
	p.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	at := func(answer *http.Response, err error) *url.URL {
		p.Helper()
		if err != nil {
			p.Fatal(err)
		}
		defer answer.Body.Close()
		to, err := answer.Location()
		if err != nil {
			p.Fatalf("%s: %v", answer.Status, err)
		}
		return to
	}
	entry := at(client.Get(sent))
	back := at(client.PostForm(entry.Scheme+"://"+entry.Host+entry.Path, url.Values{"id": {entry.Query().Get("authRequestID")}, "username": {who}, "password": {"verysecure"}}))
	home := at(client.Get(back.String()))
	return home.Query().Get("state"), home.Query().Get("code")
}

// comesBack is on the page to which the provider sends, and goes on.
func (b *guest) comesBack(state, code string) replied {
	b.Helper()
	page := b.get("/login/oidc/mihon/callback?" + url.Values{"state": {state}, "code": {code}}.Encode())
	b.wants(page, 200, "", "見本認証", `name="code" value="`+code+`"`)
	return b.post("/login/oidc/mihon", "state", state, "code", code)
}

func person(id, family, email string, verified bool) *storage.User {
	return &storage.User{ID: id, Username: id, Password: "verysecure", LastName: family, Email: email, EmailVerified: verified}
}

// TestSignInByAnotherProvider ties a provider to an account and comes in by it, and goes through
// what must not let anybody in.
func TestSignInByAnotherProvider(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	e.staysSound()
	p := openProvider(t, person("p-hanako", "", "hanako@mihon.example", true), person("p-stranger", "", "x@mihon.example", true))
	e.opens(p.file(""))
	office := e.come(people.UserInput{ID: "jimu", Name: "事務 花子", Role: record.RoleSecretariat, Scheme: "anshin", Email: "hanako@mihon.example"})
	office.wants(office.get("/me"), 200, "", "見本認証をつなぐ", "/login/oidc/mihon?for=bind")
	state, code := p.travels(office, "bind", "p-hanako")
	office.wants(office.comesBack(state, code), 303, "/me?done=identity")
	office.wants(office.get("/me"), 200, "", "/me/identities")

	b := &guest{entrance: e}
	b.wants(b.get("/login"), 200, "", "見本認証でサインイン")
	state, code = p.travels(b, "enter", "p-hanako")
	box, sent := b.trip, p.sent
	b.wants(b.comesBack(state, code), 303, "/me") // what was shown there counts as the second factor
	b.wants(b.get("/o"), 200, "")

	refused := func(b *guest, r replied, says string) {
		t.Helper()
		if r.status != 422 || !strings.Contains(r.body, says) || b.cookie != "" {
			t.Errorf("got %d, signed in %q\n%s", r.status, b.cookie, r.body)
		}
	}
	again := &guest{entrance: e, trip: box}
	refused(again, again.comesBack(state, code), "この手続きは終わっている") // the state was used
	if once, fresh := p.shows(sent, "p-hanako"); once != state || fresh == code {
		t.Error("the provider gives no other code for the same state")
	} else {
		again.trip = box
		refused(again, again.comesBack(state, fresh), "この手続きは終わっている") // with a code that is good
	}
	other := &guest{entrance: e}
	state, code = p.travels(other, "enter", "p-hanako")
	thief := &guest{entrance: e}
	refused(thief, thief.comesBack(state, code), "はじめからやり直して") // of another browser
	refused(other, other.comesBack("x"+state, code), "はじめからやり直して")
	_, code = p.travels(other, "enter", "p-hanako")
	thief = &guest{entrance: e}
	mine, _ := p.travels(thief, "enter", "p-stranger")
	refused(thief, thief.comesBack(mine, code), "答えを確かめられません") // a code of another's question
	stranger := &guest{entrance: e}
	state, code = p.travels(stranger, "enter", "p-stranger")
	unknown := stranger.comesBack(state, code)
	refused(stranger, unknown, "つながる登録がありません")

	// A box is good for what it was asked for, and for a quarter of an hour.
	state, code = p.travels(office, "bind", "p-stranger")
	bind := &guest{entrance: e, trip: office.trip}
	if r := bind.comesBack(state, code); r.status == 303 || bind.cookie != "" {
		t.Errorf("a box to bind signs in: %d", r.status)
	}
	late := &guest{entrance: e}
	state, code = p.travels(late, "enter", "p-hanako")
	e.now = e.now.Add(15 * time.Minute)
	refused(late, late.comesBack(state, code), "はじめからやり直して")
	e.now = time.Now().UTC()

	// Who is kept out is told what a stranger is told.
	disable, _ := app.FindAction(access.DisableUser)
	if _, err := e.office.Do(t.Context(), desk.Request{Actor: access.Actor{ID: access.Console, Role: record.RoleAdmin}}, disable, "jimu", &desk.NoInput{}); err != nil {
		t.Fatal(err)
	}
	b = &guest{entrance: e}
	state, code = p.travels(b, "enter", "p-hanako")
	kept := b.comesBack(state, code)
	refused(b, kept, "つながる登録がありません")
	if kept.body != unknown.body {
		t.Error("who is kept out is told from who is unknown")
	}
	b.wants(b.get("/login/oidc/nosuch"), 404, "")
	b.wants(b.get("/login/oidc/mihon/callback?error=access_denied&state="+state), 422, "", "取りやめられたか")
}

// TestRolesByClaim: a claim narrows what the office has given, gives only what the map gives,
// and what no claim names any more ends.
func TestRolesByClaim(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	p := openProvider(t, person("p-a", "Office", "a@mihon.example", true), person("p-b", "Office", "b@mihon.example", true))
	const line = "  link_verified_email: true\n  roles:\n  - {claim: family_name, value: Office, role: secretariat, scheme: anshin%s}\n"
	narrow, wide := p.file(fmt.Sprintf(line, "")), p.file(fmt.Sprintf(line, ", grant: true"))
	e.opens(narrow)
	e.invite(people.UserInput{ID: "a", Name: "甲", Role: record.RoleObserver, Scheme: "anshin", Email: "a@mihon.example"})
	e.invite(people.UserInput{ID: "b", Name: "乙", Role: record.RoleSecretariat, Scheme: "anshin", Email: "b@mihon.example"})
	enter := func(who string) (*guest, replied) {
		t.Helper()
		b := &guest{entrance: e}
		state, code := p.travels(b, "enter", who)
		return b, b.comesBack(state, code)
	}
	if b, r := enter("p-a"); r.status != 422 || b.cookie != "" || !strings.Contains(r.body, "行える役割がありません") {
		t.Errorf("a claim gives more than the office has given: %d %s", r.status, r.location)
	}
	second, r := enter("p-b")
	second.wants(r, 303, "/me")
	second.wants(second.get("/o/pending"), 200, "")

	e.opens(wide)
	first, r := enter("p-a")
	first.wants(r, 303, "/me")
	first.wants(first.get("/o/pending"), 200, "")
	first.wants(first.post("/me/role", "role", ""), 404, "") // that of the account is named by no claim
	p.mu.Lock()
	p.people["p-a"].LastName = "Elsewhere"
	p.mu.Unlock()
	if b, r := enter("p-a"); r.status != 422 || b.cookie != "" {
		t.Errorf("a claim that maps to nothing lets in: %d", r.status)
	}
	e.opens(p.file("  link_verified_email: true\n  roles:\n  - {claim: family_name, value: Elsewhere, role: observer}\n  - {claim: family_name, value: Office, role: secretariat, scheme: anshin, grant: true}\n"))
	third, r := enter("p-a")
	third.wants(r, 303, "/me")
	first.wants(first.get("/o/pending"), 401, "") // what the claim gave has ended, where it was used too
}

// TestAnInvitedAccountIsTakenUpByVerifiedMail, where the office has the provider do so.
func TestAnInvitedAccountIsTakenUpByVerifiedMail(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	e.staysSound()
	p := openProvider(t, person("p-a", "", "a@mihon.example", true), person("p-b", "", "b@mihon.example", false), person("p-c", "", "c@mihon.example", true))
	link := map[string]string{}
	for _, id := range []string{"a", "b", "c"} {
		link[id] = e.invite(people.UserInput{ID: id, Name: id, Role: record.RoleApplicant, Scheme: "anshin", Email: id + "@mihon.example"})
	}
	c := &guest{entrance: e}
	c.wants(c.post("/login", "link", link["c"], "choose", "1", "password", password), 303, "/a")
	enter := func(who string) replied {
		t.Helper()
		b := &guest{entrance: e}
		state, code := p.travels(b, "enter", who)
		return b.comesBack(state, code)
	}
	e.opens(p.file(""))
	c.wants(enter("p-a"), 422, "", "つながる登録がありません") // nobody has it do so
	e.opens(p.file("  link_verified_email: true\n"))
	c.wants(enter("p-b"), 422, "") // not verified
	c.wants(enter("p-c"), 422, "") // in use
	c.wants(enter("p-a"), 303, "/me")
	c.wants(c.get("/login?link="+link["a"]), 422, "") // taken up
	c.wants(enter("p-a"), 303, "/me")
}

// TestStepUpAtTheProvider: who has no factor of the own shows one anew where they came from.
func TestStepUpAtTheProvider(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	p := openProvider(t, person("p-root", "", "root@mihon.example", true), person("p-x", "", "x@mihon.example", true))
	e.opens(p.file("  link_verified_email: true\n"))
	e.invite(people.UserInput{ID: "root", Name: "管理 太郎", Role: record.RoleAdmin, Email: "root@mihon.example"})
	b := &guest{entrance: e}
	state, code := p.travels(b, "enter", "p-root")
	b.wants(b.comesBack(state, code), 303, "/me")
	b.wants(b.get("/do/users/add"), 200, "")
	e.now = e.now.Add(6 * time.Minute)
	page := b.get("/do/users/add")
	b.wants(page, 403, "", "見本認証で、あらためて", "/login/oidc/mihon?for=step")
	if strings.Contains(page.body, `name="second"`) {
		t.Error("a code is asked for of who has no app")
	}
	e.now = time.Now().UTC()
	state, code = p.travels(b, "step", "p-x")
	b.wants(b.comesBack(state, code), 422, "", "示されませんでした") // another person
	e.now = time.Now().UTC().Add(6 * time.Minute)
	state, code = p.travels(b, "step", "p-root")
	b.wants(b.comesBack(state, code), 422, "", "示されませんでした") // shown too long ago
	e.now = time.Now().UTC()
	state, code = p.travels(b, "step", "p-root")
	b.wants(b.comesBack(state, code), 303, "/me")
	b.wants(b.get("/do/users/add"), 200, "")
}

// TestDoctorNamesAProviderThatIsAway, and one that is there.
func TestDoctorNamesAProviderThatIsAway(t *testing.T) {
	t.Parallel()
	p := openProvider(t)
	at := cli.Site{OIDC: p.file(""), Now: time.Now}
	if c := providersOf(context.Background(), at); !c.Good || c.State != "on" {
		t.Errorf("got %+v", c)
	}
	p.server.Close()
	if c := providersOf(context.Background(), at); c.Good || c.State != "away" || c.Figures["away"] != "mihon" {
		t.Errorf("got %+v", c)
	}
	at.OIDC.File = []byte("providers:\n- id: Mihon\n  issuer: http://elsewhere.example\n")
	if c := providersOf(context.Background(), at); c.Good || c.State != "unread" {
		t.Errorf("got %+v", c)
	}
}
