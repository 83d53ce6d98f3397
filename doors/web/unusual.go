package web

import (
	"net/http"
	"strconv"

	"akashi/app"
	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// unusualView is what was done out of the ordinary, as the page shows it.
type unusualView struct {
	app.UnusualList
	Names         map[string]string // of schemes
	Schemes, Acts []option
	Month         string
	Older         string // the address of those before
	Sheet         string
}

// unusual shows the acts that depart from the ordinary course, with who, when and why.
func (d *Door) unusual(v *visit) error {
	if !v.actor.May(access.ViewJournal) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	p, q := v.page(), app.UnusualQuery{Act: access.Action(v.query("act")), Scheme: v.query("scheme")}
	var err error
	if q.Month, err = v.month(); err != nil {
		return err
	}
	if before := v.query("before"); before != "" {
		if q.Before, err = strconv.ParseInt(before, 10, 64); err != nil || q.Before < 1 {
			return fault.New(fault.NotFound, "page-unknown", "")
		}
	}
	if v.asSheet() {
		q.Limit = desk.WholePage
	}
	list, err := d.Office.Unusual(v.r.Context(), v.actor, q)
	if err != nil {
		return err
	}
	view := unusualView{UnusualList: list, Names: v.shortNames(), Schemes: v.schemeOptions(q.Scheme), Month: v.query("month"), Sheet: v.sheetPath()}
	if v.asSheet() {
		return v.giveSheet("exceptions", view.sheet(p))
	}
	view.Acts = []option{{Label: p.T("renewals.all")}}
	for _, act := range app.UnusualActs() {
		view.Acts = append(view.Acts, option{Value: string(act), Label: p.actName(act), Chosen: act == q.Act})
	}
	if list.Next > 0 {
		asked := v.r.URL.Query()
		asked.Set("before", strconv.FormatInt(list.Next, 10))
		view.Older = withQuery("/o/exceptions", asked)
	}
	v.private()
	return v.show(http.StatusOK, unusualPage(p, view))
}

// month is the first day of the month that an address asks for; none for all.
func (v *visit) month() (civil.Date, error) {
	month := v.query("month")
	if month == "" {
		return civil.Date{}, nil
	}
	first, err := civil.Parse(month + "-01")
	if err != nil {
		return first, fault.Wrong("filter.month", "month", "given", month)
	}
	return first, nil
}

// actName is what an act does, as an act of the table or of somebody on the own account; its word where nothing is said of it.
func (p page) actName(act access.Action) string {
	for _, key := range []string{"help.action." + string(act), "trail.did." + string(act)} {
		if p.Has(key) {
			return p.T(key)
		}
	}
	return string(act)
}

// unusualWhy is the reason of a line, or why it is not told.
func (p page) unusualWhy(l app.UnusualLine) string {
	if l.Held {
		return p.T("unusual.held")
	}
	return l.Reason
}

// sheet is the list as it is shown, for a spreadsheet.
func (u unusualView) sheet(p page) sheet {
	s := sheet{Head: []string{p.T("unusual.day"), p.T("unusual.what"), p.T("unusual.object"), p.T("mark.scheme"), p.T("unusual.by"), p.T("unusual.second"), p.T("table.why")}}
	for _, l := range u.Lines {
		s.Rows = append(s.Rows, []string{civil.In(l.At).String(), p.actName(l.Act), l.Object, u.Names[l.Scheme], l.By, l.Second, p.unusualWhy(l)})
	}
	return s
}
