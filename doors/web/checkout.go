package web

import (
	"net/http"
	"net/url"

	"akashi/app"
	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/values/fault"
)

const checkOutsPath = "/o/check-outs"

// checkOutsView is who carries which case on a device.
type checkOutsView struct {
	Lines   []app.CheckOutLine
	Lasting int
	Names   map[string]string // of schemes
	Sheet   string
}

// checkOuts shows the office who carries which case on a device until when, and lets it take a case back at once.
func (d *Door) checkOuts(v *visit) error {
	if !v.actor.May(access.ViewJournal) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	lines, err := d.Office.CheckOuts(v.r.Context(), v.actor)
	if err != nil {
		return err
	}
	p, view := v.page(), checkOutsView{Lines: lines, Names: v.shortNames(), Sheet: v.sheetPath()}
	for _, l := range lines {
		if l.Lasting {
			view.Lasting++
		}
	}
	if v.asSheet() {
		return v.giveSheet("check-outs", view.sheet(p))
	}
	v.private()
	return v.show(http.StatusOK, checkOutsPage(p, view))
}

// endCheckOut is the form in which a check-out is ended, with the one chosen.
func endCheckOut(l app.CheckOutLine) string {
	query := url.Values{"check_out": {l.ID}, "_next": {checkOutsPath}}
	return actAt(desk.Offer{Action: access.EndCheckOut}, l.No) + "?" + query.Encode()
}

// carried is how a check-out stands.
func (p page) carried(l app.CheckOutLine) string {
	switch {
	case l.Lasting:
		return p.T("out.lasts")
	case l.Ended.IsZero():
		return p.T("out.over")
	case l.EndedBy == l.UserID:
		return p.T("out.given")
	}
	return p.T("out.taken", "by", l.EndedName)
}

// sheet is the list as it is shown, for a spreadsheet.
func (c checkOutsView) sheet(p page) sheet {
	s := sheet{Head: []string{p.T("unusual.object"), p.T("mark.scheme"), p.T("out.applicant"), p.T("out.who"), p.T("out.since"), p.T("out.until"), p.T("out.state"), p.T("table.why")}}
	for _, l := range c.Lines {
		s.Rows = append(s.Rows, []string{l.No, c.Names[l.Scheme], l.Applicant, l.By, p.Moment(l.At), p.Moment(l.Until), p.carried(l), l.Reason})
	}
	return s
}
