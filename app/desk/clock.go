package desk

import (
	"akashi/rules/deadline"
	"akashi/values/civil"
)

// LastDay is the last day of a clock of the edition that starts with the event;
// zero when the edition has no such clock.
func (w *Work) LastDay(clock string, event civil.Date) civil.Date {
	c, ok := w.Edition.Clock(clock)
	if !ok || c.Period.Value.IsZero() {
		return civil.Date{}
	}
	return c.LastDay(event)
}

// ClauseOf is the clause a clock of the edition cites.
func (w *Work) ClauseOf(clock string) string {
	if c, ok := w.Edition.Clock(clock); ok {
		return c.Source
	}
	return ""
}

// RenewalWindow is the window before an expiry; nil when nothing expires.
func (w *Work) RenewalWindow(expiry civil.Date) *deadline.Window {
	calendar := Once(w, func() (*civil.Calendar, error) { return deadline.CalendarOf(w.Edition.Calendar, nil) })
	due, err := deadline.For(w.Edition, calendar, deadline.Events{Expiry: expiry})
	w.Fail(err)
	return due.RenewalWindow
}
