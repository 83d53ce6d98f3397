package web

import (
	"net/http"

	"akashi/app"
	"akashi/rules/access"
	"akashi/values/fault"
)

// renewals shows the marks whose renewal may be filed now and for which no case is open.
func (d *Door) renewals(v *visit) error {
	if !v.actor.May(access.ViewRenewals) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	q := app.RenewalQuery{Scheme: v.query("scheme"), Late: v.query("view") == "late"}
	list, err := d.Office.Renewals(v.r.Context(), v.actor, q)
	if err != nil {
		return err
	}
	if v.asSheet() {
		return v.giveSheet("renewals", v.page().renewalsSheet(list, v.shortNames()))
	}
	v.private()
	return v.show(http.StatusOK, renewalsPage(v.page(), list, v.schemeOptions(q.Scheme), q.Late, v.shortNames(), v.sheetPath()))
}

// shortNames are what the schemes are called in a line, by their keys.
func (v *visit) shortNames() map[string]string {
	names := map[string]string{}
	for _, s := range v.schemes() {
		names[s.Key] = s.Short
	}
	return names
}

// nearestRenewal tells the nearest last day to file, or how many have passed.
func (p page) nearestRenewal(list app.RenewalList) string {
	if list.Cut {
		return p.T("renewals.more")
	}
	late := 0
	for _, m := range list.Marks {
		if m.Late {
			late++
			continue
		}
		return p.Fill("renewals.nearest", fault.With("day", m.Closes, "number", m.Number, "late", p.part("renewals.late-n", late)))
	}
	return p.part("renewals.late-n", late)
}
