package web

import (
	"errors"
	"net/http"

	"akashi/app"
	"akashi/record"
	"akashi/values/fault"
)

// packView is what the committee reads before a session: the page of each case, one after the
// other, as they are on the agenda.
type packView struct {
	sessionView
	Items   []packItem
	Printed string
}

// packItem is the page of one case.
type packItem struct {
	app.AgendaLine
	p      page
	Report reportView
}

// pack shows the cases of a session as one page to print, each on a sheet of its own. Cases
// that the visitor has left, or has still to declare itself in, are not in it.
func (d *Door) pack(v *visit) error {
	s, err := d.Office.SessionView(v.r.Context(), v.actor, v.r.PathValue("id"))
	if err != nil {
		return err
	}
	if v.actor.Role != record.RoleMember && v.actor.Role != record.RoleSecretariat {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	ed, err := d.Shelf.EditionAt(s.Scheme, s.Day)
	if err != nil {
		return err
	}
	p := v.page().of(ed)
	view := packView{sessionView: sessionView{SessionView: s, Edition: ed, seat: v.actor.Seat}, Printed: p.Moment(d.Now())}
	var nos []string
	for _, line := range s.Agenda {
		nos = append(nos, line.Case)
	}
	precedents, err := d.Office.Precedents(v.r.Context(), v.actor, nos...)
	if err != nil {
		return err
	}
	for _, line := range s.Agenda {
		c, err := d.Office.CaseView(v.r.Context(), v.actor, line.Case)
		if errors.Is(err, fault.NotFound) { // it has left the agenda meanwhile
			continue
		}
		if err != nil {
			return err
		}
		of, shown, err := d.shows(v, c)
		if err != nil {
			return err
		}
		view.Items = append(view.Items, packItem{line, of, d.reportOf(of, shown)})
		view.Items[len(view.Items)-1].Report.Precedents = precedents[line.Case]
	}
	return v.show(http.StatusOK, packPage(p, view))
}
