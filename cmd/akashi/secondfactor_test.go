package main

import (
	"slices"
	"testing"
	"time"

	"akashi/app/people"
	"akashi/record"
	"akashi/scheme"
	"akashi/schemes"
)

// TestASchemeSaysWhoShowsASecondFactor: of a third scheme that asks its secretariat and its
// members alone, with a scheme that asks everybody beside it on the shelf.
func TestASchemeSaysWhoShowsASecondFactor(t *testing.T) {
	t.Parallel()
	harbour, err := schemes.ReadFile("../../schemes/testdata/harbour.yaml")
	if err != nil {
		t.Fatal(err)
	}
	harbour.Organisation.IntakeBodies = []scheme.Body{{ID: "pier", Name: scheme.Text{JA: "桟橋", EN: "The Pier"}, Source: "H-1"}}
	shipped, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	e := &entrance{T: t}
	e.shelf, _ = scheme.NewShelf(append(slices.Clone(shipped.All()), harbour))
	e.open("")
	inForce := time.Date(2030, 6, 3, 3, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		in   people.UserInput
		at   time.Time
		asks bool
	}{
		{people.UserInput{ID: "pier-1", Role: record.RoleReviewer, Scheme: "harbour", Body: "pier"}, inForce, false},
		{people.UserInput{ID: "deck-1", Role: record.RoleAssessor, Scheme: "harbour"}, inForce, false},
		{people.UserInput{ID: "desk-1", Role: record.RoleSecretariat, Scheme: "harbour"}, inForce, true},
		{people.UserInput{ID: "crew-1", Role: record.RoleMember, Scheme: "harbour", Seat: "crew"}, inForce, true},
		{people.UserInput{ID: "both-1", Role: record.RoleAssessor, Scheme: "harbour,anshin"}, inForce, true},
		{people.UserInput{ID: "each-1", Role: record.RoleAssessor, Scheme: "all"}, inForce, true},
		{people.UserInput{ID: "jaipa-1", Role: record.RoleReviewer, Scheme: "anshin", Body: "jaipa"}, inForce, true},
		{people.UserInput{ID: "root-1", Role: record.RoleAdmin, Scheme: "harbour"}, inForce, true},
		{people.UserInput{ID: "ap-1", Role: record.RoleApplicant, Scheme: "harbour"}, inForce, false},
		// Before its first edition nothing lets anybody off.
		{people.UserInput{ID: "early-1", Role: record.RoleAssessor, Scheme: "harbour"}, time.Date(2029, 12, 28, 3, 0, 0, 0, time.UTC), true},
	} {
		e.now, c.in.Name = c.at, "見本 "+c.in.ID
		b := &guest{entrance: e}
		b.post("/login", "link", e.invite(c.in), "choose", "1", "password", password)
		if v := e.visitor(b); v.Complete(false) == c.asks {
			t.Errorf("%s (%s of %s): is asked for a second factor: %v, want %v", c.in.ID, c.in.Role, c.in.Scheme, !c.asks, c.asks)
		}
		want := replied{status: 200}
		if c.asks {
			want = replied{status: 303, location: "/me/app?next=%2Fme"}
		}
		b.wants(b.get("/me"), want.status, want.location)
	}
}
