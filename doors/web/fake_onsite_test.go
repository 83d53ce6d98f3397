package web_test

import (
	"context"

	"akashi/app"
	"akashi/rules/access"
	"akashi/rules/fees"
	"akashi/values/yen"
)

func (o *office) OnSite(ctx context.Context, actor access.Actor, no string) (app.OnSiteView, error) {
	_, err := o.CaseView(ctx, actor, no)
	return app.OnSiteView{Time: fees.SiteTime{Minutes: 445, Standard: 360, Over: 85, Overrun: 83808}, Further: []yen.Amount{41904, 83808, 125712}}, err
}

func (o *office) Carried(context.Context, access.Actor, string, string) error { return nil }
