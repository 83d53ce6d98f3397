package app_test

import (
	"testing"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
)

// Whoever acts for no applicant looks after nobody's contacts: those of "no applicant" are
// of everybody who has none.
func TestWhoActsForNobodyHasNoColleagues(t *testing.T) {
	t.Parallel()
	for applicant, may := range map[string]bool{"": false, record.NoApplicant: false, "a-1": true} {
		who := access.Actor{ID: "tanto", Role: record.RoleApplicant, Scheme: "anshin", ApplicantID: applicant}
		if err := app.OwnColleagues(who); (err == nil) != may {
			t.Errorf("for %q: %v", applicant, err)
		}
	}
}
