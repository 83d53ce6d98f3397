package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/beside/testkit"
	"akashi/record"
	"akashi/rules/access"
)

// TestWhatIsMissingStandsWhereItIsMended finds papers and a fee missing at the intake: the pages
// of papers and of fees say so, to the office at once and to the applicant once it is sent back.
func TestWhatIsMissingStandsWhereItIsMended(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	office := openFilled(t).office
	all, err := office.Board(t.Context(), access.Actor{ID: "jimukyoku", Role: record.RoleSecretariat}, desk.CaseQuery{Scheme: "anshin", States: []record.CaseState{"submitted"}, Limit: desk.WholePage})
	if err != nil || len(all.Cases) == 0 {
		t.Fatalf("no case to take in: %v", err)
	}
	no := all.Cases[0].No
	secretary := enteredAs(t, office, "jimukyoku")
	view, err := office.CaseView(t.Context(), access.Actor{ID: "jimukyoku", Role: record.RoleSecretariat}, no)
	if err != nil {
		t.Fatal(err)
	}
	applicant := signedIn(t, office, &people.UserInput{ID: "tanto", Name: "担当者", Role: record.RoleApplicant, Scheme: "anshin", ApplicantID: view.ApplicantID})
	for step, note := range map[string]string{"document:application_form": "代表者の氏名が登記と違います。", "fee:review": "振込の控えを送ってください。"} {
		if done := secretary.ask(http.MethodPost, "/do/cases/"+no+"/check-intake", url.Values{"steps": {step}, "standing": {"missing"}, "note": {note}}); done.status != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", step, done.status, done.text)
		}
	}
	holds := func(b browser, page, note string, want bool) {
		t.Helper()
		if got := strings.Contains(b.ask(http.MethodGet, "/o/cases/"+no+page, nil).text, note); got != want {
			t.Errorf("%s holds %q: %v", page, note, got)
		}
	}
	holds(secretary, "/papers", "代表者の氏名が登記と違います。", true)
	holds(secretary, "/fees", "振込の控えを送ってください。", true)
	holds(secretary, "/fees", "代表者の氏名が登記と違います。", false)
	holds(applicant, "/papers", "代表者の氏名が登記と違います。", false)
	if done := secretary.ask(http.MethodPost, "/do/cases/"+no+"/return", url.Values{"reason": {"補ってください。"}}); done.status != http.StatusSeeOther {
		t.Fatalf("returned: %d %s", done.status, done.text)
	}
	holds(applicant, "/papers", "代表者の氏名が登記と違います。", true)
	holds(applicant, "/fees", "振込の控えを送ってください。", true)
	holds(applicant, "", "補ってください。", true)
	holds(applicant, "", "差し戻し（下書き）", true)
	if form := applicant.ask(http.MethodGet, "/do/cases/"+no+"/submit", nil).text; strings.Contains(form, "late_reason") {
		t.Error("a new application is asked why its renewal is late")
	}
}
