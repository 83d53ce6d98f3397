package web

import (
	"net/http"
	"strconv"
	"strings"

	"akashi/app"
	"akashi/rules/access"
	"akashi/values/fault"
)

// bodiesView is the intake bodies of one scheme.
type bodiesView struct {
	Key, Name string
	Numbered  bool // mark numbers have the code of a body
	app.BodyList
}

const bodiesPath = "/o/bodies"

// intakeBodies shows the intake bodies of each scheme that has any, with what lies with each (受付団体).
func (d *Door) intakeBodies(v *visit) error {
	if !v.actor.May(access.ViewBodies) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	var all []bodiesView
	for _, line := range v.schemes() {
		ed, err := d.edition(line.Key, "")
		if err != nil || len(ed.Organisation.IntakeBodies) == 0 || !access.Allows(v.actor, access.ViewBodies, access.Object{Kind: access.KindOffice, Scheme: line.Key}) {
			continue
		}
		list, err := d.Office.Bodies(v.r.Context(), v.actor, line.Key)
		if err != nil {
			return err
		}
		all = append(all, bodiesView{line.Key, line.Name, ed.BodyNumbered(), list})
	}
	p := v.page()
	if v.asSheet() {
		return v.giveSheet("bodies", p.bodySheet(all))
	}
	v.private()
	return v.show(http.StatusOK, intakeBodiesPage(p, all, v.sheetPath()))
}

// takesIn reports whether any of the schemes has intake bodies.
func (p page) takesIn(all []settled) bool {
	for _, s := range all {
		if len(s.Edition.Organisation.IntakeBodies) > 0 {
			return true
		}
	}
	return false
}

// bodyDays are the days on which a body takes applications, as far as they were said.
func (p page) bodyDays(b app.BodyLine) string {
	switch {
	case b.From.IsZero() && b.To.IsZero():
		return p.T("intake-body.always")
	case b.To.IsZero():
		return p.T("intake-body.since", "from", p.Day(b.From))
	case b.From.IsZero():
		return p.T("intake-body.until", "to", p.Day(b.To))
	}
	return p.T("fees.span", "from", p.Day(b.From), "to", p.Day(b.To))
}

// closing is what is done to the end of a body: said, or said anew.
func closing(b app.BodyLine) string {
	if b.To.IsZero() {
		return "intake-body.close"
	}
	return "intake-body.close-anew"
}

// bodyForm is the form of an act about the bodies of a scheme, from which one comes back to the list.
func (p page) bodyForm(act access.Action, key string, given ...string) string {
	return p.ofScheme("office/"+string(act), key, append(given, "_next", bodiesPath)...)
}

// bodySheet is the list for a spreadsheet.
func (p page) bodySheet(all []bodiesView) sheet {
	s := sheet{Head: []string{p.T("mark.scheme"), p.T("intake-body.id"), p.T("intake-body.name"), p.T("intake-body.code"), p.T("intake-body.first"), p.T("intake-body.last"),
		p.T("intake-body.open"), p.T("intake-body.drafts"), p.T("intake-body.people")}}
	for _, one := range all {
		for _, b := range one.Bodies {
			s.Rows = append(s.Rows, []string{one.Name, b.ID, p.Text(b.Name), b.Code, b.From.String(), b.To.String(), strconv.Itoa(b.Open), strconv.Itoa(b.Drafts), strings.Join(b.People, ", ")})
		}
	}
	return s
}
