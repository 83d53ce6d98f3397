package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// TestColleaguesDivideTheCriteria gives criteria to a contact, who is told by letter; the
// others of the applicant see it, the office does not, and nobody's work stops.
func TestColleaguesDivideTheCriteria(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本印刷株式会社", "1000000", "5", "new")
	id := o.caseView(no).ApplicantID
	for _, u := range []string{"tanto", "joshi"} {
		o.do(admin(), "add-user", "", `{"id":"`+u+`","name":"担当者 `+u+`","role":"applicant","scheme":"pmark","applicant_id":"`+id+`","email":"`+u+`@mihon.example"}`)
	}
	joshi := access.Actor{ID: "joshi", Role: record.RoleApplicant, Scheme: "pmark", ApplicantID: id}
	version := o.caseView(no).Version

	_, err := o.try(joshi, "allot", no, `{"criteria":["3.1","99.9"],"contact":"jimukyoku"}`)
	if problems, _ := errors.AsType[fault.Problems](err); len(problems) != 2 {
		t.Errorf("a criterion that is not there, to nobody of the applicant: %v", err)
	}
	if _, err := o.try(secretariat(), "allot", no, `{"criteria":["3.1"],"contact":"tanto"}`); !errors.Is(err, fault.Forbidden) {
		t.Errorf("the office divides the applicant's work: %v", err)
	}
	allotted := func(who access.Actor) (told []string) {
		view, err := o.app.CaseView(t.Context(), who, no)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range view.Answers {
			if a.Allotted != nil {
				told = append(told, a.Criterion+" "+a.Allotted.Name)
			}
		}
		return slices.Compact(told) // one of two aspects is told twice
	}
	o.do(joshi, "allot", no, `{"criteria":["3.1","3.2"],"contact":"tanto"}`)
	if told := strings.Join(allotted(joshi), ", "); told != "3.1 担当者 tanto, 3.2 担当者 tanto" {
		t.Errorf("told %s", told)
	}
	o.do(joshi, "allot", no, `{"criteria":["3.1"]}`)
	o.do(joshi, "allot", no, `{"criteria":["3.2"],"contact":"joshi"}`)
	if told := strings.Join(allotted(joshi), ", "); told != "3.2 担当者 joshi" {
		t.Errorf("told then %s", told)
	}
	if told := allotted(secretariat()); len(told) > 0 {
		t.Errorf("the office is told %s", told)
	}
	if now := o.caseView(no).Version; now != version {
		t.Errorf("the case has version %d, before it was %d", now, version)
	}
	mails, err := o.app.Mail(t.Context(), secretariat(), app.MailQuery{Case: no})
	if err != nil {
		t.Fatal(err)
	}
	var letters []string
	for _, l := range mails.Mails {
		if l.Template == "allotted" {
			letters = append(letters, l.Address+" "+l.Data)
		}
	}
	if len(letters) != 1 || !strings.HasPrefix(letters[0], "tanto@mihon.example ") || !strings.Contains(letters[0], "3.1, 3.2") {
		t.Errorf("letters: %s", letters)
	}
}
