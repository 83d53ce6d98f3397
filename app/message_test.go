package app_test

import (
	"errors"
	"strings"
	"testing"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// TestTheSidesWriteToEachOther: what is written stands in nobody's way who works on the case,
// the letter about it does not tell what it was, and an applicant is not told who of the
// office wrote.
func TestTheSidesWriteToEachOther(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本印刷株式会社", "1000000", "5", "new")
	id := o.caseView(no).ApplicantID
	o.do(admin(), "add-user", "", `{"id":"tanto","name":"担当者","role":"applicant","scheme":"pmark","applicant_id":"`+id+`","email":"tanto@mihon.example"}`)
	tanto := access.Actor{ID: "tanto", Role: record.RoleApplicant, Scheme: "pmark", ApplicantID: id}
	version := o.caseView(no).Version
	_, err := o.try(tanto, "write-message", no, `{"text":"　","criterion":"99.9"}`)
	if problems, _ := errors.AsType[fault.Problems](err); len(problems) != 2 {
		t.Errorf("nothing, about nothing: %v", err)
	}
	o.do(tanto, "write-message", no, `{"text":"写しでよいですか","criterion":"3.1"}`)
	o.do(secretariat(), "write-message", no, `{"text":"写しで構いません","criterion":"3.1"}`)
	if now := o.caseView(no).Version; now != version {
		t.Errorf("the case has version %d, before it was %d", now, version)
	}
	for who, by := range map[string]string{"tanto": "", "jimukyoku": "jimukyoku"} {
		actor := map[string]access.Actor{"tanto": tanto, "jimukyoku": secretariat()}[who]
		list, err := o.app.Messages(t.Context(), actor, no)
		if err != nil || len(list.Messages) != 2 {
			t.Fatalf("%s reads %+v, %v", who, list, err)
		}
		if m := list.Messages[0]; m.Side != record.SideApplicant || m.Text != "写しでよいですか" || m.By != "tanto" {
			t.Errorf("%s reads first %+v", who, m)
		}
		if m := list.Messages[1]; m.Side != record.SideOffice || m.By != by {
			t.Errorf("%s reads then %+v, by %q", who, m, by)
		}
	}
	if list, err := o.app.Messages(t.Context(), access.Actor{ID: "x", Role: record.RoleObserver, Scheme: "pmark"}, no); err == nil && len(list.Messages) > 0 {
		t.Errorf("an observer reads %+v", list)
	}
	mails, err := o.app.Mail(t.Context(), secretariat(), app.MailQuery{Case: no})
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, l := range mails.Mails {
		if l.Template == "message" {
			told++
			if l.Address != "tanto@mihon.example" || strings.Contains(l.Data, "写し") {
				t.Errorf("the letter: %+v", l)
			}
		}
	}
	if told != 1 {
		t.Errorf("%d letters say that something was written", told)
	}
}
