package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"akashi/app/desk"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/record"
	"akashi/rules/access"
)

// onSiteCase is the case of the demonstration that the assessor is on site for.
func onSiteCase(t *testing.T, f *filled) string {
	t.Helper()
	cases, err := f.office.Board(t.Context(), access.Actor{ID: "genchi", Role: record.RoleAssessor, Scheme: "pmark"}, desk.CaseQuery{States: []record.CaseState{"onsite_review"}, Limit: desk.WholePage})
	if err != nil || len(cases.Cases) == 0 {
		t.Fatalf("no case on site: %v", err)
	}
	return cases.Cases[0].No
}

// TestTimeIsTakenWithoutAScript: the assessor starts, breaks off, goes on and stops by the buttons of the
// page, and the minutes stand in the next entry; entered once, they are gone.
func TestTimeIsTakenWithoutAScript(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it is a story in a browser")
	f := openFilled(t)
	given, err := f.office.Readmit(t.Context(), "genchi")
	if err != nil {
		t.Fatal(err)
	}
	h := f.sits(chromium.Open(t), chromium.Phone, false).comes(given.Link)
	at := "/f/" + onSiteCase(t, f)
	presses := func(button string, later time.Duration, words ...string) {
		t.Helper()
		h.clicks(`button[name="clock"][value="` + button + `"]`)
		h.sees(words...)
		f.now = f.now.Add(later)
	}
	h.goes(at)
	presses("begin", 50*time.Minute, "に始めました")
	presses("stop", time.Hour, "50分を計りました")
	presses("begin", 25*time.Minute, "に始めました")
	h.goes(at)
	presses("stop", 0, "75分を計りました")
	var minutes string
	if h.page.Eval(`document.querySelector("[name=minutes]").value`, &minutes); minutes != "75" {
		t.Errorf("the entry begins with %q minutes", minutes)
	}
	h.clicks(`form[action$="/log-visit"] [type=submit]`)
	h.sees("1時間15分")
	if h.page.Count(`button[name="clock"][value="clear"]`) > 0 {
		t.Error("time that is entered stands there to be entered again")
	}
}

// TestTheDayOnSiteIsOnePage comes in as the assessor: the home leads to the day, which has the
// time with its standard and what the next hour costs, the checklist, and the grounds of
// disqualification; what is written leads back to it, and own time is put right openly.
func TestTheDayOnSiteIsOnePage(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	f := openFilled(t)
	b, no := enteredAs(t, f.office, "genchi"), onSiteCase(t, f)
	at := "/f/" + no
	if home := b.ask(http.MethodGet, "/f", nil); !strings.Contains(home.text, `href="`+at+`"`) {
		t.Error("the home does not lead to the day on site")
	}
	says := func(when string, words ...string) string {
		t.Helper()
		page := b.ask(http.MethodGet, at, nil)
		if page.status != http.StatusOK {
			t.Fatalf("%s: %d", when, page.status)
		}
		for _, w := range words {
			if !strings.Contains(page.text, w) {
				t.Errorf("%s the page does not say %q", when, w)
			}
		}
		return page.text
	}
	says("at first", "時間の記録", "標準", "運用の確認", "欠格事項の確認", `data-standard="360"`, "合計6時間までは、いまの料金のままです。過ぎると48,000円になります。", `data-prices="48000 96000`)

	if sheet := b.ask(http.MethodGet, at+"/closing", nil).text; strings.Contains(sheet, "不適合はありませんでした") || !strings.Contains(sheet, "まだ判定していない項目が38項目あります") {
		t.Error("a closing sheet says that nothing was found where nothing was judged")
	}

	log := b.blank(at)
	log.Set("_next", at)
	log.Set("minutes", "75")
	log.Set("day", "2026-11-10")
	log.Set("note", "現場の確認")
	if done := b.ask(http.MethodPost, "/do/cases/"+no+"/log-visit", log); done.status != http.StatusSeeOther || done.to != at {
		t.Fatalf("the time is logged: %d %s", done.status, done.to+done.text)
	}
	page := says("once time is logged", "1時間15分", "96,000円", "訂正する", "visit=")
	mend := page[strings.Index(page, "/correct-visit?")+len("/correct-visit?"):]
	mend = strings.ReplaceAll(mend[:strings.Index(mend, `"`)], "&amp;", "&")
	form := b.blank("/do/cases/" + no + "/correct-visit?" + mend)
	asked, _ := url.ParseQuery(mend)
	form.Set("visit", asked.Get("visit"))
	form.Set("minutes", "300")
	form.Set("reason", "誤記")
	if done := b.ask(http.MethodPost, "/do/cases/"+no+"/correct-visit", form); done.status != http.StatusSeeOther {
		t.Fatalf("own time is put right: %d %s", done.status, done.text)
	}
	says("once it is put right", "<del>", "誤記")

	// What somebody else logged is not the assessor's to put right.
	view, err := f.office.CaseView(t.Context(), access.Actor{ID: "genchi", Role: record.RoleAssessor, Scheme: "pmark"}, no)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range view.Visits {
		if x.By == "genchi" {
			continue
		}
		form.Set("visit", x.ID)
		form.Set("_key", "another")
		if done := b.ask(http.MethodPost, "/do/cases/"+no+"/correct-visit", form); !strings.Contains(done.text, "ほかの人が記した時間は") {
			t.Errorf("the time of another is put right: %d", done.status)
		}
	}

	found := b.blank(at)
	found.Set("_next", at)
	found.Set("found", "登記と役員の名簿を照らした")
	if done := b.ask(http.MethodPost, "/do/cases/"+no+"/confirm-eligibility", found); done.status != http.StatusSeeOther {
		t.Fatalf("the grounds are confirmed: %d %s", done.status, done.to+done.text)
	}
	says("once the grounds are confirmed", "2026年11月10日に確かめました", "前の記録を改める理由")
	if foreign := enteredAs(t, f.office, "shinsa-jaipa").ask(http.MethodGet, at, nil); foreign.status != http.StatusNotFound {
		t.Errorf("somebody else: %d", foreign.status)
	}
}
