package app_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/application"
	"akashi/app/desk"
	"akashi/app/money"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

// again performs an action under an idempotency key.
func (o *office) again(who access.Actor, name, object, key string, version int, input any) (string, error) {
	o.t.Helper()
	action, _ := app.FindAction(access.Action(name))
	out, err := o.app.Do(context.Background(), desk.Request{Actor: who, Key: key, Version: version}, action, object, input)
	return string(out.Body), err
}

func TestARepeatedRequestIsNotPerformedTwice(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	first, err := o.again(secretariat(), "record-payment", no, "k1", 0, &money.PaymentInput{Charge: "review", Amount: 30_000})
	if err != nil {
		t.Fatal(err)
	}
	second, err := o.again(secretariat(), "record-payment", no, "k1", 0, &money.PaymentInput{Charge: "review", Amount: 30_000})
	if err != nil || second != first {
		t.Errorf("the same request again: %v\n%s\n%s", err, first, second)
	}
	if _, err := o.again(secretariat(), "record-payment", no, "k1", 0, &money.PaymentInput{Charge: "review", Amount: 1}); !errors.Is(err, fault.Conflict) {
		t.Errorf("another request under the same key: %v", err)
	}
	stranger := access.Actor{ID: "jimukyoku", Role: record.RoleApplicant, ApplicantID: "somebody-else"}
	if out, err := o.again(stranger, "record-payment", no, "k1", 0, &money.PaymentInput{Charge: "review", Amount: 30_000}); err == nil {
		t.Errorf("a key opened a case to somebody who may not see it: %s", out)
	}
}

// TestKeysOfTwoPeopleDoNotMeet gives two people keys that read alike behind their names.
func TestKeysOfTwoPeopleDoNotMeet(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	one, other := access.Actor{ID: "z/1", Role: record.RoleSecretariat}, access.Actor{ID: "z", Role: record.RoleSecretariat}
	pay := &money.PaymentInput{Charge: "review", Amount: 30_000}
	no := o.draft()
	first, err := o.again(one, "record-payment", no, "k", 0, pay)
	if err != nil {
		t.Fatal(err)
	}
	if second, err := o.again(other, "record-payment", no, "1/k", 0, &money.PaymentInput{Charge: "review", Amount: 50_000}); err != nil || second == first {
		t.Errorf("the answer to somebody else came back: %v", err)
	}
}

func TestSecretsAreNotKeptUnderAKey(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	in := &people.UserInput{Name: "担当者", Role: record.RoleObserver, Scheme: "all"}
	first, err := o.again(admin(), "add-user", "", "k1", 0, in)
	if err != nil || !strings.Contains(first, `"token":"id-`) {
		t.Fatalf("%v %s", err, first)
	}
	second, err := o.again(admin(), "add-user", "", "k1", 0, in)
	if err != nil || strings.Contains(second, `"token":"id-`) {
		t.Errorf("the token was kept: %v %s", err, second)
	}
}

func TestEveryActCountsTheVersionUp(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	if _, err := o.again(secretariat(), "declare", no, "", 1, &application.DeclareInput{By: "代表者", Name: "sensei.txt", Paper: []byte("宣誓書")}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.again(secretariat(), "declare", no, "", 1, &application.DeclareInput{By: "代表者", Name: "sensei.txt", Paper: []byte("宣誓書")}); !errors.Is(err, fault.Conflict) {
		t.Errorf("a version that has passed: %v", err)
	}
}

func TestWhatNamesNothingHasItsPlace(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	_, err := o.try(secretariat(), "open", "", `{"scheme":"nowhere","type":"new"}`)
	var problems fault.Problems
	if !errors.As(err, &problems) || problems[0].Where != "/scheme" {
		t.Errorf("an unknown scheme: %v", err)
	}
	_, err = o.try(secretariat(), "open", "", `{"scheme":"anshin","type":"neu","facts":{"refusals":["2014-02-30"]},"applicant":{"name":""}}`)
	if !errors.As(err, &problems) || len(problems) < 5 {
		t.Errorf("not every problem at once: %v", err)
	}
}

func TestABlockageIsARefusal(t *testing.T) {
	t.Parallel()
	for _, err := range []error{&desk.Blockage{}, &lifecycle.Blocked{}} {
		if got := fault.KindOf(err); got != fault.Refused {
			t.Errorf("kind of %T: %q", err, got)
		}
	}
}

func TestNothingThatIsSaidOfAnItemIsLost(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	_, err := o.try(secretariat(), "answer", no,
		`{"answers":{"7-1-1":6,"1-1-1":"met"},"cannot_judge":["3-1-1"],"notes":{"9-9-9":"?","1-1-1":"別紙"}}`)
	var problems fault.Problems
	if !errors.As(err, &problems) || len(problems) != 3 {
		t.Fatalf("points out of range, an item left by an applicant, a note on no item: %v", err)
	}
	view := o.do(secretariat(), "answer", no, `{"answers":{"1-1-1":"met"},"notes":{"1-1-1":"別紙"}}`)
	line := view["answers"].([]any)[0].(map[string]any)
	if line["claim"] != "met" || line["claim_note"] != "別紙" {
		t.Errorf("kept: %v", line)
	}
}
