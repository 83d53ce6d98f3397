package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// TestAClerkWhoExaminesTakesNothingIn has a clerk of an intake body who is a reviewer of it as
// well: the clerk cannot give a case to that reviewer, and once somebody else did, the clerk has
// no act in it any more, in whatever role it is asked for.
func TestAClerkWhoExaminesTakesNothingIn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.submitted(`{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa","applicant":{"name":"見本インターネット株式会社","sample":true}}`)
	o.do(admin(), "add-user", "", `{"id":"uketsuke","name":"受付","role":"clerk","body":"jaipa","scheme":"anshin"}`)
	o.do(admin(), "grant-role", "uketsuke", `{"role":"reviewer","body":"jaipa","scheme":"anshin"}`)
	clerk := access.Actor{ID: "uketsuke", Role: record.RoleClerk, Scheme: "anshin", Body: "jaipa"}
	elsewhere := access.Actor{ID: "yoso", Role: record.RoleClerk, Scheme: "anshin", Body: "tca"}

	o.do(clerk, "check-intake", no, `{"steps":["document"],"standing":"whole"}`)
	o.do(clerk, "accept", no, `{}`)
	if _, err := o.try(clerk, "assign", no, `{"user":"uketsuke"}`); err == nil || !strings.Contains(err.Error(), "assign.oneself") {
		t.Errorf("the clerk gives a case to themselves: %v", err)
	}
	o.do(secretariat(), "assign", no, `{"user":"uketsuke"}`)
	for act, input := range map[string]string{"return": `{"reason":"不備"}`, "unassign": `{"user":"uketsuke","reason":"交代"}`, "assign": `{"user":"ichiji"}`} {
		if _, err := o.try(clerk, act, no, input); err == nil || !strings.Contains(err.Error(), "access.apart") {
			t.Errorf("%s by who examines: %v", act, err)
		}
		if _, err := o.try(elsewhere, act, no, input); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s by the clerk of another body: %v", act, err)
		}
	}
}

// TestAClerkIsToldNoLoadElsewhere: a reviewer of two bodies has a case at the other one, which
// the secretariat counts and the clerk of this one does not.
func TestAClerkIsToldNoLoadElsewhere(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	elsewhere := o.submitted(`{"scheme":"anshin","type":"new","service":"見本一ネット","intake_body":"jaipa","applicant":{"name":"見本一株式会社","sample":true}}`)
	here := o.submitted(`{"scheme":"anshin","type":"new","service":"見本二ネット","intake_body":"jaipa","applicant":{"name":"見本二株式会社","sample":true}}`)
	o.do(admin(), "grant-role", "rev1", `{"role":"reviewer","body":"tca","scheme":"anshin"}`)
	o.do(secretariat(), "accept", elsewhere, `{}`)
	o.do(secretariat(), "assign", elsewhere, `{"user":"rev1"}`)
	o.do(secretariat(), "change-body", elsewhere, `{"intake_body":"tca","reason":"体制の都合"}`)
	o.do(secretariat(), "accept", here, `{}`)
	clerk := access.Actor{ID: "uke", Role: record.RoleClerk, Scheme: "anshin", Body: "jaipa"}
	for want, who := range []access.Actor{clerk, secretariat()} {
		all, err := o.app.Candidates(t.Context(), who, here)
		at := slices.IndexFunc(all, func(c app.Candidate) bool { return c.ID == "rev1" })
		if err != nil || at < 0 || all[at].Cases != want {
			t.Errorf("to the %s: %+v, %v; want %d cases of rev1", who.Role, all, err, want)
		}
	}
}
