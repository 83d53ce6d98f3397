package main

import (
	"regexp"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/app/register"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
)

// come is a browser in which somebody new is signed in, with an app.
func (e *entrance) come(in people.UserInput) *guest {
	e.Helper()
	b := &guest{entrance: e}
	b.post("/login", "link", e.invite(in), "choose", "1", "password", password)
	b.setUp()
	return b
}

// key is what a form carries unseen.
func (b *guest) key(path string) []string {
	b.Helper()
	page := b.get(path)
	b.wants(page, 200, "")
	var pairs []string
	for _, found := range hidden.FindAllStringSubmatch(page.body, -1) {
		pairs = append(pairs, found[1], found[2])
	}
	return pairs
}

// TestTheAdministratorsHome: who looks after accounts lands among them, is offered for each
// what can be done, and comes back there.
func TestTheAdministratorsHome(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	root := e.come(people.UserInput{ID: "root", Name: "管理 太郎", Role: record.RoleAdmin})
	e.invite(reviewer)
	root.wants(root.post("/login", "user", "root", "password", password), 303, "/login/second")
	e.now = e.now.Add(people.StepLasts)
	root.wants(root.post("/login/second", "second", root.code()), 303, "/admin")
	home := root.get("/admin")
	root.wants(home, 200, "", "見本 花子", "入口を発行済み", "/do/users/add", "/do/users/shinsa/invite-user", "/do/users/shinsa/disable-user", `aria-current="page"`)
	if strings.Contains(home.body, "enable-user") || strings.Contains(strings.ReplaceAll(home.body, `"/o/import"`, ""), `"/o`) {
		t.Error("what would be refused is offered")
	}
	root.wants(root.post("/do/users/shinsa/disable-user", root.key("/do/users/shinsa/disable-user")...), 303, "/admin#shinsa")
	home = root.get("/en/admin")
	root.wants(home, 200, "", "kept out", "/en/do/users/shinsa/enable-user")
	if strings.Contains(home.body, "/do/users/shinsa/invite-user") || strings.Contains(home.body, "/do/users/shinsa/disable-user") {
		t.Error("what would be refused is offered")
	}
	root.wants(root.get("/do/users/shinsa/invite-user"), 409, "")
	root.wants(root.get("/o"), 404, "")

	root.wants(root.get("/admin/journal?act=disable-user"), 200, "", "管理 太郎", "shinsa")
	root.wants(root.get("/admin/journal?act=disable-user&as=csv"), 200, "", "管理 太郎", "shinsa")
	if code := regexp.MustCompile(`(?m)^[^,]*,[^,]*,[^,]*,([a-z-]+),`).FindStringSubmatch(root.get("/admin/journal?as=csv").body); code != nil {
		t.Errorf("the journal tells an act by its code: %s", code[1])
	}
	root.wants(root.get("/admin/journal?act=disable-user&to=2001-01-01"), 200, "", "当てはまる記録はありません")
	root.wants(root.get("/admin/journal?from=x"), 422, "")
	root.wants(root.get("/admin/journal?verify=1"), 200, "", "正しく連なっています")
	root.wants(root.get("/admin/schemes"), 200, "", "JIPDEC", "二人目")
	root.wants(root.get("/admin/health"), 200, "", "控え", "akashi backup create")
	root.wants(root.get("/admin/keys"), 200, "", "akashi-", "akashi log checkpoint")

	office := e.come(people.UserInput{ID: "jimu", Name: "事務 花子", Role: record.RoleSecretariat, Scheme: "anshin"})
	for _, room := range []string{"", "/health", "/schemes", "/journal", "/keys"} {
		office.wants(office.get("/admin"+room), 404, "")
	}
	settings := office.get("/o/office")
	office.wants(settings, 200, "", "/do/office/second-person?act=decide", "/do/seats/appoint?scheme=anshin", "/do/office/add-fee-table?scheme=anshin", "/do/sessions/plan")
	if strings.Contains(settings.body, "scheme=pmark") || strings.Contains(settings.body, "seats/end-term") {
		t.Error("what would be refused is offered")
	}
	appoint := "/do/seats/appoint?scheme=anshin&seat=chair"
	office.wants(office.get(appoint), 200, "", `<option value="chair" selected`)
	office.wants(office.post("/do/seats/appoint", append(office.key(appoint), "scheme", "anshin", "seat", "chair", "name", "見本 一郎")...), 303, "/o/office")
	office.wants(office.get("/o/office"), 200, "", "見本 一郎", "seats/end-term?scheme=anshin&amp;seat=chair")
	chair := e.come(people.UserInput{ID: "iincho", Name: "委員長", Role: record.RoleMember, Scheme: "anshin", Seat: "chair"})
	other := e.come(people.UserInput{ID: "iin", Name: "委員", Role: record.RoleMember, Scheme: "anshin", Seat: "jaipa"})
	const deputy = "/do/seats/name-deputy?scheme=anshin"
	chair.wants(chair.post("/do/seats/name-deputy", append(chair.key(deputy), "scheme", "anshin", "seat", "university")...), 303, "/k")
	chair.wants(chair.get("/o/seats"), 404, "")
	other.wants(other.post("/do/seats/name-deputy", append(chair.key(deputy), "scheme", "anshin", "seat", "jaipa")...), 403, "")
	office.wants(office.get("/o/seats"), 200, "", "委員長の職務代理", "/do/seats/end-deputy?_next=%2Fo%2Fseats&amp;scheme=anshin")
	office.wants(office.post("/do/seats/end-deputy", append(office.key("/do/seats/end-deputy?scheme=anshin"), "scheme", "anshin", "reason", "見本")...), 303, "/o/office")
	office.wants(office.post("/do/seats/name-deputy", append(office.key(deputy), "scheme", "anshin", "seat", "jaipa")...), 303, "/o/office")
	office.wants(office.get("/o/seats"), 200, "", "事務局が委員長に代わって記録")
	office.wants(office.get("/o/seats?as=csv"), 200, "", "委員長の職務代理", "から")
	office.wants(office.post("/do/office/second-person", append(office.key("/do/office/second-person?scheme=anshin&act=rules&state=off"), "scheme", "anshin", "act", "rules", "state", "off", "reason", "一人の事務局のため")...), 303, "/o/office")
	office.wants(office.get("/o/office"), 200, "", "一人の事務局のため")
}

// TestActsOnAMarkAreOfferedAtItsEntry: to whom they are given, and to nobody else.
func TestActsOnAMarkAreOfferedAtItsEntry(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	office := e.come(people.UserInput{ID: "jimu", Name: "事務 花子", Role: record.RoleSecretariat, Scheme: "anshin"})
	const number = "J0901"
	carry, _ := app.FindAction(access.ImportRegister)
	if _, err := e.office.Do(t.Context(), desk.Request{Actor: access.Actor{ID: access.Console, Role: record.RoleAdmin}}, carry, "", &register.ImportInput{Scheme: "anshin", Encoding: "utf-8",
		Rows: []register.ImportRow{{Row: 2, Number: number, Holder: "見本株式会社", Service: "見本ネット", ValidFrom: civil.MustOf(2026, 4, 1), ValidTo: civil.MustOf(2027, 3, 31)}}}); err != nil {
		t.Fatal(err)
	}
	office.wants(office.get("/registry/"+number), 200, "", "/do/marks/"+number+"/correct-register")
	for _, other := range []*guest{{entrance: e}, e.come(reviewer)} {
		if page := other.get("/registry/" + number); page.status != 200 || strings.Contains(page.body, "/do/marks/") {
			t.Errorf("acts are offered to whom they are not given: %d", page.status)
		}
	}
}
