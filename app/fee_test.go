package app_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
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

// priced puts a further table on the shelf: from the day on a fee of anshin is
// another. The edition of the shelf is shared, so that a copy of it is priced.
func (o *office) priced(from, code string, amount yen.Amount) {
	was, err := o.app.Shelf.Edition("anshin", "2014-07")
	if err != nil {
		o.t.Fatal(err)
	}
	first, err := civil.Parse(from)
	if err != nil {
		o.t.Fatal(err)
	}
	now, fees := *was, *was.Fees
	now.Fees, fees.Tables = &fees, slices.Clone(was.Fees.Tables)
	at := slices.IndexFunc(fees.Tables, func(t scheme.FeeTable) bool { return t.Covers(first) })
	table := fees.Tables[at]
	fees.Tables[at].To = first.AddDays(-1)
	table.ID, table.From, table.Amounts = "further", first, slices.Clone(table.Amounts)
	for i := range table.Amounts {
		if table.Amounts[i].Code == code {
			table.Amounts[i].Amount = amount
		}
	}
	fees.Tables = slices.Insert(fees.Tables, at+1, table)
	o.app.Shelf, _ = scheme.NewShelf([]*scheme.Edition{&now})
}

// Of anshin the fee gates the filing: it is paid at the price of the day of payment, and
// compared with that of the filing. A difference is asked for or credited, once.
func TestTheFeeIsComparedAtTheFiling(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		price   yen.Amount
		charges []yen.Amount // of the review, as they stand after the filing
		open    []yen.Amount
	}{
		{80_000, []yen.Amount{80_000}, []yen.Amount{0}},
		{81_481, []yen.Amount{80_000, 1_481}, []yen.Amount{0, 1_481}},
		{78_000, []yen.Amount{78_000}, []yen.Amount{-2_000}},
	} {
		o := newOffice(t)
		o.priced("2020-04-01", "review", c.price)
		o.at("2020-03-02")
		no := o.draft()
		o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("anshin", "2014-07")+`}`)
		o.do(secretariat(), "record-payment", no, `{"charge":"review","amount":80000}`)
		o.at("2020-04-01")
		o.papers(no)
		o.do(secretariat(), "submit", no, `{}`)
		o.do(secretariat(), "return", no, `{"reason":"見本"}`)
		o.do(secretariat(), "submit", no, `{}`)
		var charges, open []yen.Amount
		for _, charge := range o.caseView(no).Charges {
			charges, open = append(charges, charge.Amount), append(open, charge.Open)
		}
		if !slices.Equal(charges, c.charges) || !slices.Equal(open, c.open) {
			t.Errorf("at %s: charged %v, open %v, want %v and %v", c.price, charges, open, c.charges, c.open)
		}
	}
}

// A pmark application that was sent back is filed anew, at the price of that day.
func TestAnApplicationSentBackIsPricedAnew(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	o.at("2019-09-30")
	no := o.pmarkDraft("見本情報株式会社", "1000000", "5", "new")
	o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("pmark", "2006")+`}`)
	o.papers(no)
	o.do(secretariat(), "submit", no, `{}`)
	o.do(secretariat(), "return", no, `{"reason":"見本"}`)
	o.at("2019-10-01")
	o.do(secretariat(), "submit", no, `{}`)
	if charge, _ := o.charge(no, "application"); charge.Amount != 52_382 {
		t.Errorf("not yet paid it is %s", charge.Amount)
	}
	o.pay(no)
	if open := o.caseView(no).Followed; len(open) != 1 || open[0].FromAmount != 51_429 {
		t.Errorf("followed %+v", open)
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

// The notice came on a day of another table: a yearly fee that was paid is owed for the
// difference, or stands paid over, and is what it was once the first day was right after all.
func TestAPaidFeeFollowsItsNoticeToAnotherTable(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		price, open yen.Amount
		status      record.ChargeStatus
	}{{20_370, 370, record.ChargeOwed}, {19_000, -1_000, record.ChargePaid}} {
		o := newOffice(t)
		o.priced("2014-11-18", "annual", c.price)
		no, session := o.tabled()
		o.at("2014-11-14")
		o.sat(no, session)
		o.do(secretariat(), "decide", no, `{"reasons":"見本","valid_to":"2016-11-30"}`)
		o.do(secretariat(), "record-notice", no, `{"received":"2014-11-14"}`)
		o.do(secretariat(), "record-payment", no, `{"charge":"annual","amount":20000}`)
		o.at("2014-11-20")
		o.do(secretariat(), "correct-notice", no, `{"received":"2014-11-18","reason":"受領証"}`)
		got, _ := o.charge(no, "annual")
		if got.Amount != c.price || got.Open != c.open || got.Status != c.status || got.Due.String() != "2014-12-17" {
			t.Errorf("at %s: %+v", c.price, got)
		}
		o.do(secretariat(), "correct-notice", no, `{"received":"2014-11-14","reason":"見間違い"}`)
		if got, _ = o.charge(no, "annual"); got.Amount != 20_000 || got.Open != 0 || got.Status != record.ChargePaid {
			t.Errorf("at %s, put back: %+v", c.price, got)
		}
	}
}

// A notice that comes before the agreement raises its fee with the grant.
func TestANoticeBeforeTheGrantRaisesItsFeeWithIt(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	o.withNoticeFee()
	no := o.pmarkDraft("見本情報株式会社", "1000000", "5", "new")
	o.reviewed(no, 300)
	o.pay(no)
	if _, err := o.decided(no, "grant"); err != nil {
		t.Fatal(err)
	}
	o.do(secretariat(), "record-notice", no, `{"received":"2016-04-01"}`)
	if got, raised := o.charge(no, "annual"); raised {
		t.Errorf("raised before there is a mark: %+v", got)
	}
	o.at("2016-04-05")
	o.do(secretariat(), "correct-notice", no, `{"received":"2016-04-04","reason":"受領証"}`)
	o.pay(no)
	o.do(secretariat(), "conclude-agreement", no, `{}`)
	if got, _ := o.charge(no, "annual"); got.Amount != 1_000 || got.Due.String() != "2016-05-03" {
		t.Errorf("after the grant: %+v", got)
	}
}

// withNoticeFee gives pmark a fee that is counted from the notice.
func (o *office) withNoticeFee() {
	o.t.Helper()
	was, err := o.app.Shelf.Edition("pmark", "2006")
	anshin, other := o.app.Shelf.Edition("anshin", "2014-07")
	if err != nil || other != nil {
		o.t.Fatal(err, other)
	}
	now, fees := *was, *was.Fees
	line, _ := anshin.Fees.Line("annual")
	now.Fees, fees.Lines, fees.Tables = &fees, append(slices.Clone(fees.Lines), line), slices.Clone(fees.Tables)
	for i := range fees.Tables {
		fees.Tables[i].Amounts = append(slices.Clone(fees.Tables[i].Amounts), scheme.FeeAmount{Code: "annual", Case: scheme.New, Amount: 1_000})
	}
	o.app.Shelf, _ = scheme.NewShelf([]*scheme.Edition{&now, anshin})
}
