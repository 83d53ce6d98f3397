package web

import (
	"cmp"
	"errors"
	"net/http"
	"slices"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// sessionView is a session of the committee as its page shows it.
type sessionView struct {
	app.SessionView
	Edition *scheme.Edition   // in force on its day
	offers  []desk.Offer      // what the visitor may do to it
	seat    string            // of the visitor
	named   map[string]string // what its cases are about, as far as the visitor may know
	deputes bool              // names who stands in for the chair
}

// session shows one session, to read.
func (d *Door) session(v *visit) error {
	s, err := d.Office.SessionView(v.r.Context(), v.actor, v.r.PathValue("id"))
	if err != nil {
		return err
	}
	ed, err := d.Shelf.EditionAt(s.Scheme, s.Day)
	if err != nil {
		return err
	}
	offers, err := d.Office.Doable(v.r.Context(), v.actor, desk.OnSession, s.ID)
	if err != nil {
		return err
	}
	named := map[string]string{}
	if err := d.names(v, named, desk.CaseQuery{SessionID: s.ID}); err != nil {
		return err
	}
	for _, a := range s.Agenda { // what was put off is of another session, or of none
		if a.State != record.AgendaDeferred {
			continue
		}
		if err := d.names(v, named, desk.CaseQuery{Text: a.Case}); err != nil {
			return err
		}
	}
	deputes := access.Allows(v.actor, access.NameDeputy, access.Object{Kind: access.KindSeat, Scheme: s.Scheme, Chair: ed.Committee.Chair()})
	return v.show(http.StatusOK, sessionPage(v.page().of(ed), sessionView{s, ed, offers, v.actor.Seat, named, deputes}))
}

// names says what cases are about, as far as the visitor may know.
func (d *Door) names(v *visit, named map[string]string, q desk.CaseQuery) error {
	cases, err := d.Office.Board(v.r.Context(), v.actor, q)
	if err != nil && !errors.Is(err, fault.Forbidden) {
		return err
	}
	for _, c := range cases.Cases {
		named[c.No] = cmp.Or(c.Service, c.Applicant)
	}
	return nil
}

// deputy says which seat stands in for the chair, and until when.
func (p page) deputy(s sessionView) string {
	return p.Fill("deputy.until", fault.With("seat", p.seat(s.Edition, s.Deputy.Seat), "to", s.Deputy.To))
}

// meets reports whether the visitor is shown the quorum of a meeting.
func (s sessionView) meets() bool { return s.Bench != nil && !s.IsCircular() }

// dayCalled is what the day of a session is called: of a circular resolution it is the last for answers.
func (s sessionView) dayCalled() string {
	if s.IsCircular() {
		return "circular.day"
	}
	return "session.day"
}

// moved are the days that a session was planned for before, the last first.
func (p page) moved(s app.SessionView) (was []corrected) {
	for _, m := range slices.Backward(s.Moves) {
		was = append(was, corrected{Was: p.Day(m.FromDay), On: civil.In(m.At), Why: m.Reason, How: "correction.moved"})
	}
	return was
}

// calledOff says why a session was called off, and where its cases can go.
func (p page) calledOff(s app.SessionView) string {
	return p.Fill("session.called-off", fault.With("reason", s.Reason, "next", s.Next, "month", s.NextMonth))
}
