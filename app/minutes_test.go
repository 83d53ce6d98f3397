package app_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"akashi/record"
	"akashi/rules/access"
)

// drafted is the draft of the minutes as somebody is given it; "" for none.
func (o *office) drafted(who access.Actor, session string) string {
	o.t.Helper()
	draft := must(o.app.SessionView(context.Background(), who, session)).Draft
	if draft == nil {
		return ""
	}
	return string(must(json.Marshal(draft)))
}

// TestMinutesAreDraftedFromTheRecord: once nothing is left on the agenda, the office is given a
// draft of what the record says, each case by itself and no vote with its seat.
func TestMinutesAreDraftedFromTheRecord(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	one, session := o.tabled()
	other := o.reported(`{"scheme":"anshin","type":"new","service":"別の見本ネット","intake_body":"jaipa","applicant":{"name":"見本電信株式会社","sample":true}}`)
	o.do(secretariat(), "schedule", other, `{"session":"`+session+`"}`)
	o.at("2014-11-14")
	o.sat(one, session)
	o.do(secretariat(), "decide", one, `{"reasons":"基準に適合","conditions":"半年後の報告","valid_to":"2016-11-30"}`)
	if got := o.drafted(secretariat(), session); got != "" {
		t.Errorf("a draft with a case still on the agenda: %s", got)
	}
	o.do(secretariat(), "excuse", session, `{"seat":"tca","reason":"所用"}`)
	o.do(secretariat(), "defer", other, `{"reason":"資料の不足"}`)
	for _, who := range []access.Actor{{ID: "mem", Role: record.RoleMember, Seat: "chair"}, {ID: "obs", Role: record.RoleObserver}} {
		if got := o.drafted(who, session); got != "" {
			t.Errorf("%s is given a draft: %s", who.ID, got)
		}
	}
	all := o.drafted(secretariat(), session)
	for _, word := range []string{`"day":"2014-11-14"`, "所用", one, "基準に適合", "半年後の報告", other, "資料の不足", `"for":"7"`, `"n":"8"`} {
		if !strings.Contains(all, word) {
			t.Errorf("the draft lacks %s: %s", word, all)
		}
	}
	for _, choice := range []string{`"grant"`, "choice"} {
		if strings.Contains(all, choice) {
			t.Errorf("the draft tells %s: %s", choice, all)
		}
	}
	// A secretary who has left a case drafts the minutes without it.
	struck := access.Actor{ID: "sec2", Role: record.RoleSecretariat, Seat: "jaipa"}
	if got := o.drafted(struck, session); strings.Contains(got, one) || strings.Contains(got, "所用") {
		t.Errorf("drafted for who left both: %s", got)
	}
	o.do(secretariat(), "close-session", session, `{"minutes":"議事録"}`)
	if got := o.drafted(secretariat(), session); got != "" {
		t.Errorf("a draft of minutes that stand: %s", got)
	}
}
