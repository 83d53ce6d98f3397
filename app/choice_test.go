package app_test

import (
	"context"
	"slices"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
)

// A form offers by name whom the actor may name in it, and nobody else: the secretariat all who
// work for the scheme, an examiner the own person, an applicant the own organisation.
func TestAFormOffersWhomItsActorMayName(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, _ := o.tabled()
	applicant := o.caseView(no).ApplicantID
	offered := func(who access.Actor, act access.Action, object, key string) []string {
		t.Helper()
		a, _ := app.FindAction(act)
		all, err := o.app.Choices(context.Background(), who, a, object, desk.About{Scheme: "anshin"})
		if err != nil {
			t.Fatalf("%s: %v", act, err)
		}
		var ids []string
		for _, n := range all[key] {
			if n.Name == "" {
				t.Errorf("%s: %s has no name", act, n.ID)
			}
			ids = append(ids, n.ID)
		}
		return ids
	}
	everybody := offered(secretariat(), access.StateTie, "", "user")
	if !slices.Contains(everybody, "rev1") || !slices.Contains(everybody, "jimukyoku") {
		t.Errorf("the secretariat can state the ties of %v", everybody)
	}
	if got := offered(secretariat(), access.RecordCompetence, "", "user"); slices.Contains(got, "jimukyoku") || !slices.Contains(got, "rev1") {
		t.Errorf("a competence can be recorded of %v", got)
	}
	own := access.Actor{ID: "rev1", Role: record.RoleReviewer, Scheme: "anshin", Body: "jaipa"}
	if got := offered(own, access.StateTie, "", "user"); !slices.Equal(got, []string{"rev1"}) {
		t.Errorf("a reviewer states the ties of %v", got)
	}
	if got := offered(secretariat(), access.Open, "", "applicant_id"); !slices.Contains(got, applicant) {
		t.Errorf("the secretariat opens cases of %v, not of %s", got, applicant)
	}
	stranger := access.Actor{ID: "stranger", Role: record.RoleApplicant, Scheme: "anshin", ApplicantID: "another"}
	if got := offered(stranger, access.Open, "", "applicant_id"); len(got) > 0 {
		t.Errorf("an applicant is told of %v", got)
	}
	if got := offered(access.Actor{ID: "alone", Role: record.RoleApplicant, Scheme: "anshin"}, access.Open, "", "applicant_id"); len(got) > 0 {
		t.Errorf("an applicant who begins alone is told of %v", got)
	}
}
