package main

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/record"
)

// TestAVisitorTellsOfMisuseInABrowser: from the register to the receipt, and the
// office from the figure of its board to the end of the matter, with scripts and without.
func TestAVisitorTellsOfMisuseInABrowser(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it is a story in browsers")
	b := chromium.Open(t)
	for name, script := range map[string]bool{"with scripts": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := openEntrance(t, "")
			visitor := e.sits(b, chromium.Phone, script)
			visitor.goes("/registry").clicks(`main a[href^="/report"]`)
			visitor.sendsHere("scheme", "anshin", "ground", "unregistered", "number", "X9999", "site", "https://yoso.example/", "text", "見慣れない番号である").sees("R-")
			no := regexp.MustCompile(`R-[0-9A-Z]{4}-[0-9A-Z]{4}`).FindString(visitor.page.Text("main"))
			office := e.sits(b, chromium.Desktop, script).comes(e.invite(people.UserInput{ID: "jimu", Name: "事務 花子", Role: record.RoleSecretariat, Scheme: "anshin"}))
			office.goes("/o").sees("通報・事案（対応中）", "うち受付のまま 1件")
			office.clicks(`a[href*="/o/matters?"]`)
			office.sees(no, "登録のない番号")
			office.sends("/do/matters/" + no + "/accept-matter").goes("/o").sees("通報・事案（対応中）")
			if strings.Contains(office.page.Text("main"), "うち受付のまま") {
				t.Error("what is looked into still waits to be taken up")
			}
			office.sends("/do/matters/"+no+"/note-matter", "text", "ページを見て写しを保存した")
			office.sends("/do/matters/"+no+"/close-matter", "outcome", "referred", "reason", "運営者に知らせた").sees("関係先へ通知")
			office.goes("/o/matters?state=open")
			if strings.Contains(office.page.Text("main"), no) {
				t.Error("a matter that has ended is listed as open")
			}
		})
	}
}

// TestAVisitorTellsOfMisuse: from the page of a number that nobody has to the office that closes the
// matter, with pages alone; nothing of it is shown to anybody else, nor kept in the journal.
func TestAVisitorTellsOfMisuse(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "reports=1/h:2")
	e.staysSound()
	b := &guest{entrance: e}
	b.wants(b.get("/v/X9999"), 404, "", `href="/report?number=X9999"`)
	b.wants(b.get("/registry"), 200, "", `href="/report"`)
	b.wants(b.get("/report?number=X9999"), 200, "", `value="X9999"`)
	b.wants(b.post("/report", "scheme", "anshin", "ground", "unregistered", "contact", "hito@mihon.example"), 422, "", "#f-text", "#f-site", `value="hito@mihon.example"`)
	told := b.post("/report", "scheme", "anshin", "ground", "unregistered", "number", "X9999", "site", "https://yoso.example/", "text", "見慣れない番号である", "contact", "hito@mihon.example")
	found := regexp.MustCompile(`^/report\?received=(R-[0-9A-Z]{4}-[0-9A-Z]{4})$`).FindStringSubmatch(told.location)
	if told.status != http.StatusSeeOther || found == nil {
		t.Fatalf("told: %+v", told)
	}
	no := found[1]
	b.wants(b.get(told.location), 200, "", no)
	b.wants(b.get("/report?received=<b>"), 200, "", `name="text"`)
	if got := b.post("/report", "scheme", "anshin", "ground", "other", "site", "x", "text", "もう一度"); got.status != http.StatusTooManyRequests {
		t.Errorf("a third within the hour: %d", got.status)
	}
	for _, path := range []string{"/o/matters", "/o/matters/" + no} {
		if got := b.get(path); strings.Contains(got.body, "X9999") || got.status == http.StatusOK {
			t.Errorf("%s tells a visitor: %d", path, got.status)
		}
	}

	office := &guest{entrance: e}
	office.wants(office.post("/login", "link", e.invite(people.UserInput{ID: "jimu", Name: "事務 花子", Role: record.RoleSecretariat, Scheme: "anshin"}), "choose", "1", "password", password), 303, "/me/app")
	office.setUp()
	office.wants(office.get("/o/matters"), 200, "", no, "登録のない番号")
	office.wants(office.get("/o/matters/"+no), 200, "", "見慣れない番号である", "hito@mihon.example", "/do/matters/"+no+"/accept-matter")
	does := func(act string, pairs ...string) {
		t.Helper()
		path := "/do/matters/" + no + "/" + act
		office.wants(office.post(path, append(office.key(path), pairs...)...), 303, "/o/matters/"+no)
	}
	does("accept-matter")
	does("note-matter", "text", "ページを見て写しを保存した")
	does("close-matter", "outcome", "referred", "reason", "運営者に知らせた")
	office.wants(office.get("/o/matters/"+no), 200, "", "ページを見て写しを保存した", "関係先へ通知", "運営者に知らせた")
	err := e.office.Store.View(t.Context(), func(r desk.Reader) error {
		leaves, err := r.Leaves(desk.LeafQuery{Object: no})
		for _, l := range leaves {
			if strings.Contains(l.Data, "hito@") || strings.Contains(l.Data, "見慣れない") || strings.Contains(l.Data, "yoso") {
				t.Errorf("the journal keeps what a visitor said: %s", l.Data)
			}
		}
		if len(leaves) != 4 {
			t.Errorf("%d leaves", len(leaves))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
