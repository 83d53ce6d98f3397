package web_test

import (
	"context"
	"strings"
	"testing"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Candidates are one who has the case, one who may have it, and one with a conflict.
func (o *office) Candidates(ctx context.Context, actor access.Actor, no string) ([]app.Candidate, error) {
	_, err := o.CaseView(ctx, actor, no)
	user := func(id, name string) record.User {
		return record.User{ID: id, Name: name, Role: record.RoleReviewer, Body: "jaipa", Scheme: "anshin"}
	}
	against := &fault.Refusal{Clause: "I-12", Reason: "assign.not-fit", Detail: fault.With("user", "c", "name", "審査員C", "why", "access.conflict-of-interest")}
	return []app.Candidate{{Told: true, User: user("a", "審査員A"), Assigned: true, InCharge: true},
		{Told: true, User: user("b", "審査員B"), Load: app.Load{Cases: 2, Items: 40, Next: &lifecycle.NextDay{Day: civil.MustOf(2026, 12, 1), Kind: lifecycle.EstimateDay, Why: lifecycle.WhyUsual, From: civil.MustOf(2026, 11, 1)}}},
		{Told: true, User: user("c", "審査員C"), Conflict: true, Against: against}}, err
}

// TestWhoCanHaveACase reads the page of an assignment: everybody by name, and whoever cannot
// have it with the reason and without a button.
func TestWhoCanHaveACase(t *testing.T) {
	t.Parallel()
	shown := asOfficer(t, open(t, newOffice(t)), "/o/cases/SA-2026-0002/assign")
	text := shown.Body.String()
	for _, says := range []string{"審査員A", "主担当", "残り40項目・2件", "申し出・記録あり", "この案件に利害抵触があります"} {
		if !strings.Contains(text, says) {
			t.Errorf("the page does not say %q", says)
		}
	}
	if strings.Contains(text, `name="user" value="c"`) {
		t.Error("one with a conflict can be assigned")
	}
}
