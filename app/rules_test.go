package app_test

import (
	"errors"
	"testing"

	"akashi/app/desk"
	"akashi/values/fault"
	"akashi/words"
)

// A mark that was withdrawn cannot be renewed: the office does not take a renewal in,
// examine and charge it, to refuse it at its end (D20 of the looks).
func TestAWithdrawnMarkIsNotRenewed(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	c := o.granted()
	number := c["number"].(string)
	o.do(secretariat(), "withdraw-mark", number, `{"reason":"虚偽の申請"}`)
	_, err := o.try(secretariat(), "open", "", `{"scheme":"pmark","type":"renewal","renews":"`+number+`","applicant_id":"`+c["applicant_id"].(string)+`"}`)
	var refusal *fault.Refusal
	if !errors.As(err, &refusal) || refusal.Reason != "case.renews-what-ended" || refusal.Clause == "" {
		t.Fatalf("a renewal of a withdrawn mark: %v", err)
	}
	if got, want := words.In(words.Japanese).Failure(err).Message, "マーク"+number+"は更新できません（取消し）。新規に申請してください。"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
}

// A size class other than the particulars give is a finding, and says why (S3-13).
func TestAnotherSizeThanComputedSaysWhy(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本卸株式会社", "10000000", "6", "new")
	o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("pmark", "2006")+`}`)
	o.papers(no)
	o.do(secretariat(), "submit", no, `{}`)
	o.pay(no)
	if _, err := o.try(secretariat(), "accept", no, `{"size":"large"}`); !errors.Is(err, fault.Invalid) {
		t.Errorf("another size without a reason: %v", err)
	}
	view := o.do(secretariat(), "accept", no, `{"size":"large","note":"連結子会社の従業者を含む"}`)
	if view["size"] != "large" {
		t.Errorf("size %v", view["size"])
	}
}

// Where a scheme is for a region, an application that states none is not filed (S3-03).
func TestAnApplicationStatesItsRegion(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	c := o.do(secretariat(), "open", "", `{"scheme":"pmark","type":"new","applicant":{"name":"見本無所属株式会社","sample":true,
		"industry":"service","capital":1000000,"persons":5}}`)
	no := c["no"].(string)
	o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("pmark", "2006")+`}`)
	o.papers(no)
	_, err := o.try(secretariat(), "submit", no, `{}`)
	var blocked *desk.Blockage
	if !errors.As(err, &blocked) || blocked.Guards[0].Code != "guard.eligible" || blocked.Guards[0].Clause == "" {
		t.Fatalf("filed without a region: %v", err)
	}
	o.do(secretariat(), "amend", no, `{"applicant":{"name":"見本無所属株式会社","region":"hokkaido","industry":"service","capital":1000000,"persons":5}}`)
	o.do(secretariat(), "submit", no, `{}`)
}

// A unit has one mark: an operator of pmark, a service of anshin (S3-06, S0-07, D4).
func TestAUnitHasOneMark(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	c := o.granted()
	again := `{"scheme":"pmark","type":"new","applicant_id":"` + c["applicant_id"].(string) + `"}`
	var refusal *fault.Refusal
	if _, err := o.try(secretariat(), "open", "", again); !errors.As(err, &refusal) || refusal.Reason != "case.unit-has-mark" || refusal.Clause != "S3-06" {
		t.Errorf("a holder applies anew: %v", err)
	}
	o.at("2018-04-01") // expired the day before
	if _, err := o.try(secretariat(), "open", "", again); err != nil {
		t.Errorf("a holder whose mark has expired applies anew: %v", err)
	}

	o = newOffice(t)
	no, session := o.tabled()
	o.at("2014-11-14")
	o.sat(no, session)
	v := o.do(secretariat(), "decide", no, `{"reasons":"適合","valid_to":"2016-11-30"}`)
	for service, free := range map[string]bool{"見本ネット": false, "別のネット": true} {
		_, err := o.try(secretariat(), "open", "", `{"scheme":"anshin","type":"new","service":"`+service+`","intake_body":"jaipa","applicant_id":"`+v["applicant_id"].(string)+`"}`)
		if (err == nil) != free {
			t.Errorf("a new application for %s: %v", service, err)
		}
	}
}
