package app_test

import (
	"context"
	"testing"

	"akashi/record"
	"akashi/rules/access"
)

// TestPrecedentsOfACase: what was decided on a case that failed the same criterion is told to
// the bench, and not to who has left that case or is of neither.
func TestPrecedentsOfACase(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	before, session := o.tabled()
	one := o.reported(`{"scheme":"anshin","type":"new","service":"別の見本ネット","intake_body":"jaipa","applicant":{"name":"見本電信株式会社","sample":true}}`)
	o.at("2014-11-14")
	o.do(secretariat(), "open-session", session, `{}`)
	o.do(secretariat(), "judge-final", before, `{"answers":{"2-1-1":"unmet"},"notes":{"2-1-1":"診断結果が古い"}}`)
	seats := `["chair","consumer_life","consumer_affairs","university","audit_firm"]`
	o.do(secretariat(), "attend", session, `{"seats":`+seats+`}`)
	for _, seat := range []string{"chair", "consumer_life", "consumer_affairs", "university", "audit_firm"} {
		o.do(secretariat(), "vote", before, `{"seat":"`+seat+`","choice":"refuse"}`)
	}
	o.do(secretariat(), "decide", before, `{"reasons":"診断結果が古い"}`)
	o.do(secretariat(), "schedule", one, `{"session":"`+session+`"}`)
	told := func(who access.Actor) []string {
		t.Helper()
		var nos []string
		for _, p := range must(o.app.Precedents(context.Background(), who, one))[one] {
			if p.Reasons != "診断結果が古い" || p.Outcome != record.Refused || len(p.Common) != 1 || p.Decided.IsZero() {
				t.Errorf("%s is told %+v", who.ID, p)
			}
			nos = append(nos, p.Case)
		}
		return nos
	}
	if got := told(secretariat()); len(got) > 0 {
		t.Errorf("a case that meets everything has precedents %v", got)
	}
	o.do(secretariat(), "judge-final", one, `{"answers":{"2-1-1":"unmet"},"notes":{"2-1-1":"診断結果が古い"}}`)
	free := access.Actor{ID: "mem", Role: record.RoleMember, Scheme: "anshin", Seat: "chair"}
	left := access.Actor{ID: "uni", Role: record.RoleMember, Scheme: "anshin", Seat: "university"}
	o.do(left, "declare-conflict", before, `{"note":"顧問"}`)
	for _, who := range []access.Actor{free, left} {
		o.do(who, "declare-no-conflict", one, `{}`)
	}
	for _, c := range []struct {
		who  access.Actor
		want int
	}{{secretariat(), 1}, {free, 1}, {left, 0}, {access.Actor{ID: "rev1", Role: record.RoleReviewer, Body: "jaipa"}, 0}, {access.Actor{ID: "obs", Role: record.RoleObserver}, 0}} {
		if got := told(c.who); len(got) != c.want {
			t.Errorf("%s is told of %v, want %d", c.who.ID, got, c.want)
		}
	}
}
