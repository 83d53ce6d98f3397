package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"akashi/app/people"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/record"
	"akashi/rules/lifecycle"
)

// TestAnOperatorInBrowsers takes an application for the privacy mark from the operator's own
// sign-up to the mark: a question and its answer, a finding and its correction on the way, a
// visit, a session of which each member is at a browser of its own, agreement and fees.
func TestAnOperatorInBrowsers(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it is a story in browsers")
	onBothStores(t, func(t *testing.T, store string) {
		operatorInBrowsers(t, store, func(*hand) {}, func(desk *hand, no string) {
			at := "/do/cases/" + no + "/"
			desk.sends(at+"record-payment", "amount", "51429").sends(at+"conclude-agreement", "concluded", "2016-07-08")
		})
	})
}

// TestADecisionGoesOverInABrowser takes one on to the body that grants, as an office that plays both:
// handed over, received, agreed and paid, answered, and taken in, each by its form and as a file.
func TestADecisionGoesOverInABrowser(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it is a story in browsers")
	onBothStores(t, func(t *testing.T, store string) {
		operatorInBrowsers(t, store, func(desk *hand) {
			key := regexp.MustCompile(`akashi-\S+\+\S+`).FindString(desk.goes("/o/handover").page.Text("main"))
			for _, side := range []string{"granting", "deciding"} {
				desk.clicks(`a[href*="side=` + side + `"]`)
				desk.sendsHere("key", key, "reason", "書面で受け取った").goes("/o/handover")
			}
		}, func(desk *hand, no string) {
			desk.goes("/do/cases/" + no + "/conclude-agreement").sees("まだ付与機関に引き継いでいません")
			desk.goes("/o/handover").sees(no, "引き継ぐもの").clicks(`a[href*="/hand-over"]`)
			desk.confirms()
			desk.sendsHere().goes("/o/handover").sees("回答待ち")
			handover, answer := noteAt(t, desk, "/o/handover/"+no), ""
			desk.clicks(`a[href*="receive-handover"]`)
			desk.sendsHere("handover", "@"+handover).goes("/o/handover").clicks(`a[href*="return-handover"]`)
			desk.confirms()
			desk.sendsHere("paid", "2016-07-08").goes("/o/handover").sees("回答したもの")
			answer = noteAt(t, desk, "/o/handover/"+no+"/return")
			desk.clicks(`a[href*="conclude-agreement"]`)
			desk.confirms()
			desk.sendsHere("return", "@"+answer)
			desk.goes("/o/handover").sees("回答したもの")
		})
	})
}

// noteAt is what the browser would download, in a file.
func noteAt(t *testing.T, h *hand, path string) string {
	t.Helper()
	text := (&guest{entrance: h.entrance, cookie: h.page.Cookie("akashi")}).get(path).body
	if !strings.Contains(text, "\n\n— akashi-") {
		t.Fatalf("%s: %s", path, text)
	}
	file := filepath.Join(t.TempDir(), "note.txt")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// operatorInBrowsers is that story, with what the office does at its beginning and how the mark is
// granted at last.
func operatorInBrowsers(t *testing.T, store string, begins func(*hand), grants func(desk *hand, no string)) {
	b := chromium.Open(t)
	e := openEntranceOn(t, "off", store)
	e.now = time.Date(2016, 5, 2, 1, 0, 0, 0, time.UTC)
	officer := e.sits(b, chromium.Phone, false).begins("pmark", "担当 花子", "tanto@mihon.example", "見本データ株式会社")
	desk := e.sits(b, chromium.Desktop, true).comes(e.invite(people.UserInput{ID: "jimukyoku", Name: "事務局", Role: record.RoleSecretariat, Scheme: "pmark"}))
	begins(desk)
	officer.sends("/do/cases/open", "scheme", "pmark", "type", "new", "applicant.region", "hokkaido", "applicant.industry", "service", "applicant.capital", "1000000", "applicant.persons", "5")
	no := regexp.MustCompile(`PM-\d{4}-\d{4}`).FindString(officer.page.Address())
	at, item := "/do/cases/"+no+"/", "/o/cases/"+no+"/items/3.1"
	view := e.caseOf(no)
	var claims, documents, operations []string
	for _, c := range view.edition.Criteria {
		claims = append(claims, "answers."+c.ID+"/document", "met", "answers."+c.ID+"/operation", "met")
		documents = append(documents, "answers."+c.ID+"/document", "met")
		operations = append(operations, "answers."+c.ID+"/operation", "met")
	}
	paper, _ := filed(t, "2016-05-01")
	officer.sends(at+"answer", claims...)
	officer.sends(at+"attach", append([]string{"content", "@" + paper}, repeat("document", view.documents)...)...)
	officer.goes("/o/cases/" + no + "/papers").sees("日付が記されていません").clicks(`a[href*="/record-evidence"]`)
	officer.sendsHere("dates.0.value", "2016-04-20")
	responsible := e.sits(b, chromium.Phone, false).comes(e.invite(people.UserInput{ID: "sekinin", Name: "責任 太郎", Role: record.RoleResponsible, Scheme: "pmark", ApplicantID: view.applicant}))
	responsible.sends(at + "declare")
	officer.sendsAtOnce(at+"submit", "/o/cases/"+no+"/receipt")
	officer.goes("/o/cases/"+no+"/receipt").sees("受付票", "合格を示すものではありません")

	genchi := e.sits(b, chromium.Desktop, true).comes(e.invite(people.UserInput{ID: "genchi", Name: "審査 次郎", Role: record.RoleAssessor, Scheme: "pmark"}))
	desk.sends(at+"record-payment", "amount", "51429").sends(at+"accept").sends(at+"assign", "user", "genchi")
	genchi.sends(at + "begin-review")
	genchi.goes(item).writesTo("責任者はどなたですか。")
	officer.goes("/a").sees(no)
	officer.goes(item).sees("責任者はどなたですか。").writesTo("総務部長です。")
	genchi.goes(item).sees("総務部長です。")

	genchi.sends(at+"judge", append(documents, "answers.3.1/document", "unmet", "notes.3.1/document", "適用の範囲がない")...)
	genchi.sends(at+"raise-findings", "findings.0.text", "適用の範囲を定めてください")
	officer.goes("/a").sees("あなたの番：1件")
	officer.sends(at+"answer-findings", "corrections.0.text", "適用の範囲を定めた")
	genchi.sends(at+"judge-correction", "no", "1", "result", "accepted").sends(at+"judge", "answers.3.1/document", "met")
	genchi.sends(at + "pass-documents")
	if left := e.caseOf(no); left.state != lifecycle.OnSiteReview {
		t.Fatalf("%s is %s", no, left.state)
	}
	officer.goes("/o/cases/" + no).sees("現地審査")
	if most := 8; officer.sent > most {
		t.Errorf("the applicant sent %d forms, want at most %d", officer.sent, most)
	}

	e.now = time.Date(2016, 6, 10, 1, 0, 0, 0, time.UTC)
	genchi.enters("genchi").sends(at+"log-visit", "day", "2016-06-10", "minutes", "300", "persons", "2").sends(at+"judge", operations...)
	genchi.sends(at+"confirm-eligibility", "found", "登記と役員の名簿を照らした").sends(at + "finish-onsite")
	genchi.sends(at+"file-report", "recommendation", "grant", "summary", "適合している。")
	desk.enters("jimukyoku").sends(at+"record-payment", "amount", "205715")
	panel{"pmark", time.Date(2016, 7, 8, 5, 0, 0, 0, time.UTC), []string{"chair", "lawyer", "consumer"}, desk}.grants(b, no)
	grants(desk, no)
	if left := e.caseOf(no); left.state != lifecycle.Granted {
		t.Fatalf("%s is %s", no, left.state)
	}
	desk.goes("/o/cases/" + no).sees("(01)")
	officer.enters("tanto@mihon.example").goes("/a").sees("貴社のマーク", "(01)")
}
