package app

import (
	"akashi/rules/deadline"
	"akashi/values/civil"
)

// lastDay is the last day of a clock of the edition that starts with the event;
// zero when the edition has no such clock.
func (w *work) lastDay(clock string, event civil.Date) civil.Date {
	c, ok := w.edition.Clock(clock)
	if !ok || c.Period.Value.IsZero() {
		return civil.Date{}
	}
	return c.LastDay(event)
}

// clauseOf is the clause a clock of the edition cites.
func (w *work) clauseOf(clock string) string {
	if c, ok := w.edition.Clock(clock); ok {
		return c.Source
	}
	return ""
}

// renewalWindow is the window before an expiry; nil when nothing expires.
func (w *work) renewalWindow(expiry civil.Date) (*deadline.Window, error) {
	calendar, err := deadline.CalendarOf(w.edition.Calendar, nil)
	if err != nil {
		return nil, err
	}
	due, err := deadline.For(w.edition, calendar, deadline.Events{Expiry: expiry})
	return due.RenewalWindow, err
}
