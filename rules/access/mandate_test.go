package access_test

import (
	"slices"
	"testing"

	"akashi/record"
	"akashi/rules/access"
)

// TestAConsultantActsWithinTheCommission: one case of the applicant's is as foreign as one of
// another, and an act outside it is refused where the case may be seen.
func TestAConsultantActsWithinTheCommission(t *testing.T) {
	t.Parallel()
	who := access.Actor{ID: "dairi", Role: record.RoleApplicant, Scheme: "anshin", ApplicantID: "a1", Cases: "c1,c3", Tasks: "prepare"}
	of := func(id string) access.Object {
		return access.Object{Kind: access.KindCase, Scheme: "anshin", ApplicantID: "a1", Case: id}
	}
	for _, c := range []struct {
		act           access.Action
		object        access.Object
		may, unhidden bool
	}{
		{access.ViewCase, of("c1"), true, true}, {access.ViewCase, of("c3"), true, true}, {access.ViewCase, of("c2"), false, false}, {access.ViewCase, of(""), false, false}, {access.ViewCase, of("c"), false, false},
		{access.Answer, of("c1"), true, true}, {access.Answer, of("c2"), false, false},
		{access.Submit, of("c1"), false, true}, {access.Submit, of("c2"), false, false},
		{access.Open, access.Object{Scheme: "anshin", ApplicantID: "a1"}, false, true},
		{access.EndMark, access.Object{Kind: access.KindMark, Scheme: "anshin", ApplicantID: "a1", Case: "c1"}, false, true},
		{access.OwnColleagues, access.Object{Kind: access.KindUser, Scheme: "anshin", ApplicantID: "a1"}, true, true},
		{access.OwnAccount, access.Object{Kind: access.KindUser, Scheme: "anshin"}, true, true}, {access.ListCases, access.Object{Kind: access.KindCase, Scheme: "anshin"}, true, true},
	} {
		ruling := access.May(who, c.act, c.object)
		if ruling.Allowed != c.may || ruling.Hidden == c.unhidden && !c.may {
			t.Errorf("%s of %q: %+v", c.act, c.object.Case, ruling)
		}
	}
	whole := who
	whole.Cases, whole.Tasks = "", ""
	seer := who
	seer.Tasks = string(access.OnlySee)
	for _, act := range access.Actions() {
		if access.TaskOf(act) == "" || act == access.Open || act == access.EndMark {
			continue
		}
		if !access.May(whole, act, of("c2")).Allowed || access.May(seer, act, of("c1")).Allowed {
			t.Errorf("%s: who has no commission and who only sees", act)
		}
	}
}

// TestEveryActOfAnApplicantIsInATask, but looking and what is one's own.
func TestEveryActOfAnApplicantIsInATask(t *testing.T) {
	t.Parallel()
	own := []access.Action{access.ViewCase, access.ListCases, access.ViewRegister, access.OwnAccount, access.OwnColleagues, access.JoinApplicant, access.ViewInvoices, access.ViewLetters}
	for _, act := range access.Actions() {
		is := slices.Contains(access.Who(act), record.RoleApplicant)
		if is && access.TaskOf(act) == "" && !slices.Contains(own, act) {
			t.Errorf("%s is in no task: may a consultant do it?", act)
		}
		if !is && access.TaskOf(act) != "" {
			t.Errorf("%s is no act of an applicant", act)
		}
	}
}
