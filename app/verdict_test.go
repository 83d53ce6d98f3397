package app_test

import (
	"context"
	"errors"
	"testing"

	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
)

// A verdict for a day gone by rests on the history of the mark and of its renewals,
// whatever has become of them since; a day to come is told as it is planned (D13).
func TestHistoryDecidesThePast(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	c := o.granted() // 2016-04-01 to 2018-03-31
	number := c["number"].(string)
	o.at("2017-11-30") // the last day of the window
	renewal := o.renewalOf(number, c["applicant_id"].(string))
	o.papers(renewal)
	o.do(secretariat(), "submit", renewal, `{}`)
	o.at("2018-04-10")
	if got := o.standing(number, "2099-01-01"); got != lifecycle.StandExpired {
		t.Errorf("under review, a day after the expiry is planned as %s", got)
	}
	o.at("2018-05-10")
	o.do(secretariat(), "withdraw", renewal, `{"reason":"事業を終える"}`)
	o.at("2018-06-01")
	for day, want := range map[string]lifecycle.Standing{
		"2016-03-31": lifecycle.NotYetValid,
		"2016-04-01": lifecycle.Valid,
		"2018-03-31": lifecycle.Valid,
		"2018-04-01": lifecycle.Valid, // its renewal was under review
		"2018-05-09": lifecycle.Valid,
		"2018-05-10": lifecycle.StandExpired,
		"2018-06-01": lifecycle.StandExpired,
		"2018-06-02": lifecycle.StandExpired,
	} {
		on, err := civil.Parse(day)
		if err != nil {
			t.Fatal(err)
		}
		m, err := o.app.Verify(context.Background(), number, on)
		if err != nil || m.Standing != want {
			t.Errorf("on %s: %s, want %s (%v)", day, m.Standing, want, err)
		}
		today := day == "2018-06-01"
		if (m.Today == nil) != today || !today && m.Today.Standing != lifecycle.StandExpired {
			t.Errorf("on %s: beside it today is %+v", day, m.Today)
		}
		if m.Planned != (day == "2018-06-02") {
			t.Errorf("on %s: planned %v", day, m.Planned)
		}
	}
}

// A suspension does not hide that the period has ended (D14).
func TestExpiryShowsThroughASuspension(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	number := o.granted()["number"].(string)
	o.at("2018-03-01")
	o.do(secretariat(), "suspend-mark", number, `{"reason":"事故の調査"}`)
	for day, want := range map[string]lifecycle.Standing{
		"2018-03-31": lifecycle.StandSuspended,
		"2018-04-01": lifecycle.StandExpired,
	} {
		o.at(day)
		if got := o.standing(number, ""); got != want {
			t.Errorf("on %s: %s, want %s", day, got, want)
		}
	}
	o.at("2018-04-01")
	_, err := o.try(secretariat(), "restore-mark", number, `{"reason":"調査の終わり"}`)
	var refusal *fault.Refusal
	if !errors.As(err, &refusal) || refusal.Reason != "mark.restore-expired" {
		t.Errorf("an expired mark is restored: %v", err)
	}
}
