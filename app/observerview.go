package app

import (
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
)

// Whoever reads cases without names could tell one among few: by the day of a step, which
// the public register has beside the name, or by what hardly another case has in common
// with it.

// few is how many cases have to be alike before what they have in common is shown.
const few = 3

// coarse leaves out of a case, or says by the month, what would tell which one it is.
func (v *viewer) coarse() {
	c := &v.view
	if !v.mask[access.Days] {
		c.ByMonth = true
		c.Opened = monthOf(civil.In(v.Case.Opened)).String() + "T00:00:00Z"
		c.Filed, c.Accepted, c.Decided, c.Closed = monthOf(c.Filed), monthOf(c.Accepted), monthOf(c.Decided), monthOf(c.Closed)
		c.Due, c.DueClause, c.NextDate, c.Late, c.Session = civil.Date{}, "", nil, false, ""
		for i := range c.Voided {
			c.Voided[i].At = time.Time{}
		}
		if c.Decision != nil {
			c.Decision.Decided, c.Decision.Session = monthOf(c.Decision.Decided), ""
		}
	}
	if v.mask[access.Rare] {
		return
	}
	alike := desk.CaseQuery{Scheme: c.Scheme, Limit: few, Visible: access.Filter{IntakeBody: c.IntakeBody, Filed: true}}
	if c.IntakeBody != "" && len(desk.Read(v.Work, v.Cases, alike)) < few {
		c.IntakeBody = ""
	}
	if d := c.Decision; d != nil && d.Points != nil && v.decidedWith(c.Scheme, *d.Points) < few {
		d.Points, d.PointsPass, d.Votes = nil, nil, nil
	}
}

// decidedWith is how many cases of a scheme were decided with so many points.
func (v *viewer) decidedWith(scheme string, points int) int {
	n, err := v.DecidedWith(scheme, points)
	v.Fail(err)
	return n
}

// coarseLine does the same to a line of a list.
func coarseLine(line *CaseLine) {
	line.Filed, line.Due, line.NextDate, line.Late, line.ByMonth = monthOf(line.Filed), civil.Date{}, nil, false, true
	line.Reaches = civil.Date{}
}

// coarseSession keeps apart which cases came to a session, whose day the register has too.
func coarseSession(w *desk.Work, view *SessionView) {
	if !w.Actor.Sees(access.Days) && len(view.Agenda) < few {
		view.Agenda = []AgendaLine{}
	}
}

// monthOf is the first day of the month of a day.
func monthOf(d civil.Date) civil.Date {
	if d.IsZero() {
		return d
	}
	return d.AddDays(1 - d.Day())
}

// carried is where the case was begun: to whoever reads without names, that it was elsewhere.
func (v *viewer) carried() {
	if !v.Case.IsCarried() {
		return
	}
	told := v.Case.Carried
	if !v.mask[access.Identity] {
		told = record.Carried{State: told.State}
	}
	v.view.CarriedOver = &told
}
