package main

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"akashi/beside/testkit"
	"akashi/rules/access"
)

// TestSeveralCasesAtOnce gives all cases of a list to one reviewer: the preview says of each what would come of it and stores
// nothing, the act is done to those to which it can be, sending it again does nothing more, and for a while it is taken back
// where nothing else was done since.
func TestSeveralCasesAtOnce(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	office := openFilled(t)
	b := enteredAs(t, office.office, "jimukyoku")
	assigned := func() (all []string) {
		for _, no := range casesOn(b.ask(http.MethodGet, "/o?scheme=anshin", nil).text) {
			c, err := office.office.CaseView(t.Context(), access.Actor{ID: "jimukyoku", Role: "secretariat"}, no)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range c.Reviewers {
				if a.User == "shinsa-tca" && a.Ended.IsZero() {
					all = append(all, no)
				}
			}
		}
		return all
	}
	board := b.ask(http.MethodGet, "/o?scheme=anshin", nil).text
	all := regexp.MustCompile(`href="(/o/bulk\?all=1[^"]*)"`).FindStringSubmatch(board)
	if all == nil || !strings.Contains(board, `name="no"`) {
		t.Fatal("the board offers nothing to be done to several cases")
	}
	chosen := b.ask(http.MethodGet, strings.ReplaceAll(all[1], "&amp;", "&")+"&act=assign", nil).text
	nos := regexp.MustCompile(`name="no" value="([^"]+)" checked`).FindAllStringSubmatch(chosen, -1)
	if len(nos) != len(casesOn(board)) || !strings.Contains(chosen, `<option value="shinsa-tca"`) {
		t.Fatalf("%d of %d cases are chosen, or the reviewer is not offered", len(nos), len(casesOn(board)))
	}
	form := url.Values{"act": {"assign"}, "value": {"shinsa-tca"}, "step": {"preview"}, "_key": {"once"}}
	for _, no := range nos {
		form.Add("no", no[1])
	}
	away := url.Values{"scheme": {"anshin"}, "user": {"shinsa-tca"}, "from": {"2026-11-10"}, "to": {"2026-11-13"}, "_key": {"away"}}
	if got := b.ask(http.MethodPost, "/do/office/record-absence", away).status; got != http.StatusSeeOther {
		t.Fatalf("an absence: %d", got)
	}
	before := assigned()
	able := regexp.MustCompile(`<input type="hidden" name="no" value="([^"]+)"`)
	preview := b.ask(http.MethodPost, "/o/bulk", form)
	can := able.FindAllStringSubmatch(preview.text, -1)
	if preview.status != http.StatusOK || len(can) == 0 || len(can) == len(nos) || !strings.Contains(preview.text, "行えません") {
		t.Fatalf("preview: %d, %d of %d can be done: %.2000s", preview.status, len(can), len(nos), preview.text)
	}
	if n := strings.Count(preview.text, "2026年11月13日まで不在です"); n != len(can) {
		t.Errorf("of %d cases that can be given to somebody who is away %d say so", len(can), n)
	}
	if now := assigned(); !slices.Equal(now, before) {
		t.Fatalf("the preview has changed something: %v, %v", before, now)
	}
	form.Set("step", "do")
	for range 2 {
		if done := b.ask(http.MethodPost, "/o/bulk", form); done.status != http.StatusOK || strings.Count(done.text, "行いました</span>") != len(can) {
			t.Fatalf("done: %d, not to %d: %.2000s", done.status, len(can), done.text)
		}
	}
	if now := assigned(); len(now) != len(before)+len(can) {
		t.Fatalf("after it was done to %d: %v, before %v", len(can), now, before)
	}
	form.Set("step", "undo")
	form["no"] = nil
	for _, no := range can {
		form.Add("no", no[1])
	}
	office.now = office.now.Add(11 * time.Minute)
	if late := b.ask(http.MethodPost, "/o/bulk", form); strings.Count(late.text, "取り消しませんでした</span>") != len(can) {
		t.Fatalf("too late: %d %.2000s", late.status, late.text)
	}
	office.now = office.now.Add(-2 * time.Minute)
	if undone := b.ask(http.MethodPost, "/o/bulk", form); strings.Count(undone.text, "取り消しました</span>") != len(can) {
		t.Fatalf("taken back: %d %.2000s", undone.status, undone.text)
	}
	if now := assigned(); !slices.Equal(now, before) {
		t.Errorf("after it was taken back: %v, before %v", now, before)
	}
	for _, wrong := range []url.Values{{"act": {"decide"}, "step": {"do"}, "no": {"SA-2026-0001"}}, {"act": {"assign"}, "step": {"do"}}, {"act": {"assign"}, "step": {"sudden"}, "no": {"SA-2026-0001"}}, {"act": {"schedule"}, "step": {"undo"}, "no": {"SA-2026-0001"}}} {
		if got := b.ask(http.MethodPost, "/o/bulk", wrong).status; got != http.StatusUnprocessableEntity {
			t.Errorf("%v: %d", wrong, got)
		}
	}
	missing := b.ask(http.MethodPost, "/o/bulk", url.Values{"act": {"begin-review"}, "step": {"preview"}, "no": {"SA-1999-0001"}})
	if missing.status != http.StatusOK || !strings.Contains(missing.text, "行えません") {
		t.Errorf("a case that there is not: %d %.500s", missing.status, missing.text)
	}
	if got := enteredAs(t, office.office, "keiri").ask(http.MethodGet, "/o/bulk", nil).status; got != http.StatusNotFound {
		t.Errorf("the accounts clerk is answered %d", got)
	}
}
