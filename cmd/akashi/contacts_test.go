package main

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"akashi/app/people"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/record"
)

// inviteOf is the way in that the page of an applicant's contacts shows once.
var inviteOf = regexp.MustCompile(`\?link=([A-Za-z0-9_-]+)`)

// TestSuccessionOfAContact: a contact invites another, who takes over and sends the first
// away; a consultant comes for a time. The secretariat is asked nothing.
func TestSuccessionOfAContact(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	office := e.come(people.UserInput{ID: "jimu", Name: "事務 花子", Role: record.RoleSecretariat, Scheme: "anshin"})
	first := &guest{entrance: e}
	first.wants(first.post("/login", "link", e.invite(people.UserInput{ID: "zennin", Name: "前任 太郎", Role: record.RoleApplicant, Scheme: "anshin"}), "choose", "1", "password", password), 303, "/a")
	first.wants(first.get("/a/org"), 403, "") // of no applicant yet
	opened := first.post("/do/cases/open", append(first.key("/do/cases/open"), "scheme", "anshin", "type", "new", "applicant.name", "見本インターネット株式会社", "service", "見本ネット", "intake_body", "jaipa")...)
	found := hasCase.FindStringSubmatch(opened.location)
	if found == nil {
		t.Fatalf("opened: %+v", opened)
	}
	at := "/o/cases/" + found[1]
	alone := first.get("/a/org")
	first.wants(alone, 200, "", "前任 太郎", "担当者が一人だけです")
	if strings.Contains(alone.body, "/a/org/end") {
		t.Error("the last contact is offered to leave")
	}
	first.wants(first.post("/a/org/end", "user", "zennin"), 409, "", "先に後任を招き")

	// What is wrong is said, and what was typed stays.
	first.wants(first.post("/a/org", "name", "代理 花子", "email", "dairi", "kind", "consultant"), 422, "", "メールアドレスとして読めません", "おわりの日を書いてください", `value="代理 花子"`)
	come := func(by *guest, pairs ...string) *guest {
		t.Helper()
		page := by.post("/a/org", pairs...)
		by.wants(page, 200, "", "表示するのは一度だけ")
		b := &guest{entrance: e}
		b.wants(b.post("/login", "link", inviteOf.FindStringSubmatch(page.body)[1], "choose", "1", "password", password), 303, "/a")
		return b
	}
	second := come(first, "name", "後任 花子", "email", "kounin@mihon.example", "kind", "staff")
	second.wants(second.get(at), 200, "", found[1])
	consultant := come(second, "name", "代理 花子", "email", "dairi@mihon.example", "kind", "consultant", "to", "2026-12-10")
	consultant.wants(consultant.get(at), 200, "", found[1])
	if page := consultant.get("/a/org"); strings.Count(page.body, `action="/a/org/end"`) != 1 || strings.Contains(page.body, `action="/a/org"`) {
		t.Error("a consultant is offered more than to leave")
	}
	consultant.wants(consultant.post("/a/org", "name", "x", "email", "x@mihon.example", "kind", "staff"), 403, "")
	consultant.wants(consultant.post("/a/org/end", "user", "zennin"), 403, "")
	page := second.get("/a/org")
	second.wants(page, 200, "", "前任 太郎", "代理人", "2026年12月10日まで")
	if strings.Contains(page.body, "担当者が一人だけです") {
		t.Error("there are three")
	}

	// The first leaves; the cases stay, and so does what the first did.
	second.wants(second.post("/a/org/end", "user", "zennin"), 303, "/a/org")
	first.wants(first.get(at), 404, "")
	first.wants(first.get("/a/org"), 403, "")
	if board := first.get("/a"); board.status != 200 || strings.Contains(board.body, found[1]) {
		t.Errorf("whoever has left still has the case: %d", board.status)
	}
	second.wants(second.get(at), 200, "", found[1])
	second.wants(second.post("/a/org/end", "user", "zennin"), 409, "", "担当者ではありません")
	office.wants(office.get(at), 200, "", found[1])

	// The consultant's time ends by itself.
	e.now = time.Date(2026, 12, 10, 2, 0, 0, 0, time.UTC)
	in := func(b *guest, name string) {
		t.Helper()
		b.wants(b.post("/login", "user", name, "password", password), 303, "/a")
	}
	in(consultant, "dairi@mihon.example")
	consultant.wants(consultant.get(at), 200, "", found[1])
	e.now = e.now.Add(24 * time.Hour)
	in(consultant, "dairi@mihon.example")
	consultant.wants(consultant.get(at), 404, "")
}

// TestAConsultantHasACommission: one case of two, papers and nothing that binds; a case outside
// is as foreign as another's, and letters of it do not come. The applicant's own change it.
func TestAConsultantHasACommission(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	own := &guest{entrance: e}
	own.wants(own.post("/login", "link", e.invite(people.UserInput{ID: "honnin", Name: "本人 太郎", Role: record.RoleApplicant, Scheme: "anshin"}), "choose", "1", "password", password), 303, "/a")
	opens := func(service string, more ...string) string {
		t.Helper()
		opened := own.post("/do/cases/open", append(append(own.key("/do/cases/open"), "scheme", "anshin", "type", "new", "service", service, "intake_body", "jaipa"), more...)...)
		found := hasCase.FindStringSubmatch(opened.location)
		if found == nil {
			t.Fatalf("opened: %+v", opened)
		}
		return found[1]
	}
	first, second := opens("見本ネット", "applicant.name", "見本インターネット株式会社"), opens("見本ひかり")
	invite := func(pairs ...string) replied {
		t.Helper()
		return own.post("/a/org", append([]string{"name", "代理 花子", "email", "dairi@mihon.example"}, pairs...)...)
	}
	own.wants(invite("kind", "staff", "cases", first), 422, "", "社員と代表者には、範囲を決められません")
	own.wants(invite("kind", "consultant", "to", "2026-12-31", "cases", "SA-2026-0099", "tasks", "everything"), 422, "", "案件「SA-2026-0099」はありません", "行うこと「everything」は選べません")
	page := invite("kind", "consultant", "to", "2026-12-31", "cases", first, "tasks", "prepare")
	own.wants(page, 200, "", "代理人の範囲："+first, "書類の準備")
	dairi := &guest{entrance: e}
	dairi.wants(dairi.post("/login", "link", inviteOf.FindStringSubmatch(page.body)[1], "choose", "1", "password", password), 303, "/a")
	sees := func(no string) bool { return strings.Contains(dairi.get("/a").body, no) }
	if !sees(first) || sees(second) {
		t.Error("the board has other cases than those of the commission")
	}
	dairi.wants(dairi.get("/o/cases/"+first), 200, "", first)
	dairi.wants(dairi.get("/do/cases/"+first+"/answer"), 200, "")
	dairi.wants(dairi.get("/do/cases/"+first+"/withdraw"), 403, "", "任された範囲に入っていません")
	dairi.wants(dairi.get("/do/cases/open"), 403, "")
	foreign, missing := dairi.get("/o/cases/"+second), dairi.get("/o/cases/SA-2026-0098")
	if foreign.status != 404 || strings.ReplaceAll(foreign.body, second, "") != strings.ReplaceAll(missing.body, "SA-2026-0098", "") {
		t.Errorf("a case outside is told from one that is not there: %d", foreign.status)
	}
	dairi.wants(dairi.get("/do/cases/"+second+"/answer"), 404, "")
	dairi.wants(dairi.get("/a/org"), 200, "", "代理 花子", "担当を降りる")
	id := linksTo(own.get("/a/org").body, `action="/a/org/commission"><input type="hidden" name="user" value="([^"]+)"`)[0]
	dairi.wants(dairi.post("/a/org/commission", "user", id, "to", "2027-12-31"), 403, "")

	// A letter on the other case does not come.
	for _, no := range []string{second, first} {
		if done := own.post("/do/cases/"+no+"/withdraw", append(own.key("/do/cases/"+no+"/withdraw"), "reason", "事業を終えるため")...); done.status != 303 {
			t.Fatalf("withdrawn: %d", done.status)
		}
	}
	if template, to, _ := e.letter(); template != "withdrawn" || to != "dairi@mihon.example" {
		t.Errorf("%s to %s", template, to)
	}
	if l, more, err := e.office.TakeLetter(t.Context()); err != nil || more {
		t.Errorf("another letter came to %s: %v", l.Address, err)
	}

	// Another commission holds from the next page on, and its end too.
	own.wants(own.post("/a/org/commission", "user", id, "to", ""), 422, "", "おわりの日を書いてください")
	own.wants(own.post("/a/org/commission", "user", id, "to", "2026-12-10", "cases", second, "tasks", "see"), 303, "/a/org")
	dairi.wants(dairi.get("/o/cases/"+first), 404, "")
	dairi.wants(dairi.get("/o/cases/"+second), 200, "", second)
	own.wants(own.post("/a/org/commission", "user", "honnin", "to", "2026-12-10"), 409, "")
	e.now = time.Date(2026, 12, 11, 2, 0, 0, 0, time.UTC)
	dairi.wants(dairi.post("/login", "user", "dairi@mihon.example", "password", password), 303, "/a")
	dairi.wants(dairi.get("/o/cases/"+second), 404, "")
}

// TestSuccessionInBrowsers: one contact invites another in the own browser and hands over; the
// other, signed in, goes on with the case and takes the first away, who no longer sees it.
func TestSuccessionInBrowsers(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "a browser takes its time")
	onBothStores(t, func(t *testing.T, store string) {
		b, e := chromium.Open(t), openEntranceOn(t, "off", store)
		first := e.sits(b, chromium.Phone, false).begins("anshin", "前任 太郎", "zennin@mihon.example", "見本インターネット株式会社")
		first.sends("/do/cases/open", "scheme", "anshin", "type", "new", "service", "見本ネット", "intake_body", "jaipa")
		no := hasCase.FindStringSubmatch(strings.TrimPrefix(first.page.Address(), first.at))[1]
		first.sends("/do/cases/"+no+"/answer", "answers.1-1-1", "met", "notes.1-1-1", "前任の書いた文")
		first.goes("/a/org").sees("担当者が一人だけです")
		first.sendsHere("name", "後任 花子", "email", "kounin@mihon.example", "kind", "staff").sees("表示するのは一度だけ")
		link := inviteOf.FindStringSubmatch(first.page.Text("main"))
		if link == nil {
			t.Fatalf("no way in is shown: %s", first.page.Text("main"))
		}
		second := e.sits(b, chromium.Desktop, true).comes(link[1])
		second.goes("/a").sees(no).goes("/o/cases/" + no + "/items/1-1-1").says("前任の書いた文")
		second.writes("後任が改めた文", "保存しました")
		first.goes("/o/cases/" + no).sees("見本ネット")
		second.goes("/a/org").clicks(`form[action$="/a/org/end"] input[name=user]:not([value*="kounin"]) ~ button`)
		second.sound()

		first.page.Goto(first.at + "/o/cases/" + no)
		if first.page.Status() != 404 || strings.Contains(first.page.Text("body"), "見本ネット") {
			t.Errorf("whoever has handed over still has the case: %d %s", first.page.Status(), first.page.Text("main"))
		}
		first.page.Goto(first.at + "/a")
		if strings.Contains(first.page.Text("body"), no) {
			t.Error("the board still has the case")
		}
		second.goes("/o/cases/" + no + "/items/1-1-1").says("後任が改めた文")
		second.goes("/a/org").sees("後任 花子", "担当者が一人だけです")
	})
}
