package web

import (
	"crypto/rand"
	"errors"
	"net/http"

	"akashi/app"
	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// assignView is to whom a case may be given, with what speaks for and against each.
type assignView struct {
	*caseView
	Lines    []candidateLine
	Assign   string // address of the act; "" where nobody can be assigned now
	Unassign string
}

// candidateLine is one of them.
type candidateLine struct {
	app.Candidate
	Key string // under which the act is done once
	Why string // it cannot be done
	row caseRow
}

// assignment shows everybody who examines cases of the scheme, with conflict and load, and why
// the case cannot be given to some.
func (d *Door) assignment(v *visit) error {
	if !v.actor.May(access.Assign) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	p, c, err := d.caseAt(v)
	if err != nil {
		return err
	}
	all, err := d.Office.Candidates(v.r.Context(), v.actor, v.r.PathValue("no"))
	if errors.Is(err, fault.Forbidden) { // a clerk who examines the case
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	if err != nil {
		return err
	}
	view := assignView{caseView: c}
	for _, can := range []struct {
		act access.Action
		at  *string
	}{{access.Assign, &view.Assign}, {access.Unassign, &view.Unassign}} {
		if o, offered := c.offered(can.act); offered {
			*can.at = actAt(o, c.No)
		}
	}
	for _, one := range all {
		line := candidateLine{Candidate: one, Key: rand.Text(), row: p.dayRow(caseRow{CaseLine: app.CaseLine{NextDate: one.Next}}, civil.In(d.Now()))}
		if one.Against != nil {
			line.Why = v.explain(one.Against).Message
		}
		view.Lines = append(view.Lines, line)
	}
	v.private()
	return v.show(http.StatusOK, assignPage(p, view))
}

// assignPath is the page of an offered act: that on which a case is given to somebody and
// taken from them is one of its own.
func assignPath(o desk.Offer, no string) string {
	if o.Action == access.Assign || o.Action == access.Unassign {
		return casePath(no, "assign")
	}
	return actAt(o, no)
}
