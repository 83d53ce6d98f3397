package main

import (
	"regexp"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
)

// roleOf is the first role that a page offers to switch to.
var roleOf = regexp.MustCompile(`name="role" value="([^"]+)"`)

// TestOnePersonInSeveralRoles switches between them, and meets the same person's ties in each.
func TestOnePersonInSeveralRoles(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	root := e.come(people.UserInput{ID: "root", Name: "管理 太郎", Role: record.RoleAdmin})
	b := &guest{entrance: e}
	b.wants(b.post("/login", "link", e.invite(people.UserInput{ID: "futari", Name: "見本 二役", Role: record.RoleApplicant, Scheme: "anshin"}), "choose", "1", "password", password), 303, "/a")
	grant := "/do/users/futari/grant-role"
	root.wants(root.get("/admin"), 200, "", grant)
	give := append(root.key(grant), "role", "reviewer", "scheme", "anshin", "body", "jaipa")
	root.wants(root.post(grant, give...), 303, "/admin#futari")
	root.wants(root.post(grant, append(root.key(grant), "role", "reviewer", "scheme", "anshin", "body", "jaipa")...), 422, "", "すでに")
	root.wants(root.get("/admin"), 200, "", "一次審査員（一般社団法人日本インターネットプロバイダー協会）", "/do/users/futari/revoke-role")

	b.wants(b.get("/a"), 303, "/me/app?next=%2Fa") // the office asks its people for a second factor, in whichever role
	b.setUp()
	home := b.get("/a")
	b.wants(home, 200, "", "見本 二役", "申請者", "一次審査員（一般社団法人日本インターネットプロバイダー協会）（安全・安心マーク）に切り替える")
	role := roleOf.FindStringSubmatch(home.body)[1]
	b.wants(b.post("/me/role", "role", "of somebody else"), 404, "")
	b.wants(b.post("/me/role", "role", role), 303, "/r")
	home = b.get("/r")
	b.wants(home, 200, "", "申請者（安全・安心マーク）に切り替える")
	if strings.Contains(home.body, "/do/cases/open") {
		t.Error("a reviewer is offered what the applicant may do")
	}
	b.wants(b.get("/do/cases/open"), 403, "")
	if v := e.visitor(b); v.Role != record.RoleReviewer || v.Body != "jaipa" || v.ID != "futari" {
		t.Errorf("got %+v", v.Actor)
	}
	b.wants(b.post("/me/role", "role", ""), 303, "/a")
	b.wants(b.get("/do/cases/open"), 200, "")

	// A role that ends is left at once.
	b.wants(b.post("/me/role", "role", role), 303, "/r")
	revoke := "/do/users/futari/revoke-role"
	root.wants(root.post(revoke, append(root.key(revoke), "role", "member")...), 422, "", "0件")
	root.wants(root.post(revoke, append(root.key(revoke), "role", "reviewer")...), 303, "/admin#futari")
	if v := e.visitor(b); v.Role != record.RoleApplicant {
		t.Errorf("got %+v", v.Actor)
	}
	root.wants(root.get(revoke), 409, "")
}

// visitor is who the office takes a browser for.
func (e *entrance) visitor(b *guest) app.Visitor {
	e.Helper()
	v, err := e.office.Visitor(e.Context(), b.cookie)
	if err != nil {
		e.Fatal(err)
	}
	return v
}

// TestARoleIsTiedByTheOthers: a case of the applicant for whom somebody acts in one role is
// not there in another, wherever it is asked for.
func TestARoleIsTiedByTheOthers(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	do := func(who access.Actor, name access.Action, object string, input any) desk.Outcome {
		t.Helper()
		a, _ := app.FindAction(name)
		out, err := e.office.Do(t.Context(), desk.Request{Actor: who}, a, object, input)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	console := access.Actor{ID: access.Console, Role: record.RoleAdmin}
	b := e.come(people.UserInput{ID: "futari", Name: "見本 二役", Role: record.RoleApplicant, Scheme: "anshin"})
	opened := b.post("/do/cases/open", append(b.key("/do/cases/open"), "scheme", "anshin", "type", "new", "applicant.name", "見本インターネット株式会社", "service", "見本ネット", "intake_body", "jaipa")...)
	found := hasCase.FindStringSubmatch(opened.location)
	if found == nil {
		t.Fatalf("opened: %+v", opened)
	}
	no := found[1]
	do(console, access.GrantRole, "futari", &people.GrantInput{Role: record.RoleSecretariat, Scheme: "anshin"})
	do(console, access.AddUser, "", &people.UserInput{ID: "hitori", Name: "事務 花子", Role: record.RoleSecretariat, Scheme: "anshin"})
	both, err := e.office.UserActor(t.Context(), "hitori")
	if err != nil {
		t.Fatal(err)
	}
	b.wants(b.get("/o/cases/"+no), 200, "", no)
	b.post("/me/role", "role", roleOf.FindStringSubmatch(b.get("/a").body)[1])
	b.wants(b.get("/o"), 200, "")
	if board := b.get("/o"); strings.Contains(board.body, no) {
		t.Error("the case is on the board of the role that it is tied to")
	}
	b.wants(b.get("/o/cases/"+no), 404, "")
	if board, err := e.office.Board(t.Context(), both, desk.CaseQuery{}); err != nil || len(board.Cases) != 1 {
		t.Errorf("another of the office sees %d cases, %v", len(board.Cases), err)
	}
}
