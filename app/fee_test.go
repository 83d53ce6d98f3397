package app_test

import (
	"context"
	"errors"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/values/fault"
	"akashi/values/yen"
)

// charge is the charge of a fee, if it was raised.
func (o *office) charge(no, code string) (app.ChargeView, bool) {
	o.t.Helper()
	view, err := o.app.CaseView(context.Background(), secretariat(), no)
	if err != nil {
		o.t.Fatal(err)
	}
	return desk.First(view.Charges, func(c app.ChargeView) bool { return c.Code == code })
}

// D11: the application fee is that of the day of filing, whatever day the draft was
// opened on.
func TestTheApplicationFeeIsOfTheFiling(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		opened, filed string
		want          yen.Amount
	}{
		{"2019-08-26", "2019-09-30", 51_429},
		{"2019-08-26", "2019-10-01", 52_382},
		{"2019-10-01", "2019-10-01", 52_382},
	} {
		o := newPmarkOffice(t)
		o.at(c.opened)
		no := o.pmarkDraft("見本情報株式会社", "1000000", "5", "new")
		o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("pmark", "2006")+`}`)
		if charge, raised := o.charge(no, "application"); raised {
			t.Errorf("a draft owes %v", charge)
		}
		o.at(c.filed)
		o.papers(no)
		o.do(secretariat(), "submit", no, `{}`)
		if charge, _ := o.charge(no, "application"); charge.Amount != c.want {
			t.Errorf("opened %s, filed %s: %s, want %s", c.opened, c.filed, charge.Amount, c.want)
		}
	}
}

// A fee that must be in before the filing has no last day until there is one, and is
// never late.
func TestAFeeBeforeTheFilingHasNoDay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	if charge, raised := o.charge(no, "review"); !raised || !charge.Due.IsZero() {
		t.Errorf("the fee of a draft falls due on %s", charge.Due)
	}
}

// D12: the review fee is due whatever comes of the review (S3-08).
func TestTheReviewFeeIsDueAfterAVisit(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	withdrawn := func(minutes string) bool {
		no := o.pmarkDraft("見本"+minutes+"株式会社", "1000000", "5", "new")
		o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("pmark", "2006")+`}`)
		o.papers(no)
		o.do(secretariat(), "submit", no, `{}`)
		o.pay(no)
		o.do(secretariat(), "accept", no, `{}`)
		o.do(secretariat(), "assign", no, `{"user":"asr1"}`)
		o.do(assessor(), "begin-review", no, `{}`)
		o.do(assessor(), "judge", no, `{"answers":`+o.aspect("document", "met")+`}`)
		o.do(assessor(), "pass-documents", no, `{}`)
		if minutes != "0" {
			o.do(assessor(), "log-visit", no, `{"minutes":`+minutes+`,"persons":2}`)
		}
		o.do(secretariat(), "withdraw", no, `{"reason":"取下げ"}`)
		charge, raised := o.charge(no, "review")
		if raised && charge.Amount != 205_715 {
			t.Errorf("review fee %s, want 205,715", charge.Amount)
		}
		return raised
	}
	if withdrawn("0") || !withdrawn("480") {
		t.Error("withdrawn before the visit nothing of the review is owed, after it the fee is")
	}
}

// D15: money that comes after the last day of the agreement does not revive it, whatever
// day the agreement bears.
func TestMoneyAfterTheLastDayDoesNotRevive(t *testing.T) {
	t.Parallel()
	for received, want := range map[string]error{"2016-06-30": nil, "2016-07-01": nil, "2016-07-02": fault.Refused} {
		o := newPmarkOffice(t)
		no := o.pmarkDraft("見本情報株式会社", "1000000", "5", "new")
		o.reviewed(no, 300)
		o.pay(no)
		if _, err := o.decided(no, "grant"); err != nil {
			t.Fatal(err)
		}
		due := o.caseView(no).Due.String() // last day of the agreement
		o.at("2016-07-02")
		o.do(secretariat(), "record-payment", no, `{"charge":"mark","amount":51429,"received":"`+received+`"}`)
		_, err := o.try(secretariat(), "conclude-agreement", no, `{"concluded":"2016-07-01"}`)
		if !errors.Is(err, want) || want == nil && err != nil {
			t.Errorf("last day %s, received %s: %v, want %v", due, received, err, want)
		}
	}
}
