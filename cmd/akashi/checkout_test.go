package main

import (
	"net/http"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/review"
	"akashi/beside/testkit"
	"akashi/record"
	"akashi/rules/access"
)

// TestTheOfficeSeesWhoCarriesACase takes a case along: the office sees whose device it is on and until when, ends it from the
// list, and sees that it did; nobody else is shown the list.
func TestTheOfficeSeesWhoCarriesACase(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	office := openFilled(t)
	take, _ := app.FindAction(access.CheckOut)
	if _, err := office.office.Do(t.Context(), desk.Request{Actor: access.Actor{ID: "genchi", Role: record.RoleAssessor, Scheme: "pmark"}}, take, "PM-2026-0003", &review.CheckOutInput{Days: 2}); err != nil {
		t.Fatal(err)
	}
	b := enteredAs(t, office.office, "jimukyoku")
	rows := tableAt(t, b, "/o/check-outs?as=csv")
	if len(rows) != 2 || rows[1][0] != "PM-2026-0003" || rows[1][6] != "持ち出し中" || rows[1][3] == "" {
		t.Fatalf("one case is carried: %v", rows)
	}
	page := b.ask(http.MethodGet, "/o/check-outs", nil).text
	_, rest, found := strings.Cut(page, `href="/do/cases/PM-2026-0003/end-check-out?`)
	if !found {
		t.Fatalf("it cannot be ended from the list: %s", page)
	}
	query, _, _ := strings.Cut(rest, `"`)
	form := b.ask(http.MethodGet, "/do/cases/PM-2026-0003/end-check-out?"+strings.ReplaceAll(query, "&amp;", "&"), nil).text
	if !strings.Contains(form, "selected") && !strings.Contains(form, "checked") {
		t.Errorf("the check-out is not chosen: %s", form)
	}
	end, _ := app.FindAction(access.EndCheckOut)
	c, err := office.office.CaseView(t.Context(), access.Actor{ID: "jimukyoku", Role: record.RoleSecretariat}, "PM-2026-0003")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := office.office.Do(t.Context(), desk.Request{Actor: access.Actor{ID: "jimukyoku", Role: record.RoleSecretariat}}, end, "PM-2026-0003", &review.EndCheckOutInput{CheckOut: c.CheckOuts[0].ID, Reason: "紛失の連絡"}); err != nil {
		t.Fatal(err)
	}
	if rows := tableAt(t, b, "/o/check-outs?as=csv"); len(rows) != 2 || rows[1][7] != "紛失の連絡" || !strings.Contains(rows[1][6], "が終わらせました") {
		t.Errorf("after it was ended: %v", rows)
	}
	for _, who := range []string{"genchi", "keiri"} {
		if got := enteredAs(t, office.office, who).ask(http.MethodGet, "/o/check-outs", nil).status; got != http.StatusNotFound {
			t.Errorf("%s is answered %d", who, got)
		}
	}
}
