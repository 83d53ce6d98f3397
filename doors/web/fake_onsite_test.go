package web_test

import (
	"context"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/fees"
	"akashi/values/yen"
)

func (o *office) OnSite(ctx context.Context, actor access.Actor, no string) (app.OnSiteView, error) {
	_, err := o.CaseView(ctx, actor, no)
	return app.OnSiteView{Time: fees.SiteTime{Minutes: 445, Standard: 360, Over: 85, Overrun: 83808}, Further: []yen.Amount{41904, 83808, 125712}}, err
}

// CheckOuts is one that lasts, and one that the office took back.
func (o *office) CheckOuts(context.Context, access.Actor) ([]app.CheckOutLine, error) {
	lasts := record.CheckOut{ID: "o1", UserID: "genchi", At: noon, Until: noon.AddDate(0, 0, 3), Version: 1}
	lost := record.CheckOut{ID: "o2", UserID: "genchi", At: noon.AddDate(0, 0, -9), Until: noon.AddDate(0, 0, -6), Ended: noon.AddDate(0, 0, -8), EndedBy: "jimukyoku", Reason: "見本: 端末の紛失", Version: 2}
	return []app.CheckOutLine{{CheckOut: lasts, No: "SA-2026-0001", Scheme: "anshin", Applicant: "見本株式会社", By: "見本 三郎", Lasting: true},
		{CheckOut: lost, No: "SA-2026-0002", Scheme: "anshin", Applicant: "見本株式会社", By: "見本 三郎", EndedName: "見本 一子"}}, nil
}

func (o *office) Carried(context.Context, access.Actor, string, string) error { return nil }
