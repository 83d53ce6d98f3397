package web_test

import (
	"context"

	"akashi/app"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Handovers has one decision in each state.
func (o *office) Handovers(context.Context, access.Actor, string) (app.HandoverList, error) {
	today := civil.In(noon)
	line := func(no string) []app.HandoverLine {
		return []app.HandoverLine{{No: no, Holder: "見本情報株式会社", Decided: today.AddDays(-20), Due: today.AddDays(70), Fee: 102_858, Since: today.AddDays(-20)}}
	}
	return app.HandoverList{Scheme: "pmark", Body: "見本付与機関", Signing: "akashi-384a5ce1+31104b37+AR7wNrykj9maAltGqHhy/nEnTsdVBPcmcJpz8hY6p91x", Granting: "akashi-0f0e0d0c+31104b37+AR7wNrykj9maAltGqHhy/nEnTsdVBPcmcJpz8hY6p91x",
		Deciding: "akashi-0f0e0d0c+31104b37+AR7wNrykj9maAltGqHhy/nEnTsdVBPcmcJpz8hY6p91x", ToHand: line("PM-2026-0001"), Handed: line("PM-2026-0002"), Received: line("PM-2026-0003"), Answered: line("PM-2026-0004")}, nil
}

// HandoverNote gives none but of one case.
func (o *office) HandoverNote(_ context.Context, _ access.Actor, no string) (app.FileView, error) {
	if no != "PM-2026-0002" {
		return app.FileView{}, fault.New(fault.NotFound, "handover.none", no)
	}
	return app.FileView{Name: no + ".handover.txt", Type: "text/plain", Content: []byte("{}")}, nil
}

func (o *office) ReturnNote(_ context.Context, _ access.Actor, no string) (app.FileView, error) {
	if no != "PM-2026-0002" {
		return app.FileView{}, fault.New(fault.NotFound, "handover.none", no)
	}
	return app.FileView{Name: no + ".handover.txt", Type: "text/plain", Content: []byte("{}")}, nil
}
