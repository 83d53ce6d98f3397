package main

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestAMemberSitsOnPages goes through a session on pages, as a member: told only whom a case is
// about before it has declared itself, it replies, is there on the day, sees its vote once more
// before it is given, and gives it once.
func TestAMemberSitsOnPages(t *testing.T) {
	t.Parallel()
	f := openFilled(t)
	const no, tabled = "SA-2026-0002", "/o/cases/SA-2026-0002"
	member, office := f.as("anshin-tca"), f.as("jimukyoku")
	tells := func(g *guest, path string, want map[string]bool) {
		t.Helper()
		page := g.get(path)
		for text, is := range want {
			if strings.Contains(page.body, text) != is {
				t.Errorf("%s tells %q: %v, want %v", path, text, !is, is)
			}
		}
	}
	session := screen{path: "/o/sessions/{session}", who: "anshin-chair"}.at(f)
	id := strings.TrimPrefix(session, "/o/sessions/")

	tells(member, "/k", map[string]bool{"あなたの番：2件": true, "次の開催は2026年11月16日です": true, "利害の申告": true, "出欠の予定": true, tabled: false})
	tells(member, session, map[string]bool{"見本光通信株式会社": true, "利害はありません": true, tabled: false, "一次審査員 A": true})
	if page := member.get(tabled); page.status != http.StatusNotFound {
		t.Errorf("a member who has not declared itself reads the case: %d", page.status)
	}
	if in := member.post("/do/cases/"+no+"/declare-conflict", "note", "", "_next", session, "_key", "a"); in.status != http.StatusUnprocessableEntity || strings.Contains(in.body, "見本ひかりネット") {
		t.Errorf("a conflict without a word: %d", in.status)
	}
	if in := member.post("/do/cases/"+no+"/declare-no-conflict", "_next", session, "_key", "b"); in.status != http.StatusSeeOther {
		t.Fatalf("not declared: %d %s", in.status, in.body)
	}
	if page := member.get(tabled); page.status != http.StatusOK {
		t.Errorf("a member who has declared itself does not read the case: %d", page.status)
	}
	member.post("/do/sessions/"+id+"/reply-session", "answer", "coming", "_next", session, "_key", "c")
	tells(member, session, map[string]bool{tabled: true, "出席の予定と答えています": true, "足りる見込みです": true, "利害はありません": false})
	tells(office, "/o", map[string]bool{"足りる見込みです": true})

	f.now = time.Date(2026, 11, 16, 5, 0, 0, 0, time.UTC)
	for user, g := range map[string]*guest{"anshin-tca": member, "jimukyoku": office} { // a browser is let in for half a day
		given, err := f.office.Readmit(t.Context(), user)
		if err != nil {
			t.Fatal(err)
		}
		g.cookie = ""
		if in := g.post("/login", "link", given.Link, "later", "1"); in.status != http.StatusSeeOther {
			t.Fatalf("%s is not let in: %d", user, in.status)
		}
	}
	office.post("/do/sessions/"+id+"/open-session", "_next", session)
	office.post("/do/sessions/"+id+"/attend", "seats", "chair", "seats", "tca", "seats", "consumer_life", "seats", "consumer_affairs", "seats", "audit_firm")
	tells(office, session, map[string]bool{"採決（5名のうち0名が投票）": true, "足りています（余裕0）": true})
	tells(member, "/k", map[string]bool{"あなたの番：1件": true, "投票する": true})

	vote := "/do/cases/" + no + "/vote"
	if in := member.post(vote, "choice", "grant"); in.status != http.StatusOK || !strings.Contains(in.body, "票の確認") || !strings.Contains(in.body, "賛成（合格とする）") {
		t.Errorf("a vote is not shown once more: %d", in.status)
	}
	tells(office, session, map[string]bool{"採決（5名のうち0名が投票）": true})
	if in := member.post(vote, "choice", "grant", "_sure", "yes", "_next", session, "_key", "d"); in.status != http.StatusSeeOther {
		t.Errorf("a vote that was confirmed: %d %s", in.status, in.body)
	}
	tells(office, session, map[string]bool{"採決（5名のうち1名が投票）": true})
	tells(member, "/k", map[string]bool{"あなたの番：0件": true})
	if in := member.post(vote, "choice", "refuse"); in.status == http.StatusSeeOther || strings.Contains(in.body, "票の確認") {
		t.Errorf("a second vote is asked about: %d", in.status)
	}
}
