package app_test

import (
	"context"
	"testing"

	"akashi/scheme"
)

func TestAnotherEditionLeavesThePastAlone(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.granted()["no"].(string)
	now, err := o.app.Shelf.Edition("pmark", "2006")
	if err != nil {
		t.Fatal(err)
	}
	stricter := *now
	stricter.Criteria = append([]scheme.Criterion{}, now.Criteria...)
	stricter.Criteria[0].ID = "3.1-new" // an item that nobody was asked
	s, err := o.app.Simulate(context.Background(), secretariat(), now, &stricter, scheme.New)
	if err != nil || s.Cases != 1 || s.Passed != 1 || s.Passes != 0 || s.Lines[0].Case != no {
		t.Fatalf("%+v %v", s, err)
	}
	if view, err := o.app.CaseView(context.Background(), secretariat(), no); err != nil || view.Decision.Outcome != "granted" {
		t.Errorf("the decision itself changed: %+v %v", view.Decision, err)
	}
}
