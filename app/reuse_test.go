package app_test

import (
	"errors"
	"fmt"
	"testing"

	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// TestAFileIsHandedInOnceAndUsedAgain: for a further criterion of the case, and in the renewal
// what the case before rested on; another applicant's file is none, nor is one used for nothing.
func TestAFileIsHandedInOnceAndUsedAgain(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本印刷株式会社", "1000000", "5", "new")
	stranger := o.pmarkDraft("別の見本株式会社", "1000000", "5", "new")
	for _, at := range []string{no, stranger} {
		o.do(secretariat(), "attach", at, `{"name":"kitei.txt","content":"6KaL5pysCg=="}`)
	}
	first, foreign := o.caseView(no).Attachments[0], o.caseView(stranger).Attachments[0].ID
	number, applicant := o.grantedTo(no), o.caseView(no).ApplicantID
	o.at("2016-05-01")
	renewal := o.renewalOf(number, applicant)
	item := o.caseView(renewal).Answers[0].Criterion

	_, err := o.try(secretariat(), "reuse", renewal, `{"attachment":"`+foreign+`"}`)
	problems, _ := errors.AsType[fault.Problems](err)
	if len(problems) != 2 || problems[0].Code != "reuse.file" || problems[1].Code != "reuse.for" {
		t.Errorf("another's file, for nothing: %v", err)
	}
	o.do(secretariat(), "reuse", renewal, fmt.Sprintf(`{"attachment":%q,"criterion":%q}`, first.ID, item))
	used := o.caseView(renewal).Attachments
	if len(used) != 1 {
		t.Fatalf("%d files are in the renewal", len(used))
	}
	if u := used[0]; u.SHA256 != first.SHA256 || u.Name != first.Name || u.ID == first.ID || u.Criterion != item || !u.At.After(first.At) || u.By != secretariat().ID {
		t.Errorf("used again: %+v, handed in as %+v", u, first)
	}
	if was := o.caseView(no).Attachments[0]; was.Criterion != first.Criterion || was.At != first.At {
		t.Errorf("the case before now says %+v", was)
	}
	if all, err := o.app.Reusable(t.Context(), access.Actor{ID: "x", Role: record.RoleObserver, Scheme: "pmark"}, renewal); err == nil && len(all) > 0 {
		t.Error("an observer is told of files")
	}
}
