package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
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

// hand is somebody with a browser.
type hand struct {
	*guest
	page *chromium.Page
	at   string
	sent int         // forms
	away atomic.Bool // the line is cut
}

// sits gives somebody a browser, in which the scripts of pages may be turned off.
func (e *entrance) sits(b *chromium.Browser, width int, script bool) *hand {
	e.Helper()
	h := &hand{guest: &guest{entrance: e}, page: b.Page(e, width)}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h.away.Load() {
			panic(http.ErrAbortHandler)
		}
		e.door.ServeHTTP(w, r)
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Start()
	e.Cleanup(server.Close)
	h.at = server.URL
	if !script {
		h.page.WithoutScript()
	}
	return h
}

// comes opens an invitation, chooses a password, and makes an app the second factor where
// that is asked for at once.
func (h *hand) comes(link string) *hand {
	h.Helper()
	h.page.Goto(h.at + "/login?link=" + link)
	h.page.Fill("#password", password)
	h.page.Click("main form .btn:not(.btn--line)")
	h.page.Goto(h.at + "/me/app")
	h.secret = strings.ReplaceAll(h.page.Text(".secret"), " ", "")
	h.page.Fill("#second", h.code())
	h.page.Click("main form .btn:not(.btn--line)")
	if !strings.Contains(h.page.Text("main"), "この番号は、いまだけ表示されます。") {
		h.Fatalf("no second factor: %s", h.page.Text("main"))
	}
	return h
}

// goes opens a page, which has to be there and without fault.
func (h *hand) goes(path string) *hand {
	h.Helper()
	h.page.Goto(h.at + path)
	h.confirms()
	h.sound()
	return h
}

// confirms shows the second factor where it is asked for anew.
func (h *hand) confirms() {
	h.Helper()
	if h.page.Status() != http.StatusForbidden || h.page.Count("#second") == 0 {
		return
	}
	h.now = h.now.Add(people.StepLasts)
	h.page.Fill("#second", h.code())
	h.page.Click("main form .btn[type=submit]:not(.btn--line)")
}

// refusedOnTheWay is what a browser says of an answer that the story is about: the sign-in has
// ended, the factor is asked for, somebody else was first.
var refusedOnTheWay = regexp.MustCompile(`with a status of 4(01|03|09)`)

func (h *hand) sound() {
	h.Helper()
	if s := h.page.Status(); s != 200 {
		h.Fatalf("%s: %d %s", h.page.Address(), s, h.page.Text("main"))
	}
	for _, problem := range append(h.page.Problems(), h.page.ConsoleErrors()...) {
		if refusedOnTheWay.MatchString(problem) {
			continue
		}
		h.Errorf("%s: %s", h.page.Address(), problem)
	}
}

// sends opens a form, fills fields in by their names, sends it, and sees it taken. A value
// that begins with @ is a file.
func (h *hand) sends(path string, pairs ...string) *hand {
	h.Helper()
	h.goes(path)
	given := [][2]string{}
	for i := 0; i < len(pairs); i += 2 {
		if name, ok := strings.CutPrefix(pairs[i+1], "@"); ok {
			h.page.Upload(fmt.Sprintf("[name=%q]", pairs[i]), name)
			continue
		}
		given = append(given, [2]string{pairs[i], pairs[i+1]})
	}
	text, _ := json.Marshal(given) // strings always can be
	var missing []string
	h.page.Eval(`(`+string(text)+`).filter(([name, value]) => {
		const all = [...document.getElementsByName(name)].filter((e) => e.type !== "hidden");
		const box = all.find((e) => ["radio", "checkbox"].includes(e.type) && e.value === value);
		if (box) box.checked = true; else if (all[0] && !["radio", "checkbox"].includes(all[0].type)) { all[0].value = value; return all[0].value !== value; } else return true;
		return false;
	}).map((p) => p.join("="))`, &missing)
	if len(missing) > 0 {
		h.Fatalf("%s has no field for %q", path, missing)
	}
	h.page.Click("main form .btn[type=submit]:not(.btn--line)")
	h.confirms()
	h.sent++
	h.now = h.now.Add(time.Minute)
	if h.page.Count("[role=alert]") > 0 {
		h.Fatalf("%s is refused: %s", path, h.page.Text("[role=alert]"))
	}
	h.sound()
	return h
}

// sendsAtOnce sends an empty form fifty times at once, as a hand that presses again and
// again: it is done once, and every answer leads to the same page.
func (h *hand) sendsAtOnce(path, to string) {
	h.Helper()
	h.goes(path)
	form := url.Values{}
	for _, name := range []string{"_key", "_version"} {
		var value string
		h.page.Eval(`document.getElementsByName("`+name+`")[0].value`, &value)
		form.Set(name, value)
	}
	h.cookie = h.page.Cookie("akashi")
	before, _ := h.head("tanto")
	var wait sync.WaitGroup
	answers := make([]replied, 50)
	for i := range answers {
		wait.Go(func() {
			g := &guest{entrance: h.entrance, cookie: h.cookie}
			answers[i] = g.ask(http.MethodPost, path, form)
		})
	}
	wait.Wait()
	for _, a := range answers {
		if a.status != http.StatusSeeOther || !strings.HasPrefix(a.location, to) {
			h.Errorf("one of fifty: %d %s %.300s", a.status, a.location, a.body)
		}
	}
	if after, _ := h.head("tanto"); after != before+1 {
		h.Errorf("fifty forms made %d leaves of the journal", after-before)
	}
	h.sent++
	h.now = h.now.Add(time.Minute)
}

// sees looks for words on the page.
func (h *hand) sees(words ...string) *hand {
	h.Helper()
	text := h.page.Text("body")
	for _, w := range words {
		if !strings.Contains(text, w) {
			h.Errorf("%s: %q is not there: %s", h.page.Address(), w, h.page.Text("main"))
		}
	}
	return h
}

// tabs goes on by the tabulator to what is called so, and presses Enter.
func (h *hand) tabs(called string) *hand {
	h.Helper()
	const most = 200
	for range most {
		h.page.Type("\t")
		var name string
		h.page.Eval(`(document.activeElement.innerText || document.activeElement.labels?.[0]?.innerText || "").trim()`, &name)
		if strings.HasPrefix(name, called) {
			h.page.TypeOn("\r")
			h.sound()
			return h
		}
	}
	h.Fatalf("%s: no key leads to %q", h.page.Address(), called)
	return h
}

// TestInBrowsers takes an application for the mark of internet services from its opening to
// the report of the first stage, everybody in a browser of their own: the applicant without
// scripts, the reviewer by the keyboard alone.
func TestInBrowsers(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it is a story in browsers")
	onBothStores(t, func(t *testing.T, store string) {
		b := chromium.Open(t)
		e := openEntranceOn(t, "off", store)
		e.now = time.Date(2026, 8, 3, 1, 0, 0, 0, time.UTC)
		paper, scanned := filed(t, "2026-07-20")
		desk := e.sits(b, chromium.Desktop, true).comes(e.invite(people.UserInput{ID: "jimukyoku", Name: "事務局", Role: record.RoleSecretariat, Scheme: "anshin"}))
		officer := e.sits(b, chromium.Phone, false).comes(e.invite(people.UserInput{ID: "tanto", Name: "担当 花子", Role: record.RoleApplicant, Scheme: "anshin"}))
		officer.sends("/do/cases/open", "scheme", "anshin", "type", "new", "applicant.name", "見本インターネット株式会社", "service", "見本ネット", "intake_body", "jaipa")
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
		officer.sendsAtOnce(at+"submit", "/o/cases/"+no+"/receipt")
		officer.goes("/o/cases/"+no+"/receipt").sees("受付票", "合格を示すものではありません")
		if left := e.caseOf(no); left.state != lifecycle.Submitted {
			t.Fatalf("%s is %s", no, left.state)
		}

		reviewer := e.sits(b, chromium.Desktop, true).comes(e.invite(reviewer))
		desk.sends(at+"accept").sends(at+"assign", "user", "shinsa")
		reviewer.goes("/r").tabs(no).tabs("審査の開始").tabs("審査を始める").tabs("審査を続ける")
		const byKey = 12 // and the others on one page
		for _, item := range view.edition.Criteria[:byKey] {
			reviewer.judges(item)
		}
		if left := e.caseOf(no); left.open != len(view.edition.Criteria)-byKey {
			t.Fatalf("%d items are not judged", left.open)
		}
		e.now = e.now.Add(time.Minute)
		reviewer.sends(at+"judge", append(claims[2*byKey:], "answers.1-1-1", "unmet", "notes.1-1-1", "付則がない")...)
		reviewer.sends(at+"raise-findings", "findings.0.text", "付則を加えてください")
		officer.goes("/a").sees("あなたの番：1件")
		officer.sends(at+"answer-findings", "corrections.0.text", "付則を加えた")
		reviewer.sends(at+"judge-correction", "no", "1", "result", "accepted").sends(at+"judge", "answers.1-1-1", "met")
		reviewer.sends(at+"pass-documents").sends(at+"file-report", "recommendation", "grant", "summary", "すべての項目を確かめた。")
		if left := e.caseOf(no); left.state != lifecycle.Ready {
			t.Fatalf("%s is %s", no, left.state)
		}
		desk.goes("/o/cases/" + no).sees("審査委員会")
		if most := 12; officer.sent > most {
			t.Errorf("the applicant sent %d forms, want at most %d", officer.sent, most)
		}
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

// handsIn hands in everything that a case waits for, but for statements.
func (h *hand) handsIn(of stood, no, paper, scanned string, audited civil.Date) {
	h.Helper()
	at := "/do/cases/" + no + "/"
	both := append(repeat("criterion", of.waiting(scheme.EvidenceDocument)), repeat("document", of.documents)...)
	h.sends(at+"attach", append([]string{"content", "@" + paper}, both...)...)
	h.sends(at+"record-page", append([]string{"url", "https://mihon.example/", "seen", "約款がある"}, repeat("item", of.waiting(scheme.EvidenceWeb))...)...)
	audits, _ := json.Marshal([]record.Audit{{Completed: audited, Items: scheme.IDs(of.edition.Audit.Items())}})
	h.sends(at+"record-evidence", "audits", string(audits))
	h.sends(at+"record-report", "content", "@"+scanned)
}

// states says of every sentence that it is so, office by office, and makes the declarations.
func (h *hand) states(of stood, no string) {
	h.Helper()
	for _, post := range scheme.Posts() {
		var says []string
		for _, d := range of.due {
			if d.Asks == scheme.EvidenceStatement && d.Post == post {
				says = append(says, "say."+d.Item, "so")
			}
		}
		h.sends("/t/"+no+"?post="+string(post), says...)
	}
	h.sends("/do/cases/" + no + "/declare")
}

// judges gives full marks to the criterion that is shown, by its key, and goes on by another.
func (h *hand) judges(item scheme.Criterion) {
	h.Helper()
	key := "1"
	if asked := item.For(scheme.New); asked.Grading == scheme.Graded {
		key = fmt.Sprint(asked.Points)
	}
	if at := h.page.Text("h1"); at != item.ID {
		h.Fatalf("%s is shown, not %s", at, item.ID)
	}
	h.page.Type(key)
	for range 100 {
		if strings.Contains(h.page.Text("[data-saved]"), "保存しました") {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if h.page.Count("a[rel=next]") > 0 {
		h.page.TypeOn("j")
	}
}

// repeat pairs one name with each of some values.
func repeat(name string, values []string) (pairs []string) {
	for _, v := range values {
		pairs = append(pairs, name, v)
	}
	return pairs
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
