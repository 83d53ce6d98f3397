package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

func (o *office) caseView(no string) app.CaseView {
	o.t.Helper()
	view, err := o.app.CaseView(context.Background(), secretariat(), no)
	if err != nil {
		o.t.Fatal(err)
	}
	return view
}

func (o *office) holder(number string) string {
	o.t.Helper()
	m, err := o.app.Verify(context.Background(), number, civil.Date{})
	if err != nil || m.Mark == nil {
		o.t.Fatalf("verify %s: %+v, %v", number, m, err)
	}
	return m.Mark.Holder
}

const hijacked = `{"applicant":{"name":"乗取株式会社","region":"hokkaido","industry":"service","capital":900000000,"persons":500}}`

// What was submitted is what is examined and granted, whatever is written about
// the organisation afterwards, in another draft of it (ISO/IEC 17065, 7.12).
func TestParticularsBelongToTheCase(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本印刷株式会社", "1000000", "5", "new")
	o.reviewed(no, 5*60)
	applicant := o.caseView(no).ApplicantID
	body, _ := json.Marshal(map[string]string{"scheme": "pmark", "type": "new", "applicant_id": applicant})
	other := o.do(secretariat(), "open", "", string(body))["no"].(string)
	if got := o.caseView(other); got.Applicant != "見本印刷株式会社" || got.Size != "small" {
		t.Errorf("a draft of a known applicant is of %s, %s", got.Applicant, got.Size)
	}
	o.do(secretariat(), "amend", other, hijacked)
	if got := o.caseView(other); got.Applicant != "乗取株式会社" || got.Size != "large" {
		t.Errorf("the amended draft is of %s, %s", got.Applicant, got.Size)
	}
	if got := o.caseView(no); got.Applicant != "見本印刷株式会社" || got.Size != "small" {
		t.Errorf("the case under review is of %s, %s", got.Applicant, got.Size)
	}
	o.pay(no)
	if _, err := o.decided(no, "grant"); err != nil {
		t.Fatal(err)
	}
	o.pay(no)
	number := o.do(secretariat(), "conclude-agreement", no, `{}`)["number"].(string)
	if got := o.holder(number); got != "見本印刷株式会社" {
		t.Errorf("%s was granted to %s", number, got)
	}
	third := o.renewalOf(number, applicant)
	if got := o.caseView(third).Applicant; got != "見本印刷株式会社" {
		t.Errorf("the organisation is %s after another draft of it was amended", got)
	}
}

// grantedTo takes a small applicant's case to its mark.
func (o *office) grantedTo(no string) (number string) {
	o.t.Helper()
	o.reviewed(no, 5*60)
	o.pay(no)
	if _, err := o.decided(no, "grant"); err != nil {
		o.t.Fatal(err)
	}
	o.pay(no)
	return o.do(secretariat(), "conclude-agreement", no, `{}`)["number"].(string)
}

func (o *office) renewalOf(number, applicant string) string {
	o.t.Helper()
	return o.do(secretariat(), "open", "", `{"scheme":"pmark","type":"renewal","renews":"`+number+`","applicant_id":"`+applicant+`"}`)["no"].(string)
}

// A change that the holder reports changes the organisation and the register, with
// a line in its history, and no case (7.10, 7.12).
func TestARecordedChangeChangesTheRegister(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本印刷株式会社", "1000000", "5", "new")
	number, applicant := o.grantedTo(no), o.caseView(no).ApplicantID
	renewal := o.renewalOf(number, applicant) // opened before the change, granted after it
	_, err := o.try(secretariat(), "record-change", number, `{"holder":"","corporate_number":"1"}`)
	problems, _ := errors.AsType[fault.Problems](err)
	if len(problems) != 3 {
		t.Errorf("record no name, a wrong number and no reason: %v, want three problems", err)
	}
	o.at("2016-05-01")
	view := o.do(secretariat(), "record-change", number, `{"holder":"新見本印刷株式会社","address":"札幌市","reason":"商号変更"}`)
	if line := view["history"].([]any)[0].(map[string]any); line["kind"] != "changed" || line["reason"] != "商号変更" {
		t.Errorf("the history begins with %v", line)
	}
	if got := o.holder(number); got != "新見本印刷株式会社" {
		t.Errorf("the register says %s", got)
	}
	for _, no := range []string{no, renewal} {
		if got := o.caseView(no).Applicant; got != "見本印刷株式会社" {
			t.Errorf("case %s is of %s now", no, got)
		}
	}
	o.at("2017-09-01")
	if number = o.grantedTo(renewal); o.holder(number) != "新見本印刷株式会社" {
		t.Errorf("a renewal opened before the change turned it back: %s", o.holder(number))
	}
	if got := o.caseView(o.renewalOf(number, applicant)).Applicant; got != "新見本印刷株式会社" {
		t.Errorf("a case opened after the change is of %s", got)
	}
}

// A renewal is examined under the particulars it states, and the register takes
// them over with its grant.
func TestARenewalTakesItsParticularsToTheRegister(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本印刷株式会社", "1000000", "5", "new")
	number, applicant := o.grantedTo(no), o.caseView(no).ApplicantID
	o.at("2017-09-01")
	renewal := o.renewalOf(number, applicant)
	o.do(secretariat(), "amend", renewal, `{"applicant":{"name":"新見本印刷株式会社","region":"hokkaido","industry":"service","capital":1000000,"persons":5}}`)
	if got := o.holder(number); got != "見本印刷株式会社" {
		t.Errorf("a draft changed the register: %s", got)
	}
	if number = o.grantedTo(renewal); o.holder(number) != "新見本印刷株式会社" {
		t.Errorf("the renewed mark is of %s", o.holder(number))
	}
	if got := o.caseView(no).Applicant; got != "見本印刷株式会社" {
		t.Errorf("the first case is of %s now", got)
	}
}

// A number that only a draft states bars like one of the organisation.
func TestARefusalFollowsTheCorporateNumberOfTheCase(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	const stated = `{"applicant":{"name":"見本印刷株式会社","corporate_number":"7000012050002","region":"hokkaido","industry":"service","capital":1000000,"persons":5}}`
	no := o.pmarkDraft("見本印刷株式会社", "1000000", "5", "new")
	o.do(secretariat(), "amend", no, stated)
	o.reviewed(no, 5*60)
	o.pay(no)
	if _, err := o.decided(no, "refuse"); err != nil {
		t.Fatal(err)
	}
	again := o.pmarkDraft("別の名の株式会社", "1000000", "5", "new")
	o.do(secretariat(), "amend", again, stated)
	o.do(secretariat(), "answer", again, `{"answers":`+o.allMet("pmark", "2006")+`}`)
	o.papers(again)
	if _, err := o.try(secretariat(), "submit", again, `{}`); !errors.Is(err, fault.Refused) {
		t.Errorf("submit a day after a refusal under the same number: %v", err)
	}
}

func TestAmendingIsCheckedLikeOpening(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.do(secretariat(), "open", "", `{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa","applicant":{"name":"見本"}}`)["no"].(string)
	_, err := o.try(secretariat(), "amend", no, `{"service":"","intake_body":"nosuch","applicant":{"corporate_number":"12"},"facts":{"refusals":["2014-02-30"]}}`)
	problems, _ := errors.AsType[fault.Problems](err)
	if len(problems) != 4 {
		t.Errorf("amend to no service, no body, no number and no day: %v, want four problems", err)
	}
}

// A secretariat of one scheme opens no case of an organisation that it does not
// know: it would read its particulars.
func TestAnotherSchemesApplicantIsNotKnown(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	applicant := o.caseView(o.pmarkDraft("見本印刷株式会社", "1000000", "5", "new")).ApplicantID
	anshin := access.Actor{ID: "sec-an", Role: record.RoleSecretariat, Scheme: "anshin"}
	_, err := o.try(anshin, "open", "", `{"scheme":"anshin","type":"new","service":"見本","intake_body":"jaipa","applicant_id":"`+applicant+`"}`)
	if !errors.Is(err, fault.Invalid) {
		t.Errorf("open a case of another scheme's applicant: %v, want it not known", err)
	}
	pmark := access.Actor{ID: "sec-pm", Role: record.RoleSecretariat, Scheme: "pmark"}
	if _, err := o.try(pmark, "open", "", `{"scheme":"pmark","type":"new","applicant_id":"`+applicant+`"}`); err != nil {
		t.Errorf("open a further case of an applicant of the own scheme: %v", err)
	}
}

// A renewal begins with what the case before came to, and goes on saying so: what is claimed
// otherwise differs from it. Once granted it is itself what the mark rests on.
func TestWhatTheCaseBeforeCameTo(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本印刷株式会社", "1000000", "5", "new")
	number, applicant := o.grantedTo(no), o.caseView(no).ApplicantID
	renewal := o.renewalOf(number, applicant)
	answers := o.caseView(renewal).Answers
	changed := answers[0].Criterion
	o.do(secretariat(), "answer", renewal, `{"answers":{"`+changed+`":"unmet"}}`)
	for i, a := range o.caseView(renewal).Answers {
		if a.Before != record.Met && a.Before != record.NA {
			t.Errorf("%s came to %q before", a.Criterion, a.Before)
		}
		if differs := a.Claim != a.Before; differs != (a.Criterion == changed) {
			t.Errorf("%s: claimed %q, before %q", a.Criterion, a.Claim, answers[i].Before)
		}
	}
	for _, a := range o.caseView(no).Answers {
		if a.Before != "" || a.BeforePoints != nil {
			t.Errorf("%s of the first case came to %q before it", a.Criterion, a.Before)
		}
	}
}
