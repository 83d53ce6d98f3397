package web

import (
	"net/http"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
)

// clockRow is one line of the list of clocks.
type clockRow struct {
	caseRow
	app.ClockLine
	Path string // of what the clock runs for; "" where the visitor has no page of it
	What string // that is called
}

// clockView is the list, with what it may be narrowed by.
type clockView struct {
	Rows                         []clockRow
	Schemes, Whens, Kinds, Turns []option
	Names                        map[string]string // of the schemes, by their keys
	Cut                          bool
	Jobs                         bool // the visitor may see what is done by itself
	Sheet                        string
}

// clocks lists what runs for the cases, marks and sessions that the visitor may know of.
func (d *Door) clocks(v *visit) error {
	q := app.ClockQuery{Scheme: v.query("scheme"), When: v.query("when"), Kind: lifecycle.DayKind(v.query("kind")), Turn: record.Role(v.query("turn"))}
	list, err := d.Office.Clocks(v.r.Context(), v.actor, q)
	if err != nil {
		return err
	}
	if v.asCalendar() {
		return v.giveClocks(list)
	}
	p := v.page()
	view := clockView{Schemes: v.schemeOptions(q.Scheme), Names: v.shortNames(), Cut: list.Cut, Jobs: v.actor.May(access.ViewJobs), Sheet: v.sheetPath(),
		Whens: p.clockOptions("clocks.when.", q.When, app.ClocksLate, app.ClocksWeek, app.ClocksMonth),
		Kinds: p.clockOptions("day-kind.", string(q.Kind), string(lifecycle.HardDay), string(lifecycle.EstimateDay)),
		Turns: p.clockOptions("role.", string(q.Turn), string(record.RoleSecretariat), string(record.RoleApplicant), string(record.RoleReviewer), string(record.RoleAssessor), string(record.RoleMember))}
	for _, c := range list.Clocks {
		row := clockRow{ClockLine: c, caseRow: d.caseRow(p, app.CaseLine{Scheme: c.Scheme, Turn: c.Turn, NextDate: &c.Day}, list.Today), What: c.Of}
		row.Path = v.seenAt(c.On, c.Of)
		if key := "clocks.of." + string(c.On); p.Has(key) { // its number is a key that nobody reads
			row.What = p.T(key)
		}
		view.Rows = append(view.Rows, row)
	}
	if v.asSheet() {
		return v.giveSheet("clocks", view.sheet(p))
	}
	v.private()
	return v.show(http.StatusOK, clocksPage(p, view))
}

// clockOptions are the words that the list may be narrowed by, and none.
func (p page) clockOptions(key, chosen string, words ...string) []option {
	options := []option{{Label: p.T("renewals.all")}}
	for _, word := range words {
		options = append(options, option{Value: word, Label: p.T(key + word), Chosen: word == chosen})
	}
	return options
}

// sheet is the same as a table for a spreadsheet.
func (view clockView) sheet(p page) sheet {
	s := sheet{Head: []string{p.T("clocks.day"), p.T("clocks.kind"), p.T("clocks.late"), p.T("clocks.what"), p.T("clocks.of"), p.T("mark.scheme"), p.T("clocks.turn"),
		p.T("clocks.clause"), p.T("clocks.event"), p.T("clocks.first"), p.T("clocks.period"), p.T("clocks.last")}}
	for _, r := range view.Rows {
		cells := []string{r.ClockLine.Day.Day.String(), p.T("day-kind." + string(r.ClockLine.Day.Kind)), p.yes(r.ClockLine.Late), r.Why, r.Of, view.Names[r.ClockLine.Scheme], r.TurnName, r.ClockLine.Day.Clause}
		if c := r.Count; c != nil {
			cells = append(cells, c.Event.String(), c.First.String(), p.Period(c.Period), c.Last.String())
		} else {
			cells = append(cells, "", "", "", "")
		}
		s.Rows = append(s.Rows, cells)
	}
	return s
}
