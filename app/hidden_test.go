package app_test

import (
	"errors"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/fault"
)

// TestNoWayPastTheTextsOfAForm gives texts that a form refuses to what a page fills in by
// hand: a statement, and a colleague's name.
func TestNoWayPastTheTextsOfAForm(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("anshin", "2014-07")+`}`)
	applicant := o.caseView(no).ApplicantID
	o.do(admin(), "add-user", "", `{"id":"sekinin","name":"見本 責任者","role":"responsible","scheme":"anshin","applicant_id":"`+applicant+`"}`)
	signer := access.Actor{ID: "sekinin", Role: record.RoleResponsible, Scheme: "anshin", ApplicantID: applicant}
	state, _ := app.FindAction(access.State)
	const item = "1-1-3"
	for name, why := range map[string]string{"turns": "そうで\u202eない", "unseen": "そうで\u200bない", "control": "そうで\x00ない", "long": strings.Repeat("長", 4001)} {
		_, err := o.app.Do(t.Context(), desk.Request{Actor: signer}, state, no,
			&evidence.StateInput{Post: scheme.PostResponsible, Items: []string{item}, Denied: map[string]string{item: why}})
		if !errors.Is(err, fault.Invalid) || len(fault.ProblemsIn(err)) != 1 || fault.ProblemsIn(err)[0].Where != "/denied/"+item {
			t.Errorf("%s: %v", name, err)
		}
	}
	given := o.do(admin(), "add-user", "", `{"id":"tantou","name":"見本 担当","role":"applicant","scheme":"anshin","applicant_id":"`+applicant+`"}`)
	browser, err := o.app.SignIn(t.Context(), given["link"].(string))
	if err != nil {
		t.Fatal(err)
	}
	v, err := o.app.Visitor(t.Context(), browser)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"担\u202e当", "\u200b", "担\u3164当"} {
		in := people.ColleagueInput{Name: name, Email: "x@applicant.example.jp", Kind: record.StaffContact}
		if _, err := o.app.InviteColleague(t.Context(), v, in); !errors.Is(err, fault.Invalid) {
			t.Errorf("a colleague called %q: %v", name, err)
		}
	}
}
