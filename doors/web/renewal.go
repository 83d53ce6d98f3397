package web

import (
	"net/http"
	"net/url"
	"strconv"

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
	if v.query("view") == viewEnding {
		q.Within = app.EndsSoon
	}
	list, err := d.Office.Renewals(v.r.Context(), v.actor, q)
	if err != nil {
		return err
	}
	if v.asSheet() {
		return v.giveSheet("renewals", v.page().renewalsSheet(list, v.shortNames()))
	}
	v.private()
	return v.show(http.StatusOK, renewalsPage(v.page(), list, v.schemeOptions(q.Scheme), v.page().renewalViews(v.query("view")), v.shortNames(), v.sheetPath()))
}

// viewEnding is the word for marks that end soon in the address of their list.
const viewEnding = "ending"

// renewalViews are the lists that there are, the one that is shown chosen.
func (p page) renewalViews(shown string) []option {
	n := strconv.Itoa(app.EndsSoon)
	return []option{{Label: p.T("renewals.all")}, {Value: "late", Label: p.T("renewals.late"), Chosen: shown == "late"},
		{Value: viewEnding, Label: p.T("renewals.ending", "n", n), Chosen: shown == viewEnding}}
}

// endingStat counts the marks that end soon and have no renewal under way.
func (p page) endingStat(list app.RenewalList, scheme string) stat {
	s := stat{N: p.N(len(list.Marks)), Label: p.T("renewals.ending", "n", strconv.Itoa(app.EndsSoon)), Part: p.T("renewals.ending.none-filed"), Bad: len(list.Marks) > 0}
	if list.Cut {
		s.Part = p.T("renewals.more")
	}
	if len(list.Marks) > 0 {
		s.Path = withQuery("/o/renewals", renewalsAsked(scheme, viewEnding))
	}
	return s
}

// renewalsAsked is the question of an address of the list.
func renewalsAsked(scheme, view string) url.Values {
	q := url.Values{}
	if scheme != "" {
		q.Set("scheme", scheme)
	}
	if view != "" {
		q.Set("view", view)
	}
	return q
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
