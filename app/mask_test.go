package app_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"akashi/record"
	"akashi/rules/access"
)

// Every field of the policy is asked before its part of a case is shown.
func TestWhatThePolicyGuardsIsNotShown(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, _ := o.tabled()
	const secret = "How points are given is confidential"
	for _, c := range []struct {
		who           access.Actor
		contact, grid bool
	}{
		{secretariat(), true, false},
		{access.Actor{ID: "rev1", Role: record.RoleReviewer, Body: "jaipa"}, true, true},
		{access.Actor{ID: "mem", Role: record.RoleMember, Seat: "consumer"}, false, true},
	} {
		view, err := o.app.CaseView(context.Background(), c.who, no)
		if err != nil {
			t.Errorf("%s: %v", c.who.Role, err)
			continue
		}
		body, err := json.Marshal(view)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(body), `"address"`); got != c.contact {
			t.Errorf("%s is shown the address: %v, want %v", c.who.Role, got, c.contact)
		}
		if got := strings.Contains(string(body), secret); got != c.grid {
			t.Errorf("%s is shown the confidential rubric: %v, want %v", c.who.Role, got, c.grid)
		}
	}
}
