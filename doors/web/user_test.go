package web_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"akashi/doors/web"
)

func post(path string, values url.Values) *http.Request {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	if r := get(t, d, "/login?link="+goodLink); r.text("button") != "サインインする" || r.Header().Get("Set-Cookie") != "" ||
		r.Header().Get("Referrer-Policy") != "no-referrer" || r.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("a mail scanner would use the link up: %v", r.Header())
	}
	for _, link := range []string{goodLink, "https://office.example/login?link=" + goodLink} {
		r := send(t, d, post("/login", url.Values{"link": {link}}))
		cookie := r.Header().Get("Set-Cookie")
		if r.Code != http.StatusSeeOther || r.Header().Get("Location") != "/o" || !strings.HasPrefix(cookie, "akashi="+goodToken+";") ||
			!strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Lax") {
			t.Errorf("%s: got %d %q", link, r.Code, cookie)
		}
	}
	for _, link := range []string{"", "used", strings.Repeat("x", 100_000)} {
		r := send(t, d, post("/login", url.Values{"link": {link}}))
		if r.Code < 400 || r.Code >= 500 || r.Header().Get("Set-Cookie") != "" {
			t.Errorf("%.10s: got %d", link, r.Code)
		}
	}
	if r := send(t, d, post("/en/login", url.Values{"link": {"used"}})); !strings.Contains(r.Body.String(), "This link has been used already") {
		t.Errorf("got %s", r.Body)
	}
}

func TestSignInFromElsewhere(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	r := post("/login", url.Values{"link": {goodLink}})
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if got := send(t, d, r); got.Code != http.StatusForbidden || got.text("h1") != "この操作はできません" || got.Header().Get("Set-Cookie") != "" {
		t.Errorf("got %d %q", got.Code, got.Header().Get("Set-Cookie"))
	}
}

func TestSecureCookie(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d, err := web.New(web.Config{Office: o, Shelf: o.shelf, Now: func() time.Time { return noon }, Secure: true})
	if err != nil {
		t.Fatal(err)
	}
	r := send(t, d, post("/login", url.Values{"link": {goodLink}}))
	if cookie := r.Header().Get("Set-Cookie"); !strings.HasPrefix(cookie, "__Host-akashi=") || !strings.Contains(cookie, "Secure") {
		t.Errorf("got %q", cookie)
	}
	if r.Header().Get("Strict-Transport-Security") == "" {
		t.Error("https is not asked for")
	}
}

func TestSignOut(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	if r := asOfficer(t, d, "/logout"); r.Header().Get("Set-Cookie") != "" {
		t.Error("a link alone leads out")
	}
	for _, secret := range []string{goodToken, "of-a-session-that-has-ended"} {
		req := post("/logout", nil)
		req.AddCookie(&http.Cookie{Name: "akashi", Value: secret})
		if r := send(t, d, req); r.Code != http.StatusSeeOther || !strings.Contains(r.Header().Get("Set-Cookie"), "Max-Age=0") {
			t.Errorf("%s: got %d %q", secret, r.Code, r.Header().Get("Set-Cookie"))
		}
	}
}

// TestSignOutClearsTheCookieWhateverHappens: also while the store is away, and for who
// asks too much.
func TestSignOutClearsTheCookieWhateverHappens(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.broken = errors.New("the store is away")
	narrow := limited(t, newOffice(t), "address=1/h:1")
	get(t, narrow, "/help")
	for want, d := range map[int]*web.Door{http.StatusInternalServerError: open(t, o), http.StatusTooManyRequests: narrow} {
		req := post("/en/logout", nil)
		req.AddCookie(&http.Cookie{Name: "akashi", Value: goodToken})
		if r := send(t, d, req); r.Code != want || !strings.Contains(r.Header().Get("Set-Cookie"), "Max-Age=0") {
			t.Errorf("got %d %q, want %d", r.Code, r.Header().Get("Set-Cookie"), want)
		}
	}
}

// TestASecretStandsInNoLink: it is in the form, once, and nowhere else; the other
// language is another button.
func TestASecretStandsInNoLink(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for _, path := range []string{"/login?link=", "/en/login?link=", "/en/login?x=1&link=", "/help?link=", "/nowhere?link=", "/o?link="} {
		r := get(t, d, path+goodLink)
		if n := strings.Count(r.Body.String(), goodLink); n > 1 || n == 1 && !strings.Contains(r.Body.String(), `name="link" value="`+goodLink) {
			t.Errorf("%s: the secret is there %d times", path, n)
		}
	}
	r := get(t, d, "/login?link="+goodLink)
	if !strings.Contains(r.Body.String(), `formaction="/en/login" lang="en">Sign in`) {
		t.Error("nobody can go on in English")
	}
	if r := get(t, d, "/registry?q=a%2Bb&status=valid"); !strings.Contains(r.Body.String(), `href="/en/registry?q=a%2Bb&amp;status=valid"`) {
		t.Error("the other language forgets what was looked for")
	}
}

func TestBoard(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	r := asOfficer(t, d, "/o")
	if r.Code != 200 || r.text("h1") != "期限ボード" || r.link("PM-2026-0001") != "/o/cases/PM-2026-0001" {
		t.Errorf("got %d %q", r.Code, r.text("h1"))
	}
	body := r.Body.String()
	over, near, none := strings.Index(body, "PM-2026-0001"), strings.Index(body, "SA-2026-0002"), strings.Index(body, "SA-2026-0003")
	if over > near || near > none {
		t.Error("the cases are not in the order of their deadlines")
	}
	for _, words := range []string{"4日超過", "3日", "現地審査の改善報告待ち"} {
		if !strings.Contains(body, words) {
			t.Errorf("%q is not there", words)
		}
	}
	if r.Header().Get("Cache-Control") != "no-store" {
		t.Error("the board may be kept by a cache")
	}
	_, c := wholeCase(t, d, "/o/cases/SA-2026-0002")
	for _, words := range []string{"回答のない指摘事項があります（1件）。すべてに回答してください。", "解消するには：指摘事項に改善を報告する（申請者）", "その他の手続き", "申請者の番です。", "確定88点（合格点91点、届く最大103点）", "60,000円", "責任者の連絡先が読み取れません。"} {
		if !strings.Contains(c, words) {
			t.Errorf("case: %q is not there", words)
		}
	}
	if r := asOfficer(t, d, "/o/cases/SA-2026-9999"); r.Code != 404 {
		t.Errorf("unknown case: %d", r.Code)
	}
}

// TestAClerkSeesWhatCameAgain: the board of a clerk says whose turn it is and what was sent back
// before, and a seat beside the role is called as the scheme prints it.
func TestAClerkSeesWhatCameAgain(t *testing.T) {
	t.Parallel()
	r := asOfficer(t, open(t, newOffice(t)), "/o?desk=clerk")
	for _, want := range []string{"あなたの番：1件", "再提出", "2026年10月20日に差し戻し、2026年11月1日に再び提出", "審査委員・委員長（英知法律事務所 弁護士）"} {
		if body := r.Body.String(); !strings.Contains(body, want) {
			t.Errorf("the board does not say %q", want)
		}
	}
}
