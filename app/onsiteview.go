package app

import (
	"context"

	"akashi/record"
	"akashi/values/fault"

	"akashi/app/desk"
	"akashi/app/review"
	"akashi/rules/access"
	"akashi/rules/fees"
	"akashi/values/yen"
)

// OnSiteView is the time on site of a case, and what each hour begun over the standard comes
// to in all, one after another: none where another rounding is the edition's, or no table of
// fees covers the day.
type OnSiteView struct {
	Time    fees.SiteTime
	Further []yen.Amount
	Out     record.CheckOut // by which the actor carries the case on a device; none where it has no ID
	Key     string          // under which the device encrypts
}

// OnSite returns the time on site to whoever logs it.
func (a *App) OnSite(ctx context.Context, actor access.Actor, no string) (view OnSiteView, err error) {
	var denied error
	err = a.LookAt(ctx, actor, desk.OnCase, no, func(w *desk.Work) {
		if denied = w.Permit(access.LogVisit); denied == nil {
			visits := desk.Read(w, w.Visits, w.Case.ID)
			view = OnSiteView{Time: *review.Time(w, visits), Further: review.Further(w, visits)}
			view.Out, view.Key, _, denied = review.CarriedBy(w, actor.ID)
		}
	})
	if err == nil {
		err = denied
	}
	return view, err
}

// Carried refuses what comes from a device once the check-out has ended under which the device
// carries a case.
func (a *App) Carried(ctx context.Context, actor access.Actor, no, id string) error {
	over := fault.New(fault.Conflict, "checkout.over", no)
	err := a.LookAt(ctx, actor, desk.OnCase, no, func(w *desk.Work) {
		for _, c := range desk.Read(w, w.CheckOuts, w.Case.ID) {
			if c.ID == id && c.UserID == actor.ID && c.Lasts(w.Now) {
				over = nil
			}
		}
	})
	if err == nil && over != nil {
		err = over
	}
	return err
}
