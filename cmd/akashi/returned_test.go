package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/people"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/doors/cli"
	"akashi/record"
	"akashi/rules/access"
)

// TestWhatARestoreBringsBackIsErasedOnAPage goes through a restore with the list that was kept apart, without scripts: the
// board leads to it, a file that is no such list is refused, what exists again is shown before anything is done, and it
// goes once a second person has confirmed. Given again, the list closes the restore for its scheme alone.
func TestWhatARestoreBringsBackIsErasedOnAPage(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it is a story in browsers")
	onBothStores(t, func(t *testing.T, store string) {
		b := chromium.Open(t)
		e := openEntranceOn(t, "off", store)
		e.now = time.Date(2026, 8, 3, 1, 0, 0, 0, time.UTC)
		chief := e.sits(b, chromium.Desktop, false).comes(e.invite(people.UserInput{ID: "jimukyoku", Name: "事務局", Role: record.RoleSecretariat, Scheme: "anshin"}))
		second := e.sits(b, chromium.Desktop, false).comes(e.invite(people.UserInput{ID: "fukujimu", Name: "事務局次長", Role: record.RoleSecretariat, Scheme: "anshin"}))
		confirms := func() {
			t.Helper()
			waits := regexp.MustCompile(`/o/pending(#([^/?#]+))?`).FindStringSubmatch(chief.page.Address())
			if waits == nil {
				t.Fatalf("it waits for nobody: %s", chief.page.Address())
			}
			all, err := e.office.PendingActs(t.Context(), access.Actor{ID: "fukujimu", Role: record.RoleSecretariat, Scheme: "anshin"})
			if err != nil || len(all.Pending) != 1 {
				t.Fatalf("what waits: %v, %v", all, err)
			}
			second.sends("/do/pending/" + all.Pending[0].ID + "/confirm")
		}
		folder := t.TempDir()
		file := func(name, text string) string {
			t.Helper()
			path := filepath.Join(folder, name)
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}
		chief.sends("/do/cases/open", "scheme", "anshin", "type", "new", "applicant.name", "見本通信株式会社", "service", "見本ひかり", "intake_body", "jaipa")
		no := regexp.MustCompile(`SA-\d{4}-\d{4}`).FindString(chief.page.Address())
		at := "/do/cases/" + no + "/"
		chief.sends(at+"attach", "content", "@"+file("kitei.txt", "規程"), "criterion", "1-1-1")
		chief.sends(at+"withdraw", "reason", "事業の見直し")
		chief.sends("/do/office/set-retention", "scheme", "anshin", "class", "evidence", "months", "1", "reason", "文書管理規程第7条")
		confirms()

		// The store is one that was made of a backup, and the list is of what was erased since.
		e.now = time.Date(2026, 10, 5, 1, 0, 0, 0, time.UTC)
		site := cli.Site{Data: e.data}
		if err := noteBackup(site, restored(comeFrom{At: e.now, Made: e.now.AddDate(0, -1, 0), Schemes: []string{"anshin", "pmark"}})); err != nil {
			t.Fatal(err)
		}
		office := access.Actor{ID: "jimukyoku", Role: record.RoleSecretariat, Scheme: "anshin"}
		kept := func() app.CaseView {
			t.Helper()
			c, err := e.office.CaseView(t.Context(), office, no)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		paper := kept().Attachments[0]
		list := file("list.csv", "受付番号,文書のID,SHA-256,理由,文書\n"+strings.Join([]string{no, paper.ID, paper.SHA256, "満了", paper.Name}, ",")+"\n")
		gives := func(list string) {
			t.Helper()
			chief.goes("/o/retention/again")
			chief.page.Upload(`[name="list"]`, list)
			chief.clicks("main form .btn[type=submit]:not(.btn--line)")
			chief.confirms()
		}
		chief.enters("jimukyoku").goes("/o").sees("また存在するおそれがあります（安全・安心マーク）")
		gives(file("other.csv", "受付番号,制度,区分,ファイル数\na,b,c,1\n"))
		chief.sees("廃棄した文書の一覧として読めません")
		gives(list)
		chief.sees(no, "kitei.txt", "1件をもう一度廃棄する")
		if len(kept().Erased) > 0 {
			t.Error("looking at the list has erased")
		}
		chief.clicks("main form .btn[type=submit]:not(.btn--line)")
		chief.confirms()
		if len(kept().Erased) > 0 || !slices.Equal(e.office.RestoreOpen(office).Open, []string{"anshin"}) {
			t.Error("one person alone has erased, or closed the restore")
		}
		second.enters("fukujimu")
		confirms()
		if gone := kept().Erased; len(gone) != 1 || !strings.HasSuffix(gone[0].Reason, "満了") {
			t.Errorf("what was erased: %v", gone)
		}
		gives(list)
		chief.sees("この制度については、確かめたことになります")
		chief.clicks("main form .btn[type=submit]:not(.btn--line)")
		chief.confirms()
		chief.sees("一覧の1件を確かめました（廃棄済み 1件）")
		if text := chief.goes("/o").page.Text("main"); strings.Contains(text, "また存在するおそれ") {
			t.Errorf("the board leads to a restore that was gone through: %s", text)
		}
		if open := lastBackupOf(site).From.open(); !slices.Equal(open, []string{"pmark"}) {
			t.Errorf("the restore is open for %v", open)
		}
	})
}
