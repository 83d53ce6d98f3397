package main

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"akashi/app/people"
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
