package app_test

import (
	"context"
	"testing"

	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/statistics"
)

// TestFigures counts what was accepted, by what became of it, and names nobody: one grant is
// few, and so is the year.
func TestFigures(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	o.granted()
	view, err := o.app.Figures(context.Background(), access.Actor{ID: "w", Role: record.RoleObserver, Scheme: "pmark"}, "")
	if err != nil || len(view.Schemes) != 1 || view.Schemes[0].Scheme != "pmark" || view.Schemes[0].Valid != 1 || len(view.Schemes[0].Years) != 1 {
		t.Fatalf("got %+v %v", view, err)
	}
	if y := view.Schemes[0].Years[0]; !y.Filed.Few || y.Of[statistics.Granted].Shown() || y.Days != 0 {
		t.Errorf("got %+v", y)
	}
	for _, role := range []record.Role{record.RoleApplicant, record.RoleReviewer, record.RoleMember, record.RoleAdmin, record.RolePublic} {
		if view, err := o.app.Figures(context.Background(), access.Actor{ID: "x", Role: role, Scheme: "pmark"}, "pmark"); err == nil {
			t.Errorf("%s is told %+v", role, view)
		}
	}
	if _, err := o.app.Figures(context.Background(), access.Actor{ID: "w", Role: record.RoleObserver, Scheme: "anshin"}, "pmark"); err == nil {
		t.Error("an observer of one scheme is told of another")
	}
}
