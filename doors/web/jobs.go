package web

import (
	"cmp"
	"net/http"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// jobRow is one line of what the calendar does.
type jobRow struct {
	record.Job
	Name, State, At, Why string
	Path                 string // of what it was done to; "" where the visitor has no page of it
}

// jobsView is the list, with what it may be narrowed by.
type jobsView struct {
	Rows            []jobRow
	Schemes, States []option
	Names           map[string]string // of the schemes, by their keys
	Cut             bool
	Sheet           string
}

// jobs lists what the calendar has to do, failed to do and did.
func (d *Door) jobs(v *visit) error {
	if !v.actor.May(access.ViewJobs) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	q := app.JobQuery{Scheme: v.query("scheme"), State: record.JobState(v.query("state"))}
	list, err := d.Office.Jobs(v.r.Context(), v.actor, q)
	if err != nil {
		return err
	}
	p := v.page()
	view := jobsView{Schemes: v.schemeOptions(q.Scheme), Names: v.shortNames(), Cut: list.Cut, Sheet: v.sheetPath()}
	var states []string
	for _, s := range record.JobStates() {
		states = append(states, string(s))
	}
	view.States = p.clockOptions("jobstate.", string(q.State), states...)
	for _, j := range list.Jobs {
		row := jobRow{Job: j, Name: p.T("job." + cmp.Or(j.What, string(j.Kind))), State: p.T("jobstate." + string(j.State)), Why: p.WhyNot(j.Code), Path: v.seenAt(desk.Kind(j.On), j.Of)}
		if !j.At.IsZero() {
			row.At = p.Moment(j.At)
		}
		view.Rows = append(view.Rows, row)
	}
	if v.asSheet() {
		return v.giveSheet("jobs", view.sheet(p))
	}
	v.private()
	return v.show(http.StatusOK, jobsPage(p, view))
}

// sheet is the same as a table for a spreadsheet.
func (view jobsView) sheet(p page) sheet {
	s := sheet{Head: []string{p.T("jobs.day"), p.T("jobs.what"), p.T("clocks.of"), p.T("mark.scheme"), p.T("jobs.state"), p.T("jobs.at"), p.T("jobs.attempts"), p.T("jobs.why")}}
	for _, r := range view.Rows {
		s.Rows = append(s.Rows, []string{r.Day.String(), r.Name, r.Of, view.Names[r.Scheme], r.State, r.At, p.N(r.Attempts), r.Why})
	}
	return s
}
