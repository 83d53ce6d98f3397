package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"akashi/app/people"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/record"
	"akashi/rules/coverage"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
)

// TestInBrowsers takes an application for the mark of internet services from its opening to
// the mark that anybody can check, everybody in a browser of their own: the applicant without
// scripts from the own sign-up on, the reviewer by keys alone, signing in included, each member
// of the committee with an own vote.
func TestInBrowsers(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it is a story in browsers")
	onBothStores(t, func(t *testing.T, store string) {
		b := chromium.Open(t)
		e := openEntranceOn(t, "off", store)
		broken := e.breakable()
		e.now = time.Date(2026, 8, 3, 1, 0, 0, 0, time.UTC)
		paper, scanned := filed(t, "2026-07-20")
		desk := e.sits(b, chromium.Desktop, true).comes(e.invite(people.UserInput{ID: "jimukyoku", Name: "事務局", Role: record.RoleSecretariat, Scheme: "anshin"}))
		officer := e.sits(b, chromium.Phone, false).begins("anshin", "担当 花子", "tanto@mihon.example", "見本インターネット株式会社")
		officer.sends("/do/cases/open", "scheme", "anshin", "type", "new", "service", "見本ネット", "intake_body", "jaipa")
		no := regexp.MustCompile(`SA-\d{4}-\d{4}`).FindString(officer.page.Address())
		at := "/do/cases/" + no + "/"
		view := e.caseOf(no)
		responsible := e.sits(b, chromium.Phone, false).comes(e.invite(people.UserInput{ID: "sekinin", Name: "責任 太郎", Role: record.RoleResponsible, Scheme: "anshin", ApplicantID: view.applicant}))

		var claims []string
		for _, item := range view.edition.Criteria {
			answer := "met"
			if asked := item.For(scheme.New); asked.Grading == scheme.Graded {
				answer = fmt.Sprint(asked.Points)
			}
			claims = append(claims, "answers."+item.ID, answer)
		}
		officer.sends(at+"answer", claims...)
		view = e.caseOf(no)
		officer.handsIn(view, no, paper, scanned, civil.MustOf(2026, 7, 10))
		responsible.states(view, no)
		officer.goes("/o/cases/" + no).sees("未納")
		desk.sends(at+"record-payment", "amount", "80000")
		officer.isRefusedBy(broken, at+"submit")
		officer.goes("/o/cases/" + no + "/receipt")
		if e.caseOf(no).state != lifecycle.Draft || strings.Contains(officer.page.Text("body"), "合格を示すものではありません") {
			t.Errorf("a receipt of what was not stored: %s", officer.page.Text("main"))
		}
		officer.sendsAtOnce(at+"submit", "/o/cases/"+no+"/receipt")
		officer.goes("/o/cases/"+no+"/receipt").sees("受付票", "合格を示すものではありません")
		if left := e.caseOf(no); left.state != lifecycle.Submitted {
			t.Fatalf("%s is %s", no, left.state)
		}

		reviewer := e.sits(b, chromium.Desktop, true).byKeysOnly().comes(e.invite(reviewer))
		desk.sends(at+"accept").sends(at+"assign", "user", "shinsa")
		reviewer.clicks(`header form[action$="/logout"] button`).enters("shinsa").tabs(no).tabs("審査の開始").tabs("審査を始める").tabs("審査を続ける")
		for _, item := range view.edition.Criteria {
			reviewer.judges(item)
		}
		if left := e.caseOf(no); left.open > 0 {
			t.Fatalf("%d items are not judged", left.open)
		}
		reviewer.page.TypeOn("k")
		reviewer.goes("/o/cases/" + no + "/items/1-1-1")
		reviewer.page.Type("p") // to the document
		if reviewer.page.Count("#view a:focus") != 1 {
			t.Error("p does not lead to the document")
		}
		reviewer.page.Type("2") // not met
		reviewer.page.Type("c") // to the text
		reviewer.page.Type("付則がない1")
		reviewer.becomes("[data-saved]", "保存しました").says("付則がない1")
		reviewer.tabs("この項目の指摘を書く").sendsHere("findings.0.text", "付則を加えてください")
		officer.goes("/a").sees("あなたの番：1件")
		officer.sends(at+"answer-findings", "corrections.0.text", "付則を加えた")
		reviewer.sends(at+"judge-correction", "no", "1", "result", "accepted")
		reviewer.goes("/o/cases/" + no + "/items/1-1-1").page.Type("1")
		reviewer.becomes("[data-saved]", "保存しました")
		reviewer.sends(at+"pass-documents").sends(at+"file-report", "recommendation", "grant", "summary", "すべての項目を確かめた。")
		if wrong := reviewer.page.ConsoleErrors(); len(wrong) > 0 {
			t.Errorf("by keys: %q", wrong)
		}
		if left := e.caseOf(no); left.state != lifecycle.Ready {
			t.Fatalf("%s is %s", no, left.state)
		}
		desk.goes("/o/cases/" + no).sees("審査委員会")
		if most := 12; officer.sent > most {
			t.Errorf("the applicant sent %d forms, want at most %d", officer.sent, most)
		}

		afternoon := time.Date(2026, 11, 16, 5, 0, 0, 0, time.UTC)
		panel{"anshin", afternoon, []string{"chair", "consumer_life", "consumer_affairs", "university", "tca"}, desk}.grants(b, no, "valid_to", "2028-11-30")
		if left := e.caseOf(no); left.state != lifecycle.Granted {
			t.Fatalf("%s is %s", no, left.state)
		}
		public := e.sits(b, chromium.Phone, false)
		public.goes("/v/J0001").sees("見本インターネット株式会社", "有効")
		officer.enters("tanto@mihon.example").goes("/a").sees("貴社のマーク", "J0001")
	})
}

// TestARenewalWithoutChange renews a mark at which nothing has changed: what was found at
// the last review stands there as the answers, and the holder sends at most ten forms.
func TestARenewalWithoutChange(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it is a story in browsers")
	onBothStores(t, func(t *testing.T, store string) {
		f := openFilledOn(t, store)
		b := chromium.Open(t)
		paper, scanned := filed(t, "2027-05-01")
		was := f.caseOf("SA-2025-0003")
		f.now = time.Date(2027, 5, 20, 1, 0, 0, 0, time.UTC)
		officer := f.sits(b, chromium.Phone, false).comes(f.invite(people.UserInput{ID: "tanto", Name: "担当 花子", Role: record.RoleApplicant, Scheme: "anshin", ApplicantID: was.applicant}))
		responsible := f.sits(b, chromium.Phone, false).comes(f.invite(people.UserInput{ID: "sekinin", Name: "責任 太郎", Role: record.RoleResponsible, Scheme: "anshin", ApplicantID: was.applicant}))
		officer.sends("/do/cases/open", "scheme", "anshin", "type", "renewal", "renews", "J0004", "service", was.service, "intake_body", was.body)
		no := regexp.MustCompile(`SA-\d{4}-\d{4}`).FindString(officer.page.Address())
		officer.goes("/o/cases/"+no+"/items/1-1-1").sees("前回", "はい、満たしています")
		if officer.page.Count("input[value=met]:checked") != 1 {
			t.Error("the answer of the last review does not stand in the form")
		}
		officer.handsIn(f.caseOf(no), no, paper, scanned, civil.MustOf(2027, 4, 20))
		responsible.states(f.caseOf(no), no)
		again, err := f.office.Readmit(t.Context(), "jimukyoku")
		if err != nil {
			t.Fatal(err)
		}
		desk := f.sits(b, chromium.Desktop, true).comes(again.Link)
		desk.sends("/do/cases/"+no+"/record-payment", "amount", "60000")
		officer.sends("/do/cases/" + no + "/submit").sees("受付票")
		if most := 10; officer.sent+responsible.sent > most {
			t.Errorf("the holder sent %d forms, want at most %d", officer.sent+responsible.sent, most)
		}
	})
}

// filed are a regulation and a report of a scan on a day, in files.
func filed(t *testing.T, day string) (paper, scanned string) {
	t.Helper()
	dir := t.TempDir()
	paper, scanned = filepath.Join(dir, "kitei.txt"), filepath.Join(dir, "scan.json")
	err := errors.Join(os.WriteFile(paper, []byte("規程（見本）\n"), 0o600), os.WriteFile(scanned,
		[]byte(`{"report_by_hand":1,"scanner":"見本","typed_by":"見本","total":0,"hosts":["192.0.2.10"],"scan_date":"`+day+`","findings":[]}`), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	return paper, scanned
}

// stood is what a story needs to know of a case.
type stood struct {
	edition   *scheme.Edition
	applicant string
	service   string
	body      string
	state     lifecycle.State
	documents []string // that a file is to be handed in for
	due       []coverage.Due
	open      int // items without a first verdict
}

func (s stood) waiting(kind scheme.EvidenceKind) (items []string) {
	for _, d := range s.due {
		if d.Asks == kind && !slices.Contains(items, d.Item) {
			items = append(items, d.Item)
		}
	}
	return items
}

// caseOf looks at a case as its secretariat does.
func (e *entrance) caseOf(no string) (s stood) {
	e.Helper()
	actor, err := e.office.UserActor(e.Context(), "jimukyoku")
	if err != nil {
		e.Fatal(err)
	}
	c, err := e.office.CaseView(e.Context(), actor, no)
	if err != nil {
		e.Fatal(err)
	}
	s.edition, err = e.office.Shelf.Edition(c.Scheme, c.Edition)
	if err != nil {
		e.Fatal(err)
	}
	s.state, s.due, s.applicant, s.service, s.body = c.State, c.EvidenceDue, c.ApplicantID, c.Service, c.IntakeBody
	for _, d := range s.edition.Documents {
		if slices.Contains(c.DocsDue, d.ID) && d.ShownBy == "" {
			s.documents = append(s.documents, d.ID)
		}
	}
	for _, a := range c.Answers {
		if a.First == "" && a.FirstPoints == nil {
			s.open++
		}
	}
	return s
}
