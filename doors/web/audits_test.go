package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// The audits are counted for the day that was typed, as people type days: one outside the
// year is a hollow mark, and the page says whether that matters.
func TestAuditsForAPlannedDay(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	const path = "/o/cases/SA-2026-0002/audits"
	r := asOfficer(t, d, path+"?day="+url.QueryEscape("令和9年5月14日"))
	checkPage(t, r, "ja")
	text := r.Body.String()
	var full, hollow []string
	for _, mark := range r.all("span") {
		if attr(mark, "role") != "img" {
			continue
		}
		if strings.Contains(attr(mark, "class"), "year__dot--out") {
			hollow = append(hollow, attr(mark, "aria-label"))
		} else {
			full = append(full, attr(mark, "aria-label"))
		}
	}
	if len(full) != 16 || len(hollow) != 3 || !slices.Contains(hollow, "2026年5月8日の監査。この提出予定日では数えません") {
		t.Errorf("%d full and %d hollow marks: %v", len(full), len(hollow), hollow)
	}
	for _, want := range []string{"15/16　足りない項目：A16", "A16を確かめたのはこの監査だけ", "2028年2月26日の提出まで"} {
		if !strings.Contains(text, want) {
			t.Errorf("not said: %s", want)
		}
	}
	if early := asOfficer(t, d, path+"?day=2027-05-08").Body.String(); !strings.Contains(early, "16/16") || !strings.Contains(early, "いまの監査の組み合わせは、2027年5月8日まで") {
		t.Error("six days earlier everything is covered, for that day alone")
	}
	if bad := asOfficer(t, d, path+"?day=x"); !strings.Contains(bad.Body.String(), `aria-invalid="true"`) {
		t.Error("a day that is none is not told at its field")
	}
}

// An audit that was filled in wrong comes back with everything wrong and what was typed.
func TestAnAuditIsEnteredByForm(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	send2 := func(values url.Values) reply {
		r := post("/o/cases/SA-2026-0002/audits", values)
		r.AddCookie(&http.Cookie{Name: "akashi", Value: goodToken})
		return send(t, d, r)
	}
	r := send2(url.Values{"completed": {"きのう"}, "na.A16": {"委託していない"}, "items": {"A16"}})
	checkPage(t, r, "ja")
	if text := r.Body.String(); r.Code != http.StatusUnprocessableEntity || !strings.Contains(text, "どちらかにしてください") || !strings.Contains(text, `value="きのう"`) || !strings.Contains(text, "委託していない") {
		t.Errorf("%d", r.Code)
	}
	if r := send2(url.Values{"completed": {""}}); r.Code != http.StatusUnprocessableEntity || strings.Count(r.Body.String(), "<li>") < 2 {
		t.Errorf("nothing filled in: %d", r.Code)
	}
	if r := send2(url.Values{"completed": {"2026/11/20"}, "items": {"A16"}}); r.Code != http.StatusSeeOther {
		t.Errorf("%d %s", r.Code, r.Body)
	}
	if r := send2(url.Values{"remove": {"7"}}); r.Code != http.StatusUnprocessableEntity {
		t.Errorf("no such audit: %d", r.Code)
	}
}
