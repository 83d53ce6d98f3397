package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/app/money"
	"akashi/beside/testkit"
	"akashi/record"
	"akashi/rules/access"
)

// TestWhatIsOutOfTheOrdinaryIsListed takes two payments back: both are in the list with who and why, the last first, and are
// found by act, scheme and month; whoever has a conflict in a case reads nothing of it.
func TestWhatIsOutOfTheOrdinaryIsListed(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	office := openFilled(t)
	b := enteredAs(t, office.office, "jimukyoku")
	before := len(tableAt(t, b, "/o/exceptions?as=csv"))
	keiri := access.Actor{ID: "keiri", Role: "accounts"}
	var c app.CaseView
	for _, no := range []string{"SA-2023-0001", "PM-2025-0001"} {
		var err error
		if c, err = office.office.CaseView(t.Context(), keiri, no); err != nil {
			t.Fatal(err)
		}
		reverse, _ := app.FindAction(access.ReversePayment)
		in := money.ReversalInput{Payment: c.Payments[0].ID, Reason: "銀行の組戻し（" + no + "）"}
		if _, err := office.office.Do(t.Context(), desk.Request{Actor: keiri}, reverse, no, &in); err != nil {
			t.Fatal(err)
		}
	}
	rows := tableAt(t, b, "/o/exceptions?as=csv")
	if len(rows) != before+2 || rows[1][2] != "PM-2025-0001" || rows[1][6] != "銀行の組戻し（PM-2025-0001）" || rows[1][4] != "経理担当（見本）" {
		t.Fatalf("after two payments were taken back: %v", rows)
	}
	for list, want := range map[string]int{"act=reverse-payment": 2, "act=waive-charge": 0, "scheme=anshin&act=reverse-payment": 1, "month=2026-11&act=reverse-payment": 2, "month=2026-10&act=reverse-payment": 0} {
		if got := len(tableAt(t, b, "/o/exceptions?as=csv&"+list)) - 1; got != want {
			t.Errorf("%s: %d, not %d", list, got, want)
		}
	}
	conflict, _ := app.FindAction(access.DeclareConflict)
	own := committee.ConflictInput{Note: "親族が勤めている"}
	if _, err := office.office.Do(t.Context(), desk.Request{Actor: access.Actor{ID: "jimukyoku", Role: record.RoleSecretariat}}, conflict, "SA-2023-0001", &own); err != nil {
		t.Fatal(err)
	}
	if rows := tableAt(t, b, "/o/exceptions?as=csv"); len(rows) != before+1 || slices.ContainsFunc(rows, func(row []string) bool { return row[2] == "SA-2023-0001" }) {
		t.Errorf("in conflict: %v", rows)
	}
	if text := b.ask(http.MethodGet, "/o/exceptions", nil).text; !strings.Contains(text, `href="/o/cases/PM-2025-0001`) || !strings.Contains(text, "as=csv") {
		t.Error("the page does not lead to the case or the table")
	}
	if got := enteredAs(t, office.office, "keiri").ask(http.MethodGet, "/o/exceptions", nil).status; got != http.StatusNotFound {
		t.Errorf("the accounts clerk is answered %d", got)
	}
}
