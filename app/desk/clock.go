package desk

import (
	"slices"

	"akashi/record"
	"akashi/rules/deadline"
	"akashi/rules/lifecycle"
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
	due, err := deadline.For(w.Edition, w.calendar(), deadline.Events{Expiry: expiry})
	w.Fail(err)
	return due.RenewalWindow
}

// DaysOfMark are the days that run for the mark on the desk: its last, and, where its edition has a window for renewals and
// its holidays are known, the last day to file one, and the first as long as it is to come.
func (w *Work) DaysOfMark() []lifecycle.NextDay {
	m, rule := w.Mark, w.Edition.Validity.Renewal
	days := []lifecycle.NextDay{{Day: m.ValidTo, Kind: lifecycle.HardDay, Why: lifecycle.WhyExpiry, Clause: w.Edition.Validity.Source}}
	if !w.Reaches(m.ValidTo) {
		return days
	}
	window := w.RenewalWindow(m.ValidTo)
	if window == nil {
		return days
	}
	days = append(days, lifecycle.NextDay{Day: window.Rolled, Kind: lifecycle.HardDay, Why: lifecycle.WhyWindow, Clause: rule.Source, From: m.ValidTo})
	if !window.From.IsZero() && !window.From.Before(w.Today) {
		days = append(days, lifecycle.NextDay{Day: window.From, Kind: lifecycle.HardDay, Why: lifecycle.WhyOpens, Clause: rule.Source, From: m.ValidTo})
	}
	return days
}

// CountOf is how the last day of a clock of the edition is found that starts with the event; nil where the edition has no
// such clock or leaves the day to the office.
func (w *Work) CountOf(clock string, event civil.Date) *deadline.Count {
	count, err := deadline.CountClock(w.Edition, w.calendar(), clock, event)
	w.Fail(err)
	return count
}

// Reaches reports whether days are worked out up to the day: whether its holidays are known. No
// mark is entered as valid beyond.
func (w *Work) Reaches(day civil.Date) bool { return day.IsZero() || w.calendar().Covers(day) }

func (w *Work) calendar() *civil.Calendar {
	return Once(w, func() (*civil.Calendar, error) { return w.CalendarWith(), nil })
}

// CalendarWith is the calendar of the edition on the desk, with the days that the office has set
// and further ones.
func (w *Work) CalendarWith(further ...record.OfficeDays) *civil.Calendar {
	var set []civil.Override
	for _, days := range slices.Concat(Read(w, w.OfficeDays, w.Edition.Scheme), further) {
		for d := days.From; !d.After(days.To); d = d.AddDays(1) {
			one := civil.Override{Date: d, Name: days.Reason, Working: days.Open}
			if one.Working {
				one.Name = ""
			}
			set = append(set, one)
		}
	}
	return w.CalendarOf(set...)
}

// CalendarOf is the calendar of the edition on the desk, with corrections.
func (w *Work) CalendarOf(set ...civil.Override) *civil.Calendar {
	c, err := deadline.CalendarOf(w.Edition.Calendar, set)
	w.Fail(err)
	return c
}
