package main

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/doors/cli"
	"akashi/doors/limit"
	"akashi/record"
)

// asks sends the form of somebody who wishes to begin.
func (b *guest) asks(email, organisation, number string) replied {
	b.Helper()
	return b.post("/a/begin", "scheme", "anshin", "name", "申請 太郎", "email", email, "organisation", organisation, "corporate_number", number)
}

// letter takes up the letter that is due next.
func (e *entrance) letter() (template, to, link string) {
	e.Helper()
	l, ok, err := e.office.TakeLetter(e.Context())
	if err != nil || !ok {
		e.Fatalf("no letter: %v", err)
	}
	return l.Template, l.Address, l.Secret
}

// comes uses a link, and chooses a password.
func (e *entrance) comes(link string) *guest {
	e.Helper()
	b := &guest{entrance: e}
	b.wants(b.get("/login?link="+link), 200, "", "申請 太郎さん、ようこそ")
	b.wants(b.post("/login", "link", link, "choose", "1", "password", password), 303, "/a")
	return b
}

func (e *entrance) signUps() (n int) {
	e.Helper()
	err := e.office.Desk.Store.View(e.Context(), func(r desk.Reader) error {
		all, err := r.SignUps()
		n = len(all)
		return err
	})
	if err != nil {
		e.Fatal(err)
	}
	return n
}

// later is the next code of the app, which is good once.
func (b *guest) later() string {
	b.now = b.now.Add(people.StepLasts)
	return b.code()
}

// linksTo are what a page's links have in the place of a group.
func linksTo(body, link string) (all []string) {
	for _, found := range regexp.MustCompile(link).FindAllStringSubmatch(body, -1) {
		all = append(all, found[1])
	}
	return all
}

// TestAnApplicantSignsUp: from the check to the draft, with nobody's help.
func TestAnApplicantSignsUp(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	e.staysSound()
	b := &guest{entrance: e}
	b.wants(b.get("/a/check/anshin?case=new"), 200, "", "/a/begin?scheme=anshin")
	b.wants(b.get("/a/begin?scheme=anshin"), 200, "", "申請する団体の正式な名称", `type="hidden" name="scheme" value="anshin"`)
	b.wants(b.post("/a/begin", "scheme", "anshin", "name", "", "email", "taro", "organisation", "", "corporate_number", "123"), 422, "",
		"#f-name", "#f-email", "#f-organisation", "#f-corporate_number", `value="taro"`)
	if n := e.signUps(); n != 0 {
		t.Errorf("something is kept of what was wrong: %d", n)
	}
	b.wants(b.asks("taro@mihon.example", "見本インターネット株式会社", "4011001098993"), 303, "/a/begin?sent=1")
	b.wants(b.get("/a/begin?sent=1"), 200, "", "申込みを受け付けました")
	template, to, link := e.letter()
	if template != "sign-up" || to != "taro@mihon.example" || link == "" {
		t.Fatalf("got %s to %s", template, to)
	}
	taro := e.comes(link)
	b.wants(b.post("/login", "link", link, "choose", "1", "password", password), 422, "")
	taro.wants(taro.get("/a"), 200, "", "/do/cases/open")
	opened := taro.post("/do/cases/open", append(taro.key("/do/cases/open"), "scheme", "anshin", "type", "new", "service", "見本ネット", "intake_body", "jaipa")...)
	found := hasCase.FindStringSubmatch(opened.location)
	if found == nil {
		t.Fatalf("opened: %+v", opened)
	}
	taro.wants(taro.get("/o/cases/"+found[1]), 200, "", "見本インターネット株式会社")
	taro.wants(taro.get("/a/org"), 200, "", "申請 太郎")
	taro.wants(taro.get("/do/office/join-applicant?scheme=anshin"), 403, "")
}

// TestNobodyLearnsWhoHasAnAccount: an address with an account and one without are answered
// alike, and its owner is told by letter.
func TestNobodyLearnsWhoHasAnAccount(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "signups_to=1/h:2")
	e.invite(people.UserInput{ID: "hanako", Name: "花子", Role: record.RoleApplicant, Scheme: "anshin", Email: "hanako@mihon.example"})
	if template, _, _ := e.letter(); template != "invitation" {
		t.Fatal(template)
	}
	b := &guest{entrance: e}
	known, unknown := b.asks("hanako@mihon.example", "株式会社見本", ""), b.asks("nobody@mihon.example", "株式会社見本", "")
	if known != unknown {
		t.Errorf("told apart: %+v %+v", known, unknown)
	}
	for range 2 {
		switch template, to, _ := e.letter(); {
		case to == "hanako@mihon.example" && template == "sign-up-known", to == "nobody@mihon.example" && template == "sign-up":
		default:
			t.Errorf("%s to %s", template, to)
		}
	}
	if n := e.signUps(); n != 1 {
		t.Errorf("%d wait", n)
	}
	for _, to := range []string{"hanako@mihon.example", "nobody@mihon.example"} {
		b.wants(b.asks(to, "株式会社見本", ""), 303, "/a/begin?sent=1")
		if r := b.asks(to, "株式会社見本", ""); r.status != http.StatusTooManyRequests || r.retry == "" || !strings.Contains(r.body, "このメールアドレスへの申込み") {
			t.Errorf("%s: %d", to, r.status)
		}
	}
}

// TestJoiningAnApplicantIsTheOfficesToConfirm: whoever states the number of an applicant on
// record gets none of its cases until the office has confirmed it.
func TestJoiningAnApplicantIsTheOfficesToConfirm(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	e.staysSound()
	office := e.come(people.UserInput{ID: "jimu", Name: "事務 花子", Role: record.RoleSecretariat, Scheme: "anshin"})
	first := &guest{entrance: e}
	first.wants(first.post("/login", "link", e.invite(people.UserInput{ID: "senpai", Name: "先輩", Role: record.RoleApplicant, Scheme: "anshin", Email: "senpai@mihon.example"}), "choose", "1", "password", password), 303, "/a")
	e.letter()
	opened := first.post("/do/cases/open", append(first.key("/do/cases/open"), "scheme", "anshin", "type", "new", "applicant.name", "見本インターネット株式会社", "applicant.corporate_number", "4011001098993", "service", "見本ネット", "intake_body", "jaipa")...)
	no := hasCase.FindStringSubmatch(opened.location)[1]
	b := &guest{entrance: e}
	come := func(email, organisation, number string) *guest {
		t.Helper()
		b.wants(b.asks(email, organisation, number), 303, "/a/begin?sent=1")
		_, _, link := e.letter()
		e.now = e.now.Add(time.Second)
		return e.comes(link)
	}
	waits := func(who *guest) {
		t.Helper()
		who.wants(who.get("/a"), 200, "", "事務局が確かめています")
		who.wants(who.get("/o/cases/"+no), 404, "")
		who.wants(who.get("/a/org"), 403, "")
	}
	taro := come("taro@mihon.example", "別名の会社", "4011001098993")
	waits(taro)
	if again := taro.post("/do/office/join-applicant", append(taro.key("/do/office/join-applicant?scheme=anshin"), "scheme", "anshin", "organisation", "見本インターネット株式会社", "person", "申請 太郎")...); again.status != 409 || !strings.Contains(again.body, "すでに申し込んでいます") {
		t.Errorf("asked twice: %d %s", again.status, again.body[max(0, strings.Index(again.body, "<main")):])
	}
	jiro := come("jiro@mihon.example", "見本インターネット(株)", "")
	waits(jiro)
	page := office.get("/o/pending")
	office.wants(page, 200, "", "別名の会社", "taro@mihon.example", "jiro@mihon.example", "申請者の担当者になることを申し込む", "「見本インターネット株式会社」（法人番号 4011001098993）", "いまの担当者：先輩")
	confirms := linksTo(page.body, `/do/pending/([^/"]+)/confirm`)
	if len(confirms) != 2 {
		t.Fatalf("%d wait", len(confirms))
	}
	taro.wants(taro.get("/do/pending/"+confirms[0]+"/confirm"), 403, "")
	for _, id := range confirms { // in the order asked: the first is confirmed, the second refused
		at, more := "/do/pending/"+id+"/confirm", []string{}
		if id == confirms[1] {
			at, more = "/do/pending/"+id+"/refuse", []string{"reason", "団体に確かめたところ、存じないとのことでした"}
		}
		office.post("/me/confirm", "second", office.later())
		if done := office.post(at, append(office.key(at), more...)...); done.status != 303 {
			t.Fatalf("%s: %d %s", at, done.status, done.body)
		}
	}
	taro.wants(taro.get("/o/cases/"+no), 200, "", no)
	taro.wants(taro.get("/a/org"), 200, "", "先輩", "申請 太郎")
	first.wants(first.get("/a/org"), 200, "", "申請 太郎")
	jiro.wants(jiro.get("/o/cases/"+no), 404, "")
	told := map[string]string{}
	for range 3 {
		template, to, _ := e.letter()
		told[template] = to
	}
	for template, to := range map[string]string{"colleague-joined": "senpai@mihon.example", "joined": "taro@mihon.example", "join-refused": "jiro@mihon.example"} {
		if told[template] != to {
			t.Errorf("%s went to %q", template, told[template])
		}
	}
}

// TestWithoutMailTheOfficeHandsTheLinkOut: the letter lies in the outbox, and the office gives
// its reader another link.
func TestWithoutMailTheOfficeHandsTheLinkOut(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	e.staysSound()
	office := e.come(people.UserInput{ID: "jimu", Name: "事務 花子", Role: record.RoleSecretariat, Scheme: "anshin"})
	abroad := e.come(people.UserInput{ID: "jimu-p", Name: "事務 次郎", Role: record.RoleSecretariat, Scheme: "pmark"})
	b := &guest{entrance: e}
	b.wants(b.asks("taro@mihon.example", "見本インターネット株式会社", ""), 303, "/a/begin?sent=1")
	page := office.get("/o/pending")
	office.wants(page, 200, "", "はじめるのを待っている申込み", "taro@mihon.example")
	at := "/do/mail/" + linksTo(page.body, `/do/mail/([^/"]+)/hand-out-sign-up`)[0] + "/hand-out-sign-up"
	if strings.Contains(abroad.get("/o/pending").body, "taro@") || abroad.get(at).status != 404 {
		t.Error("it is another scheme's")
	}
	shown := office.post(at, office.key(at)...)
	office.wants(shown, 200, "")
	link := inviteOf.FindStringSubmatch(shown.body)[1]
	if _, _, before := e.office.TakeLetter(t.Context()); before != nil {
		t.Error(before)
	}
	e.comes(link)
	office.wants(office.get(at), 409, "")
}

// TestWhatIsNotConfirmedIsForgotten: after a week the link is worth nothing, and nothing is
// kept of who asked.
func TestWhatIsNotConfirmedIsForgotten(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	b := &guest{entrance: e}
	b.wants(b.asks("taro@mihon.example", "見本インターネット株式会社", ""), 303, "/a/begin?sent=1")
	_, _, link := e.letter()
	tidy := func() {
		t.Helper()
		if _, err := e.office.Tidy(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	e.now = e.now.Add(7*24*time.Hour - time.Minute)
	tidy()
	b.wants(b.get("/login?link="+link), 200, "", "申請 太郎さん")
	e.now = e.now.Add(time.Minute)
	b.wants(b.get("/login?link="+link), 422, "")
	tidy()
	if n := e.signUps(); n != 0 {
		t.Errorf("%d are kept", n)
	}
	err := e.office.Desk.Store.View(t.Context(), func(r desk.Reader) error {
		letters, err := r.Letters(desk.LetterQuery{})
		if len(letters) != 0 {
			t.Errorf("%d letters are kept", len(letters))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestTheOfficeMayOpenAccountsItself: where own sign-up is switched off, no form is there.
func TestTheOfficeMayOpenAccountsItself(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	limits, err := limit.Read("", "")
	if err != nil {
		t.Fatal(err)
	}
	if e.door, err = doors(e.office, cli.Address{Limits: limits, SignUp: func(key string) bool { return key == "pmark" }}); err != nil {
		t.Fatal(err)
	}
	b := &guest{entrance: e}
	b.wants(b.get("/a/begin?scheme=anshin"), 404, "")
	b.wants(b.asks("taro@mihon.example", "見本インターネット株式会社", ""), 404, "")
	b.wants(b.get("/a/check/anshin?case=new"), 200, "", "登録は事務局が行います")
	b.wants(b.get("/a/begin"), 200, "", `name="scheme" value="pmark"`)
	if n := e.signUps(); n != 0 {
		t.Errorf("%d wait", n)
	}
}
