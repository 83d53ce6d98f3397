package access_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"akashi/record"
	"akashi/rules/access"
)

func pick[S ~string](t *rapid.T, label string, from ...S) S {
	return rapid.SampledFrom(from).Draw(t, label)
}

func anyActor(t *rapid.T) access.Actor {
	return access.Actor{
		ID:          pick(t, "id", "", "u1", "u2", "u3"),
		Role:        pick(t, "role", append(access.Roles(), "", "king")...),
		Scheme:      pick(t, "actor scheme", "", "anshin", "pmark"),
		Body:        pick(t, "actor body", "", "jaipa", "telesa"),
		Seat:        pick(t, "actor seat", "", "chair", "jaipa"),
		ApplicantID: pick(t, "actor applicant", "", "a1", "a2"),
		Cases:       pick(t, "actor cases", "", "", "c1", "c1,c2"),
		Tasks:       pick(t, "actor tasks", "", "", "see", "prepare", "prepare,file"),
	}
}

func anyCase(t *rapid.T) access.Object {
	ids := rapid.SliceOfN(rapid.SampledFrom([]string{"", "u1", "u2", "u3", "chair", "jaipa"}), 0, 3)
	return access.Object{
		Kind:        access.KindCase,
		Scheme:      pick(t, "scheme", "anshin", "pmark"),
		ApplicantID: pick(t, "applicant", "", "a1", "a2"),
		Case:        pick(t, "case", "", "c1", "c2", "c3"),
		IntakeBody:  pick(t, "body", "", "jaipa", "telesa"),
		Filed:       rapid.Bool().Draw(t, "filed"),
		Session:     pick(t, "session", "", record.SessionPlanned, record.SessionOpen, record.SessionClosed),
		Seat:        pick(t, "seat", "", "chair", "jaipa"),
		Chair:       pick(t, "chair", "", "chair"),
		Decided:     rapid.Bool().Draw(t, "decided"),
		Assigned:    ids.Draw(t, "assigned"),
		Conflicted:  ids.Draw(t, "conflicted"),
		Cleared:     ids.Draw(t, "cleared"),
	}
}

func hasConflict(a access.Actor, o access.Object) bool {
	for _, c := range o.Conflicted {
		if c != "" && (c == a.ID || c == a.Seat) {
			return true
		}
	}
	return false
}

// mayKnow says row by row who may know of a case, role by role and without the
// table: the second derivation of the filter.
func mayKnow(a access.Actor, o access.Object) bool {
	if a.Cases != "" && !slices.Contains(strings.Split(a.Cases, ","), o.Case) || hasConflict(a, o) || a.Scheme != "" && a.Scheme != o.Scheme {
		return false
	}
	examines := a.ID != "" && slices.Contains(o.Assigned, a.ID)
	switch a.Role {
	case "secretariat", "accounts":
		return true
	case "applicant", "responsible":
		return a.ApplicantID != "" && o.ApplicantID == a.ApplicantID
	case "reviewer":
		return o.Filed && (examines || a.Body != "" && a.Body == o.IntakeBody)
	case "clerk":
		return o.Filed && a.Body != "" && a.Body == o.IntakeBody
	case "assessor":
		return examines
	case "member":
		cleared := o.Decided || a.ID != "" && slices.Contains(o.Cleared, a.ID)
		return cleared && (o.Session == "planned" || o.Session == "open" || o.Session == "closed")
	case "observer":
		return o.Filed
	}
	return false
}

func TestFilterAgreesWithMayAndWithEveryRow(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, o := anyActor(t), anyCase(t)
		for _, a.Role = range append(access.Roles(), "", "king") {
			want := mayKnow(a, o)
			if got := access.Visible(a).Admits(o); got != want {
				t.Fatalf("%s: the filter admits: %v, row by row: %v", a.Role, got, want)
			}
			if got := access.May(a, access.ViewCase, o).Allowed; got != want {
				t.Fatalf("%s: May(view-case): %v, row by row: %v", a.Role, got, want)
			}
			if want && access.Visible(a).IsEmpty() {
				t.Fatalf("%s: an empty filter admits a row", a.Role)
			}
		}
	})
}

func TestConflictedPersonNeitherSeesNorActs(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, o := anyActor(t), anyCase(t)
		a.ID = "u1"
		o.Conflicted = append(o.Conflicted, pick(t, "by", "u1", "seat"))
		if o.Conflicted[len(o.Conflicted)-1] == "seat" {
			a.Seat = "seat"
		}
		for _, act := range caseActions() {
			if r := access.May(a, act, o); r.Allowed {
				t.Fatalf("%s may %s", a.Role, act)
			} else if !r.Hidden {
				t.Fatalf("%s learns from %s that the case is there", a.Role, act)
			}
		}
		if len(access.Fields(a, o)) > 0 {
			t.Fatal("fields are shown")
		}
	})
}

// Whether, and what stands against it, is said alike by those who ask for less than the ground.
func TestTheShortAnswersAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, o := anyActor(t), anyCase(t)
		for _, act := range access.Actions() {
			ruling := access.May(a, act, o)
			var fails []string
			for _, r := range ruling.Because.Because {
				if !r.Holds {
					fails = append(fails, r.Rule)
				}
			}
			if got := access.Against(a, act, o); !slices.Equal(got, fails) {
				t.Fatalf("%s: %v stands against it, %v is said to", act, fails, got)
			}
			if access.Allows(a, act, o) != ruling.Allowed {
				t.Fatalf("%s: allowed is %v, and said to be the opposite", act, ruling.Allowed)
			}
		}
	})
}

// caseActions are the actions that everybody's conflict bars: all but those that
// do not look at any case.
func caseActions() []access.Action {
	elsewhere := []access.Action{access.ListCases, access.ViewRegister, access.ImportRegister, access.VerifyLog,
		access.AddUser, access.InviteUser, access.RotateUser, access.GrantRole, access.RevokeRole, access.DisableUser, access.EnableUser, access.ListUsers,
		access.Simulate, access.PlanSession, access.ViewSession}
	return slices.DeleteFunc(access.Actions(), func(a access.Action) bool { return slices.Contains(elsewhere, a) })
}

// Two worlds that differ only in a case the actor has a conflict in look the same
// to the actor: the same rows, the same count.
func TestTwinWorldsLookTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := anyActor(t)
		a.ID = "u1"
		world := rapid.SliceOfN(rapid.Custom(anyCase), 0, 6).Draw(t, "world")
		secret := anyCase(t)
		secret.Conflicted = []string{"u1"}
		twin := slices.Insert(slices.Clone(world), rapid.IntRange(0, len(world)).Draw(t, "place"), secret)
		if got, want := rows(a, twin), rows(a, world); !slices.Equal(got, want) {
			t.Fatalf("%d rows in one world, %d in its twin", len(want), len(got))
		}
	})
}

func rows(a access.Actor, world []access.Object) []string {
	var seen []string
	for _, o := range world {
		if access.Visible(a).Admits(o) {
			seen = append(seen, o.Scheme+o.ApplicantID+o.IntakeBody+string(o.Session))
		}
	}
	return seen
}

func TestFourEyes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, o := anyActor(t), anyCase(t)
		allowed := func(act access.Action) bool { return access.May(a, act, o).Allowed }
		examines := a.ID != "" && slices.Contains(o.Assigned, a.ID) ||
			a.Role == record.RoleReviewer || a.Role == record.RoleAssessor
		for _, act := range []access.Action{access.Vote, access.JudgeFinal, access.Decide} {
			if examines && allowed(act) {
				t.Fatalf("an evaluator may %s", act)
			}
			if o.Session != record.SessionOpen && allowed(act) {
				t.Fatalf("%s without an open session", act)
			}
		}
		if a.Role == record.RoleMember && a.Seat != o.Chair && allowed(access.JudgeFinal) {
			t.Fatal("a member other than the chair gives final verdicts")
		}
		if allowed(access.Judge) && (a.Role == record.RoleMember || a.Role == record.RoleSecretariat) {
			t.Fatalf("a %s judges in the first stage", a.Role)
		}
		if allowed(access.Vote) && slices.Contains(o.Conflicted, o.Seat) {
			t.Fatal("a vote for a seat with a conflict")
		}
	})
}

func TestAdminObserverAndPublicHaveNoSay(t *testing.T) {
	t.Parallel()
	reads := []access.Action{access.ViewCase, access.ListCases, access.ViewSession, access.ViewRegister, access.VerifyLog, access.OwnAccount, access.ViewFigures}
	installs := []access.Action{access.ViewRegister, access.VerifyLog, access.ImportRegister,
		access.AddUser, access.InviteUser, access.RotateUser, access.GrantRole, access.RevokeRole, access.DisableUser, access.EnableUser, access.ListUsers, access.ViewInstallation, access.OwnAccount}
	may := map[record.Role][]access.Action{record.RoleObserver: reads, record.RoleAdmin: installs,
		record.RolePublic: {access.ViewRegister}, record.RoleCalendar: {access.ViewRegister, access.Lapse, access.RaiseYearlyFees, access.Remind, access.RemindHolder}}
	rapid.Check(t, func(t *rapid.T) {
		a, o := anyActor(t), anyCase(t)
		a.Role = pick(t, "quiet role", record.RoleObserver, record.RoleAdmin, record.RolePublic, record.RoleCalendar)
		for _, act := range access.Actions() {
			if access.May(a, act, o).Allowed && !slices.Contains(may[a.Role], act) {
				t.Fatalf("%s may %s", a.Role, act)
			}
		}
	})
}

func TestNothingIsNobody(t *testing.T) {
	t.Parallel()
	if !(access.Filter{}).IsEmpty() || (access.Filter{}).Admits(aCase()) {
		t.Error("the zero filter admits a case")
	}
	if !access.Everything().Admits(aCase()) {
		t.Error("the office's own checks miss a case")
	}
	for _, act := range access.Actions() {
		if act != access.ViewRegister && access.May(access.Actor{}, act, access.Object{}).Allowed {
			t.Errorf("nobody may %s nothing", act)
		}
	}
}
