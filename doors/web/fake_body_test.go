package web_test

import (
	"context"

	"akashi/scheme"
	"akashi/values/civil"
)

// Joined is an edition beside whose bodies the office has one more.
func (o *office) Joined(_ context.Context, ed *scheme.Edition) (*scheme.Edition, error) {
	if len(ed.Organisation.IntakeBodies) == 0 {
		return ed, nil
	}
	with := *ed
	with.Organisation.IntakeBodies = append(append([]scheme.Body{}, ed.Organisation.IntakeBodies...),
		scheme.Body{ID: "mihonkyo", Code: "M", Name: scheme.Text{JA: "見本事業者協会", EN: "Mihon Operators Association"}, Days: civil.Range{From: civil.In(noon)}})
	return &with, nil
}
