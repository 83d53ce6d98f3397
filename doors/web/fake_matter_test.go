package web_test

import (
	"context"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/matter"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
)

func (o *office) ReportMisuse(context.Context, matter.Misuse) (string, error) {
	return "R-1234-ABCD", nil
}

func (o *office) OpenMatters(_ context.Context, actor access.Actor, _ string) (n app.MatterCount, err error) {
	if actor.May(access.ViewMatter) {
		n = app.MatterCount{Open: 2, Received: 1}
	}
	return n, nil
}

func (o *office) Matters(ctx context.Context, actor access.Actor, _ app.MatterQuery) (app.MatterList, error) {
	one, err := o.MatterView(ctx, actor, "R-1234-ABCD")
	return app.MatterList{Matters: []app.MatterView{one}}, err
}

func (o *office) MatterView(_ context.Context, _ access.Actor, no string) (app.MatterView, error) {
	day := civil.In(noon)
	return app.MatterView{Matter: record.Matter{No: no, Kind: record.Misuse, Scheme: "anshin", State: record.MatterLooking, Ground: record.GroundSite, Number: "J0001",
		Site: "https://mihon.example/", Text: "見本: よその会社のページに付いている", Contact: "hito@mihon.example", Received: day, At: noon, Version: 2}, Mark: "J0001",
		Notes:    []record.MatterNote{{Round: 1, Day: day, Text: "見本: ページを見た", By: "officer"}},
		Measures: []app.MeasureLine{{Kind: record.MarkEventSuspended, Day: day.String()}},
		Can:      []desk.Offer{{Action: access.NoteMatter}, {Action: access.CloseMatter}}}, nil
}
