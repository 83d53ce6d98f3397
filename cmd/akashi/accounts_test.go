package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/beside/fsck"
	"akashi/doors/cli"
	"akashi/doors/limit"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/schemes"
	"akashi/tools/factor"
)

// entrance is an office with its doors, at which people come and go with browsers.
type entrance struct {
	*testing.T
	office *cli.Office
	door   http.Handler
	now    time.Time
	data   string
	store  string // address of its database, where that is not in the folder
	sealed bool   // files are kept encrypted
	shelf  *scheme.Shelf
}

func openEntrance(t *testing.T, limits string) *entrance { return openEntranceOn(t, limits, "") }

func openEntranceOn(t *testing.T, limits, store string) *entrance {
	return (&entrance{T: t, store: store}).open(limits)
}

// open makes the office and opens its doors.
func (e *entrance) open(limits string) *entrance {
	t := e.T
	t.Helper()
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	if e.shelf != nil {
		shelf = e.shelf
	}
	e.now, e.data = time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC), filepath.Join(t.TempDir(), "office")
	e.office, err = makeOffice(t.Context(), cli.Site{Data: e.data, Database: e.store, Shelf: shelf, Evidence: cli.EvidenceSettings{Sealed: e.sealed}, Now: func() time.Time { return e.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.office.Close() })
	at := cli.Address{}
	if at.Limits, err = limit.Read(limits, ""); err != nil {
		t.Fatal(err)
	}
	if e.door, err = doors(e.office, at); err != nil {
		t.Fatal(err)
	}
	return e
}

// staysSound has fsck look at the office when the test has ended.
func (e *entrance) staysSound() {
	e.Cleanup(func() {
		found, err := fsck.Check(context.Background(), fsck.Office{Store: filepath.Join(e.data, "akashi.db")})
		if err != nil || !found.OK {
			e.Errorf("fsck: %+v, %v", found.Breaches, err)
		}
	})
}

// invite adds a user and returns the link.
func (e *entrance) invite(in people.UserInput) string {
	e.Helper()
	action, _ := app.FindAction(access.AddUser)
	out, err := e.office.Do(e.Context(), desk.Request{Actor: access.Actor{ID: access.Console, Role: record.RoleAdmin}}, action, "", &in)
	if err != nil {
		e.Fatal(err)
	}
	var made people.Credentials
	if err := json.Unmarshal(out.Body, &made); err != nil {
		e.Fatal(err)
	}
	return made.Link
}

// guest keeps a cookie, and shows the code of an app.
type guest struct {
	*entrance
	cookie, secret string
	trip           string // cookie of a way to another provider
}

// replied is one answer to a browser.
type replied struct {
	status   int
	location string
	retry    string
	body     string
}

func (b *guest) ask(method, path string, form url.Values) replied {
	b.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Header.Set("User-Agent", "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0")
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if b.cookie != "" {
		r.AddCookie(&http.Cookie{Name: "akashi", Value: b.cookie})
	}
	if b.trip != "" {
		r.AddCookie(&http.Cookie{Name: "akashi-oidc", Value: b.trip})
	}
	w := httptest.NewRecorder()
	b.door.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.Name == "akashi-oidc" {
			b.trip = c.Value
		}
		if c.Name == "akashi" {
			b.cookie = c.Value
		}
	}
	return replied{w.Code, w.Header().Get("Location"), w.Header().Get("Retry-After"), w.Body.String()}
}

func (b *guest) get(path string) replied { b.Helper(); return b.ask(http.MethodGet, path, nil) }

// post sends a form, as pairs.
func (b *guest) post(path string, pairs ...string) replied {
	b.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return b.ask(http.MethodPost, path, form)
}

// code is what the browser's owner reads off the app.
func (b *guest) code() string {
	code, err := factor.New().Code(b.secret, b.now)
	if err != nil {
		b.Fatal(err)
	}
	return code
}

// wants checks status, location and words of an answer.
func (b *guest) wants(got replied, status int, location string, words ...string) {
	b.Helper()
	if got.status != status || got.location != location {
		b.Fatalf("got %d %q, want %d %q\n%s", got.status, got.location, status, location, got.body)
	}
	for _, w := range words {
		if !strings.Contains(got.body, w) {
			b.Errorf("%q is not there", w)
		}
	}
}

var (
	boxOf    = regexp.MustCompile(`name="box" value="([^"]+)"`)
	secretOf = regexp.MustCompile(`class="secret">([A-Z2-7 ]+)<`)
	codeOf   = regexp.MustCompile(`<li><code>([a-z2-7-]{19})</code>`)
	idOf     = regexp.MustCompile(`name="id" value="([^"]+)"`)
)

// setUp makes an app the second factor and returns the recovery codes.
func (b *guest) setUp() (codes []string) {
	b.Helper()
	page := b.get("/me/app")
	b.wants(page, 200, "", "<svg")
	b.secret = strings.ReplaceAll(secretOf.FindStringSubmatch(page.body)[1], " ", "")
	done := b.post("/me/app", "box", boxOf.FindStringSubmatch(page.body)[1], "second", b.code())
	b.wants(done, 200, "", "この番号は、いまだけ表示されます。")
	for _, found := range codeOf.FindAllStringSubmatch(done.body, -1) {
		codes = append(codes, found[1])
	}
	return codes
}

const password = "correct horse battery"

var reviewer = people.UserInput{ID: "shinsa", Name: "見本 花子", Role: record.RoleReviewer, Scheme: "anshin", Body: "jaipa", Email: "hanako@mihon.example"}

// TestAnAccountFromInvitationToSignOut goes through everything with plain forms and no script.
func TestAnAccountFromInvitationToSignOut(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	link := e.invite(reviewer)
	b := &guest{entrance: e}

	b.wants(b.get("/login?link="+link), 200, "", "はじめの設定", "見本 花子", "一次審査員", `autocomplete="new-password"`)
	b.wants(b.post("/login", "link", link, "choose", "1", "password", "too short"), 422, "", "12文字以上にしてください", "はじめの設定")
	b.wants(b.post("/login", "link", link, "choose", "1", "password", ""), 422, "", "12文字以上にしてください")
	b.wants(b.post("/login", "link", link, "choose", "1", "password", password), 303, "/me/app")
	b.wants(b.post("/login", "link", link), 422, "")

	// Nothing else is shown before the second factor is there.
	b.wants(b.get("/o"), 303, "/me/app?next=%2Fo")
	b.wants(b.get("/me"), 303, "/me/app?next=%2Fme")
	b.wants(b.post("/me/password", "password", "another password"), 303, "/me/app")
	if page := b.get("/registry"); page.status != 200 || strings.Contains(page.body, `href="/o"`) {
		t.Errorf("a guest is shown more than the public: %d", page.status)
	}
	b.wants(b.post("/me/app", "box", "x.y", "second", "123456"), 422, "", "認証アプリの設定")
	codes := b.setUp()
	if len(codes) != 10 {
		t.Fatalf("%d recovery codes", len(codes))
	}
	b.wants(b.get("/o"), 200, "")
	b.wants(b.get("/me"), 200, "", "見本 花子", "Firefox（Windows）", "この端末", "残り10個")

	// Out, and in again by password and code, each code once.
	b.wants(b.post("/logout"), 303, "/")
	b.wants(b.get("/o/cases/x"), 401, "", "/login?next=%2Fo%2Fcases%2Fx")
	b.wants(b.post("/login", "user", "shinsa", "password", password, "next", "/me"), 303, "/login/second?next=%2Fme")
	b.wants(b.get("/o"), 303, "/login/second?next=%2Fo")
	b.wants(b.get("/me/app"), 303, "/login/second")
	b.wants(b.post("/login/second", "second", b.code()), 422, "", "すでに使われています")
	e.now = e.now.Add(people.StepLasts)
	b.wants(b.post("/login/second", "second", b.code()[:3]+" "+b.code()[3:], "next", "/me"), 303, "/me")
	b.wants(b.get("/me"), 200, "")

	// A second browser, by address and recovery code, which is then used up.
	other := &guest{entrance: e}
	other.wants(other.post("/en/login", "user", "hanako@mihon.example", "password", password), 303, "/en/login/second")
	other.wants(other.post("/en/login/second", "second", strings.ToUpper(codes[3])), 303, "/en/r")
	e.now = e.now.Add(time.Minute)
	third := &guest{entrance: e}
	third.wants(third.post("/login", "user", "shinsa", "password", password), 303, "/login/second")
	third.wants(third.post("/login/second", "second", codes[3]), 422, "")
	mine := b.get("/me")
	b.wants(mine, 200, "", "残り9個", "ほかの端末をすべてサインアウトさせる")
	if n := len(idOf.FindAllString(mine.body, -1)); n != 3 {
		t.Errorf("%d browsers are listed", n)
	}
	b.wants(b.post("/me/sessions", "id", idOf.FindStringSubmatch(mine.body)[1]), 303, "/me?done=ended")
	third.wants(third.get("/login/second"), 303, "/login")
	other.wants(other.get("/o"), 200, "")
	b.wants(b.post("/me/sessions", "id", "of somebody else"), 404, "")

	// Another password needs the one before, and signs all others out.
	b.wants(b.post("/me/password", "before", "not the right one", "password", "another password"), 422, "", "今のパスワードが正しくありません")
	b.wants(b.post("/me/password", "before", password, "password", "shinsa"), 422, "", "12文字以上")
	b.wants(b.post("/me/password", "before", password, "password", "another password"), 303, "/me?done=password")
	other.wants(other.get("/o"), 401, "")
	b.wants(b.get("/me?done=password"), 200, "", "パスワードを変えました")
	other.wants(other.post("/login", "user", "shinsa", "password", password), 422, "")
	other.wants(other.post("/login", "user", "shinsa", "password", "another password"), 303, "/login/second")

	b.keepsNoSecret(append(codes, password, "another password", b.secret, b.cookie, link)...)
}

// keepsNoSecret looks for secrets in the journal.
func (e *entrance) keepsNoSecret(secrets ...string) {
	e.Helper()
	err := e.office.Store.View(e.Context(), func(r desk.Reader) error {
		leaves, err := r.Leaves(desk.LeafQuery{})
		for _, l := range leaves {
			for _, s := range secrets {
				if strings.Contains(fmt.Sprint(l), s) || strings.Contains(fmt.Sprint(l), people.Hashed(s)) {
					e.Errorf("leaf %s has a secret in it", l.Action)
				}
			}
		}
		if len(leaves) < 10 {
			e.Errorf("%d leaves", len(leaves))
		}
		return err
	})
	if err != nil {
		e.Fatal(err)
	}
}

// head is how much the journal has, and how often the account was written.
func (e *entrance) head(id string) (size int64, version int) {
	e.Helper()
	err := e.office.Store.View(e.Context(), func(r desk.Reader) (err error) {
		u, err := r.User(id)
		version = u.Version
		if err == nil {
			size, _, err = r.JournalHead()
		}
		return err
	})
	if err != nil {
		e.Fatal(err)
	}
	return size, version
}

// TestLookingChangesNothing asks for every page of the account and compares what is kept.
func TestLookingChangesNothing(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	link := e.invite(reviewer)
	b := &guest{entrance: e}
	pages := []string{"/login", "/login?link=" + link, "/login/second", "/me", "/me/password", "/me/app", "/me/codes", "/me/confirm", "/logout"}
	for range 2 {
		size, version := e.head("shinsa")
		for _, path := range pages {
			for _, lang := range []string{"", "/en"} {
				if got := b.get(lang + path); got.status >= 500 {
					t.Errorf("%s: %d", path, got.status)
				}
			}
		}
		if s, v := e.head("shinsa"); s != size || v != version {
			t.Errorf("looking has changed something: %d leaves, version %d, before %d and %d", s, v, size, version)
		}
		if b.cookie == "" {
			b.post("/login", "link", link, "choose", "1", "password", password)
			b.setUp()
		}
	}
}

// TestNothingTellsWhetherAnAccountExists: an unknown name, a wrong password, an account that
// has none and one that is kept out get one answer, and so does one too many of each.
func TestNothingTellsWhetherAnAccountExists(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "guesses=off,wrong=3/h:3")
	b := &guest{entrance: e}
	b.wants(b.post("/login", "link", e.invite(reviewer), "choose", "1", "password", password), 303, "/me/app")
	twin := reviewer
	twin.ID, twin.Email = "invited", "twin@mihon.example"
	e.invite(twin)
	twin.ID = "disabled"
	gone := &guest{entrance: e}
	gone.wants(gone.post("/login", "link", e.invite(twin), "choose", "1", "password", password), 303, "/me/app")
	action, _ := app.FindAction(access.DisableUser)
	if _, err := e.office.Do(t.Context(), desk.Request{Actor: access.Actor{ID: access.Console, Role: record.RoleAdmin}}, action, "disabled", &desk.NoInput{}); err != nil {
		t.Fatal(err)
	}
	var first []replied
	for _, name := range []string{"shinsa", "nobody", "invited", "disabled", "hanako@mihon.example", "twin@mihon.example", "nobody@mihon.example"} {
		guess := password
		if strings.HasPrefix(name, "shinsa") || strings.HasPrefix(name, "hanako") {
			guess = "not the right one"
		}
		var got []replied
		for range 5 {
			a := (&guest{entrance: e}).post("/login", "user", name, "password", guess)
			a.body = strings.ReplaceAll(a.body, name, "NAME")
			a.body = regexp.MustCompile(`\d+秒`).ReplaceAllString(a.body, "N秒")
			a.retry = fmt.Sprint(a.retry != "")
			got = append(got, a)
		}
		if got[2].status != 422 || got[3].status != 429 || got[4].status != 429 {
			t.Errorf("%s: got %d, %d, %d", name, got[2].status, got[3].status, got[4].status)
		}
		if first == nil {
			first = got
		}
		if !slices.Equal(got, first) {
			t.Errorf("%s is answered in another way than an account that there is", name)
		}
	}
	right := &guest{entrance: e}
	right.wants(right.post("/login", "user", "shinsa", "password", password), 429, "")
}

// TestAnAddressOfTwoIsNobodys: it names nobody any more, whoever's password is right.
func TestAnAddressOfTwoIsNobodys(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	b := &guest{entrance: e}
	b.wants(b.post("/login", "link", e.invite(reviewer), "choose", "1", "password", password), 303, "/me/app")
	b.wants((&guest{entrance: e}).post("/login", "user", reviewer.Email, "password", password), 303, "/me/app")
	twin := reviewer
	twin.ID = "zwilling"
	e.invite(twin)
	b.wants((&guest{entrance: e}).post("/login", "user", reviewer.Email, "password", password), 422, "")
	b.wants((&guest{entrance: e}).post("/login", "user", reviewer.ID, "password", password), 303, "/me/app")
}

// TestStepUp: a key of one's own needs the second factor within five minutes, and what was
// sent goes along.
func TestStepUp(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	b := &guest{entrance: e}
	b.wants(b.post("/login", "link", e.invite(reviewer), "choose", "1", "password", password), 303, "/me/app")
	old := b.setUp()
	b.wants(b.get("/me/codes"), 200, "", "残り10個")
	e.now = e.now.Add(5*time.Minute - time.Second)
	b.wants(b.post("/me/codes"), 200, "", "この番号は、いまだけ表示されます。")
	e.now = e.now.Add(time.Second)
	b.wants(b.post("/me/codes", "note", "kept"), 403, "", "大切な操作の前の確認", `name="note" value="kept"`, `action="/me/codes"`)
	b.wants(b.post("/me/codes", "note", "kept", "second", "000000"), 403, "", "確認コードが正しくない", `name="note" value="kept"`)
	b.wants(b.get("/me/app"), 303, "/me/confirm?next=/me/app")
	b.wants(b.post("/me/codes", "second", b.code()), 200, "", "この番号は、いまだけ表示されます。")
	b.wants(b.get("/me/app"), 200, "", "これまでのアプリは使えなくなります")
	b.post("/logout")
	b.post("/login", "user", "shinsa", "password", password)
	b.wants(b.post("/login/second", "second", old[0]), 422, "") // the codes of before have ended
	e.now = e.now.Add(time.Hour)
	b.wants(b.post("/login/second", "second", b.code()), 303, "/r")
	e.now = e.now.Add(time.Hour)
	b.wants(b.post("/me/confirm", "second", b.code(), "next", "//elsewhere.example/"), 303, "/r")
	b.wants(b.get("/me/app"), 200, "")
}

// TestAnActAsksForTheSecondFactor: the form of an act that hands out a key, as what it sends,
// needs the second factor freshly; that of another does not.
func TestAnActAsksForTheSecondFactor(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	b := &guest{entrance: e}
	b.wants(b.post("/login", "link", e.invite(people.UserInput{ID: "kanri", Name: "見本 管理", Role: record.RoleAdmin, Scheme: "all"}), "choose", "1", "password", password), 303, "/me/app")
	b.setUp()
	e.invite(reviewer)
	b.wants(b.get("/do/users/shinsa/rotate-user"), 200, "")
	e.now = e.now.Add(5 * time.Minute)
	b.wants(b.get("/do/users/shinsa/rotate-user"), 403, "", `name="next" value="/do/users/shinsa/rotate-user"`)
	b.wants(b.get("/do/users/shinsa/disable-user"), 200, "")
	b.wants(b.post("/do/users/shinsa/rotate-user", "_key", "abc"), 403, "", `action="/do/users/shinsa/rotate-user"`, `name="_key" value="abc"`)
	_, before := e.head("shinsa")
	b.wants(b.post("/do/users/shinsa/rotate-user", "_key", "abc", "second", b.code()), 200, "", "/login?link=", "一度だけ表示")
	if _, after := e.head("shinsa"); after != before+1 {
		t.Errorf("version %d, was %d", after, before)
	}
	b.wants(b.get("/do/users/add"), 200, "")
}

// TestAnAdministratorSetsAnAccountUpAnew: who has lost phone and codes gets a link, and
// nothing of before opens any longer.
func TestAnAdministratorSetsAnAccountUpAnew(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	b := &guest{entrance: e}
	b.wants(b.post("/login", "link", e.invite(reviewer), "choose", "1", "password", password), 303, "/me/app")
	b.setUp()
	given, err := e.office.Readmit(t.Context(), "shinsa")
	if err != nil {
		t.Fatal(err)
	}
	b.wants(b.get("/o"), 401, "")
	b.wants(b.post("/login", "user", "shinsa", "password", password), 422, "")
	b.wants(b.get("/login?link="+given.Link), 200, "", "はじめの設定")
	b.wants(b.post("/login", "link", given.Link, "later", "1"), 303, "/me/app")
	b.setUp()
	b.wants(b.get("/me"), 200, "", "決める")
	b.wants(b.post("/me/password", "password", password), 303, "/me?done=password")
}

// TestAnApplicantNeedsNoSecondFactor, but may have one, and then shows it.
func TestAnApplicantNeedsNoSecondFactor(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	b := &guest{entrance: e}
	b.wants(b.post("/login", "link", e.invite(people.UserInput{ID: "shinsei", Name: "見本 太郎", Role: record.RoleApplicant}), "choose", "1", "password", password), 303, "/a")
	b.wants(b.get("/me/codes"), 403, "", "認証アプリを設定する")
	b.setUp()
	b.post("/logout")
	b.wants(b.post("/login", "user", "shinsei", "password", password), 303, "/login/second")
	b.wants(b.get("/o"), 303, "/login/second?next=%2Fo")
}

// withSecond gives who is signed in a second factor, and shows it.
func withSecond(t *testing.T, office *cli.Office, session string) {
	t.Helper()
	v, err := office.Visitor(t.Context(), session)
	if err != nil {
		t.Fatal(err)
	}
	offer, err := office.OfferApp(t.Context(), v)
	if err != nil {
		t.Fatal(err)
	}
	code, err := factor.New().Code(offer.Secret, office.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := office.TakeApp(t.Context(), v, offer.Box, code); err != nil {
		t.Fatal(err)
	}
}
