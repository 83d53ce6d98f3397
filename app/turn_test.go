package app_test

import (
	"testing"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
)

// TestWhatIsAssignedIsTheReviewersTurn: an accepted case waits for the office until somebody
// examines it, and then for them; an applicant is not told that somebody does. What was done
// is told by name to whoever reads the journal. A clerk of the intake body is awaited for as
// long as the office is.
func TestWhatIsAssignedIsTheReviewersTurn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.submitted(`{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa","applicant":{"name":"見本インターネット株式会社","sample":true}}`)
	applicant := access.Actor{ID: "a", Role: record.RoleApplicant, ApplicantID: o.caseView(no).ApplicantID}
	turns := func(want record.Role, of ...access.Actor) {
		t.Helper()
		for _, who := range of {
			view, err := o.app.CaseView(t.Context(), who, no)
			list, broken := o.app.Board(t.Context(), who, desk.CaseQuery{})
			if err != nil || broken != nil || view.Turn != want || len(list.Cases) != 1 || list.Cases[0].Turn != want {
				t.Errorf("to the %s it is the turn of the %s, on the board %+v; want %s (%v, %v)", who.Role, view.Turn, list.Cases, want, err, broken)
			}
		}
	}
	clerk := access.Actor{ID: "uke", Role: record.RoleClerk, Scheme: "anshin", Body: "jaipa"}
	yours := func(want bool, of ...access.Actor) {
		t.Helper()
		for _, who := range of {
			if view, err := o.app.CaseView(t.Context(), who, no); err != nil || view.YourTurn != want {
				t.Errorf("the case waits for the %s: %v, want %v (%v)", who.Role, view.YourTurn, want, err)
			}
		}
	}
	yours(true, secretariat(), clerk)
	o.do(secretariat(), "accept", no, `{}`)
	turns(record.RoleSecretariat, secretariat(), applicant, clerk)
	yours(true, secretariat(), clerk)
	o.do(secretariat(), "assign", no, `{"user":"rev1"}`)
	reviewer := access.Actor{ID: "rev1", Role: record.RoleReviewer, Body: "jaipa"}
	turns(record.RoleReviewer, secretariat(), reviewer, clerk)
	yours(false, secretariat(), clerk)
	yours(true, reviewer)
	turns(record.RoleSecretariat, applicant)
	o.do(reviewer, "begin-review", no, `{}`)
	turns(record.RoleReviewer, secretariat(), reviewer, applicant)

	done, err := o.app.Journal(t.Context(), secretariat(), desk.LeafQuery{Object: no})
	if err != nil || done.Names["rev1"] != "審査員A" {
		t.Errorf("the journal names %v, %v", done.Names, err)
	}
}
