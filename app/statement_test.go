package app_test

import (
	"errors"
	"slices"
	"testing"

	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/coverage"
	"akashi/scheme"
	"akashi/values/fault"
)

// TestToState asks of which cases somebody can make a statement that is waited for, of those
// alone that the person may look at.
func TestToState(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	if got, err := o.app.ToState(t.Context(), secretariat(), []string{no}); err != nil || got[no] {
		t.Errorf("nothing is claimed yet: %v, %v", got, err)
	}
	o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("anshin", "2014-07")+`}`)
	applicant := o.caseView(no).ApplicantID
	o.do(admin(), "add-user", "", `{"id":"sekinin","name":"見本 責任者","role":"responsible","scheme":"anshin","applicant_id":"`+applicant+`"}`)
	signer := access.Actor{ID: "sekinin", Role: record.RoleResponsible, Scheme: "anshin", ApplicantID: applicant}
	waits := func(actor access.Actor, nos ...string) map[string]bool {
		waiting, err := o.app.ToState(t.Context(), actor, nos)
		if err != nil {
			t.Fatal(err)
		}
		return waiting
	}
	if got := waits(signer, no); !got[no] {
		t.Errorf("claims wait for their statements: %v", got)
	}
	for _, post := range scheme.Posts() {
		o.do(signer, "state", no, `{"post":"`+string(post)+`"}`)
	}
	if got := waits(signer, no); !got[no] {
		t.Errorf("the declarations wait: %v", got)
	}
	o.do(signer, "declare", no, `{}`)
	if got := waits(signer, no); got[no] {
		t.Errorf("all is stated and declared: %v", got)
	}
	stranger := access.Actor{ID: "x", Role: record.RoleResponsible, Scheme: "anshin", ApplicantID: "another"}
	if got, err := o.app.ToState(t.Context(), stranger, []string{no}); !errors.Is(err, fault.NotFound) || got[no] {
		t.Errorf("asked by another applicant: %v, %v", got, err)
	}
}

// Who is to sign may say that it is not so: that is no statement, takes an earlier one
// away, and goes back to the applicant and not to the reviewers.
func TestWhatIsDeniedIsNotStated(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("anshin", "2014-07")+`}`)
	applicant := o.caseView(no).ApplicantID
	o.do(admin(), "add-user", "", `{"id":"sekinin","name":"見本 責任者","role":"responsible","scheme":"anshin","applicant_id":"`+applicant+`"}`)
	signer := access.Actor{ID: "sekinin", Role: record.RoleResponsible, Scheme: "anshin", ApplicantID: applicant}
	due := func(item string) bool {
		return slices.ContainsFunc(o.caseView(no).EvidenceDue, func(d coverage.Due) bool { return d.Item == item && d.Post == scheme.PostResponsible })
	}
	o.do(signer, "state", no, `{"post":"responsible"}`)
	if due("1-1-3") {
		t.Fatal("stated, and still due")
	}
	if _, err := o.try(signer, "state", no, `{"post":"responsible","denied":{"1-1-3":" ","7-0-1":"x"}}`); !errors.Is(err, fault.Invalid) || len(fault.ProblemsIn(err)) != 2 {
		t.Errorf("without a reason, and an item of another post: %v", err)
	}
	o.do(signer, "state", no, `{"post":"responsible","items":["1-1-3","1-1-4"],"denied":{"1-1-3":"見直しはまだ済んでいない"}}`)
	if !due("1-1-3") || due("1-1-4") {
		t.Errorf("denied: 1-1-3 due %v, 1-1-4 due %v", due("1-1-3"), due("1-1-4"))
	}
	kept := o.caseView(no).Statements
	if last := kept[len(kept)-1]; len(last.Items) != 1 || len(last.Denied) != 1 || last.Denied[0].Why != "見直しはまだ済んでいない" {
		t.Errorf("kept: %+v", last)
	}
	o.do(signer, "state", no, `{"post":"responsible","items":["1-1-3"]}`)
	if due("1-1-3") {
		t.Error("stated at last, and still due")
	}
}
