package access_test

import (
	"errors"
	"testing"
	"time"

	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// The people of the tests. Seats and bodies are those of the anshin edition;
// the persons are invented.
func people() map[string]access.Actor {
	return map[string]access.Actor{
		"applicant":   {ID: "u-app", Role: record.RoleApplicant, ApplicantID: "mihon"},
		"competitor":  {ID: "u-comp", Role: record.RoleApplicant, ApplicantID: "other"},
		"secretary":   {ID: "u-sec", Role: record.RoleSecretariat, Scheme: "anshin"},
		"other desk":  {ID: "u-desk", Role: record.RoleSecretariat, Scheme: "pmark"},
		"reviewer":    {ID: "u-rev", Role: record.RoleReviewer, Scheme: "anshin", Body: "jaipa"},
		"colleague":   {ID: "u-rev2", Role: record.RoleReviewer, Scheme: "anshin", Body: "jaipa"},
		"other body":  {ID: "u-rev3", Role: record.RoleReviewer, Scheme: "anshin", Body: "telesa"},
		"assessor":    {ID: "u-ass", Role: record.RoleAssessor, Scheme: "anshin"},
		"member":      {ID: "u-mem", Role: record.RoleMember, Scheme: "anshin", Seat: "lawyer"},
		"jaipa seat":  {ID: "u-jai", Role: record.RoleMember, Scheme: "anshin", Seat: "jaipa"},
		"observer":    {ID: "u-obs", Role: record.RoleObserver, Scheme: "anshin"},
		"admin":       {ID: "u-adm", Role: record.RoleAdmin},
		"its admin":   {ID: "u-adm2", Role: record.RoleAdmin, Scheme: "anshin"},
		"calendar":    {Role: record.RoleCalendar},
		"public":      {},
		"stranger":    {ID: "u-str", Role: "king"},
		"blank seat":  {ID: "u-bl", Role: record.RoleMember, Scheme: "anshin"},
		"no relation": {ID: "u-nr", Role: record.RoleApplicant},
	}
}

// aCase is filed at JAIPA, examined by the reviewer, and before an open session,
// for which the seat of JAIPA is recused (S0-05).
func aCase() access.Object {
	return access.Object{Kind: access.KindCase, Scheme: "anshin", ApplicantID: "mihon", IntakeBody: "jaipa",
		Filed: true, Session: record.SessionOpen,
		Assigned: []string{"u-rev", "u-ass"}, Conflicted: []string{"", "jaipa"}, Cleared: []string{"u-mem", "u-bl", "u-jai"}}
}

func draft() access.Object {
	return access.Object{Kind: access.KindCase, Scheme: "anshin", ApplicantID: "mihon", IntakeBody: "jaipa"}
}

// undeclared is on the agenda, and no member has said whether there is a conflict.
func undeclared() access.Object {
	o := aCase()
	o.Cleared = nil
	return o
}

func untabled() access.Object {
	o := aCase()
	o.Session = ""
	return o
}

func between(state record.SessionState) access.Object {
	o := aCase()
	o.Session = state
	return o
}

func assigned(ids ...string) access.Object {
	o := aCase()
	o.Assigned = ids
	return o
}

// relieved is examined by nobody any more: this user was taken off it.
func relieved(id string) access.Object {
	return access.OfCase(record.Case{Scheme: "anshin", IntakeBody: "jaipa", Filed: civil.MustOf(2014, 8, 1), SessionID: "s"},
		record.Session{State: record.SessionOpen}, []record.Assignment{{UserID: id, Ended: time.Unix(1, 0)}}, nil, []record.Clearance{{SessionID: "s", UserID: "u-mem"}})
}

func conflicted(ids ...string) access.Object {
	o := aCase()
	o.Conflicted = append(o.Conflicted, ids...)
	return o
}

func TestMay(t *testing.T) {
	t.Parallel()
	const hidden, allowed = "access.not-found", ""
	for _, tt := range []struct {
		name string
		who  string
		act  access.Action
		on   access.Object
		want string // code of the refusal, "" when allowed
	}{
		{"an applicant answers its own draft", "applicant", access.Answer, draft(), allowed},
		{"a competitor does not learn that it is there", "competitor", access.Answer, draft(), hidden},
		{"an officer without an applicant owns nothing", "no relation", access.ViewCase, access.Object{Kind: access.KindCase}, hidden},
		{"an applicant does not accept its own case", "applicant", access.Accept, aCase(), "access.role"},
		{"the secretariat enters a paper application", "secretary", access.Answer, draft(), allowed},
		{"the desk of another scheme sees nothing", "other desk", access.ViewCase, aCase(), hidden},

		{"S0-10 a reviewer sees what was filed at the own body", "colleague", access.ViewCase, aCase(), allowed},
		{"but not what is still a draft", "colleague", access.ViewCase, draft(), hidden},
		{"and judges only what was assigned", "colleague", access.Judge, aCase(), "access.relation"},
		{"another body sees nothing", "other body", access.ViewCase, aCase(), hidden},
		{"nor judges when assigned by mistake", "other body", access.Judge, assigned("u-rev3"), "access.body"},
		{"the assigned reviewer judges", "reviewer", access.Judge, aCase(), allowed},
		{"an assessor who is assigned logs the visit", "assessor", access.LogVisit, aCase(), allowed},
		{"the secretariat does not judge", "secretary", access.Judge, aCase(), "access.role"},

		{"an assessor who was taken off logs nothing more", "assessor", access.LogVisit, relieved("u-ass"), hidden},
		{"nor does a reviewer of the body, who sees the case", "reviewer", access.Judge, relieved("u-rev"), "access.relation"},
		{"7.6.2 who was taken off has examined it", "secretary", access.Decide, relieved("u-sec"), "access.not-evaluator"},
		{"7.6.2 and has no vote", "member", access.Vote, relieved("u-mem").For("lawyer", ""), "access.not-evaluator"},

		{"S0-11 a member sees what is on the agenda", "member", access.ViewCase, aCase(), allowed},
		{"and nothing before", "member", access.ViewCase, untabled(), hidden},
		{"4.2 nor before saying whether there is a conflict", "member", access.ViewCase, undeclared(), hidden},
		{"nor votes", "member", access.Vote, undeclared().For("lawyer", ""), hidden},
		{"but may say that there is none", "member", access.DeclareNoConflict, undeclared().For("lawyer", ""), allowed},
		{"for the own seat alone", "member", access.DeclareNoConflict, undeclared().For("chair", ""), hidden},
		{"or that there is one", "member", access.DeclareConflict, undeclared().For("lawyer", ""), allowed},
		{"a recused seat has none to deny", "jaipa seat", access.DeclareNoConflict, undeclared().For("jaipa", ""), hidden},
		{"the secretariat enters what was said at the table", "secretary", access.DeclareNoConflict, undeclared().For("lawyer", ""), allowed},
		{"not for a seat with a conflict", "secretary", access.DeclareNoConflict, undeclared().For("jaipa", ""), "access.seat-unbiassed"},
		{"a member never judges in the first stage", "member", access.Judge, assigned("u-mem"), "access.role"},
		{"a member votes for the own seat", "member", access.Vote, aCase().For("lawyer", ""), allowed},
		{"not for another", "member", access.Vote, aCase().For("chair", ""), "access.seat"},
		{"not without a seat", "blank seat", access.Vote, aCase(), "access.seat"},
		{"not before the session", "member", access.Vote, between(record.SessionPlanned).For("lawyer", ""), "access.session-open"},
		{"not after it", "member", access.Vote, between(record.SessionClosed).For("lawyer", ""), "access.session-open"},
		{"7.6.2 not on a case examined by the same person", "member", access.Vote, assigned("u-mem").For("lawyer", ""), "access.not-evaluator"},
		{"7.6.2 an evaluator does not vote", "reviewer", access.Vote, aCase().For("lawyer", ""), "access.role"},
		{"7.6.2 nor decide", "reviewer", access.Decide, aCase(), "access.role"},
		{"7.6.2 a secretary who examined does not decide", "secretary", access.Decide, assigned("u-sec"), "access.not-evaluator"},
		{"the minutes say whose vote it is", "secretary", access.Vote, aCase(), "access.seat"},
		{"the secretariat records a vote as minutes", "secretary", access.Vote, aCase().For("lawyer", ""), allowed},
		{"but none of a seat with a conflict", "secretary", access.Vote, aCase().For("jaipa", ""), "access.seat-unbiassed"},
		{"the secretariat records the decision", "secretary", access.Decide, aCase(), allowed},
		{"a member does not record it alone", "member", access.Decide, aCase(), "access.role"},

		{"4.2 a recused seat does not see the case", "jaipa seat", access.ViewCase, aCase(), hidden},
		{"4.2 nor vote on it", "jaipa seat", access.Vote, aCase().For("jaipa", ""), hidden},
		{"4.2 nor a reviewer with a conflict", "reviewer", access.Judge, conflicted("u-rev"), hidden},
		{"4.2 nor a secretary with one", "secretary", access.RecordPayment, conflicted("u-sec"), hidden},
		{"4.2 a conflict can be declared", "member", access.DeclareConflict, aCase().For("lawyer", ""), allowed},
		{"4.2 but not that of another seat", "member", access.DeclareConflict, aCase().For("chair", ""), "access.oneself"},
		{"4.2 nor of another person", "reviewer", access.DeclareConflict, aCase().For("", "u-sec"), "access.oneself"},
		{"4.2 a reviewer declares the own one", "reviewer", access.DeclareConflict, aCase().For("", "u-rev"), allowed},
		{"4.2 the secretariat enters that of anybody", "secretary", access.DeclareConflict, aCase().For("chair", ""), allowed},
		{"4.2 who has left does not come back alone", "member", access.RetractConflict, aCase().For("lawyer", ""), "access.role"},

		{"an observer reads", "observer", access.ViewCase, aCase(), allowed},
		{"and does nothing else", "observer", access.Defer, aCase(), "access.role"},
		{"an administrator has no say on cases", "admin", access.ViewCase, aCase(), hidden},
		{"the one who asked does not confirm", "secretary", access.Confirm, access.Object{Scheme: "anshin", First: "u-sec"}, "access.not-first"},
		{"somebody else of the office does", "secretary", access.Confirm, access.Object{Scheme: "anshin", First: "other"}, allowed},
		{"not in a case of conflict", "secretary", access.Confirm, access.Object{Scheme: "anshin", First: "other", Conflicted: []string{"u-sec"}}, "access.conflict-of-interest"},
		{"a member does not", "member", access.Confirm, access.Object{Scheme: "anshin", First: "other", Chair: "seat-9"}, "access.of-office"},
		{"nor gives final verdicts", "member", access.JudgeFinal, access.Object{Kind: access.KindCase, Scheme: "anshin", Session: record.SessionOpen, Chair: "seat-9", Cleared: []string{"u-mem"}}, "access.of-office"},
		{"an administrator adds users", "admin", access.AddUser, access.Object{Kind: access.KindUser}, allowed},
		{"one of another scheme is not there", "its admin", access.DisableUser, access.Object{Kind: access.KindUser, Scheme: "pmark"}, "access.not-found"},
		{"which the secretariat does not", "secretary", access.AddUser, access.Object{Kind: access.KindUser}, "access.role"},
		{"the calendar lets a case lapse", "calendar", access.Lapse, aCase(), allowed},
		{"and looks at nothing", "calendar", access.ViewJournal, aCase(), hidden},
		{"the public looks at the register", "public", access.ViewRegister, access.Object{Kind: access.KindRegister}, allowed},
		{"and at no case", "public", access.ViewCase, aCase(), hidden},
		{"an unknown role is nobody", "stranger", access.ViewRegister, access.Object{Kind: access.KindRegister}, "access.role"},
		{"an unknown action is nothing", "secretary", "burn", aCase(), "access.role"},
		{"a holder gives the own mark back", "applicant", access.EndMark, access.Object{Kind: access.KindMark, Scheme: "anshin", ApplicantID: "mihon"}, allowed},
		{"nobody else does", "competitor", access.EndMark, access.Object{Kind: access.KindMark, Scheme: "anshin", ApplicantID: "mihon"}, "access.relation"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			ruling := access.May(people()[tt.who], tt.act, tt.on)
			if got := codeOf(ruling.Err()); got != tt.want {
				t.Errorf("May(%s, %s) = %q, want %q; because %+v", tt.who, tt.act, got, tt.want, ruling.Because)
			}
			if ruling.Allowed != ruling.Because.Holds || ruling.Allowed != (tt.want == "") {
				t.Errorf("allowed %v, its reason holds %v", ruling.Allowed, ruling.Because.Holds)
			}
		})
	}
}

func codeOf(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Code
	}
	return ""
}

func TestRulingErrIsOfTheRightKind(t *testing.T) {
	t.Parallel()
	for who, want := range map[string]fault.Kind{"competitor": fault.NotFound, "member": fault.Forbidden, "secretary": ""} {
		err := access.May(people()[who], access.Accept, aCase()).Err()
		if got := fault.KindOf(err); got != want {
			t.Errorf("%s: %v is %q, want %q", who, err, got, want)
		}
	}
}

func TestDisabledUserIsNobody(t *testing.T) {
	t.Parallel()
	u := record.User{ID: "u", Role: record.RoleAdmin, Disabled: true}
	if access.May(access.Of(u), access.AddUser, access.Object{}).Allowed {
		t.Error("a disabled administrator adds users")
	}
	u.Disabled = false
	if !access.May(access.Of(u), access.AddUser, access.Object{}).Allowed {
		t.Error("an administrator does not add users")
	}
}
