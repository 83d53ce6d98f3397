package lifecycle

import (
	"slices"

	"akashi/record"
	"akashi/values/civil"
)

// StandingLines are the lines of a history that stand, in the order of what they tell: a
// correction is in the place of the line that it corrects.
func StandingLines(history []record.MarkEvent) []record.MarkEvent {
	lines := make([]record.MarkEvent, 0, len(history))
	for _, e := range history {
		i := slices.IndexFunc(lines, func(was record.MarkEvent) bool { return e.Corrects != 0 && was.No == e.Corrects })
		if i < 0 {
			lines = append(lines, e)
		} else {
			lines[i] = e
		}
	}
	return lines
}

// IsMeasure reports whether a line tells of a measure or an end: what somebody entered
// under a day, with a reason that was published.
func IsMeasure(line record.MarkEventKind) bool {
	return slices.ContainsFunc(marks.rows, func(r Row[record.MarkStatus, MarkEvent]) bool { return r.Line == line && r.Event != Renew })
}

// AtEndOf is the mark as it stood at the end of a day gone by, rolled forward from
// the lines of its history up to then, which come in the order they happened. Before
// its grant it has yet to begin, whatever has become of it; what an entry of a list
// was before the list is not known.
func AtEndOf(day civil.Date, m record.Mark, history []record.MarkEvent) record.Mark {
	history = StandingLines(history)
	if len(history) > 0 && history[0].Kind == record.MarkEventGranted {
		first := history[0]
		m.Status, m.ValidFrom, m.ValidTo = record.MarkActive, first.ValidFrom, first.ValidTo
		if day.Before(first.Day) && m.ValidFrom.Before(first.Day) {
			m.ValidFrom = first.Day // the period begins with the decision, the mark with its grant
		}
	}
	for _, e := range history {
		if e.Day.After(day) {
			break
		}
		if status, changes := StatusAfter(e.Kind); changes {
			m.Status = status
		}
		if !e.ValidTo.IsZero() && (m.ValidTo.IsZero() || !e.ValidFrom.After(day) || e.Kind == record.MarkEventGranted) {
			m.ValidFrom, m.ValidTo = e.ValidFrom, e.ValidTo
		}
	}
	return m
}

// Renewal is a case that would renew a mark, as far as it keeps the mark alive.
type Renewal struct {
	Filed, Closed civil.Date // none while it is a draft, none while it is under review
	InTime        bool       // filed by the last day of the window before the expiry
}

// KeepsAlive reports whether a renewal filed in time was being reviewed on the day:
// from its filing until the day on which it was closed, whichever way.
func (r Renewal) KeepsAlive(day civil.Date) bool {
	return r.InTime && !r.Filed.IsZero() && !day.Before(r.Filed) && (r.Closed.IsZero() || day.Before(r.Closed))
}

// LineBehind is the kind of line that a standing rests on; none for one that rests on
// the days of the period.
func LineBehind(s Standing) record.MarkEventKind {
	return map[Standing]record.MarkEventKind{
		StandSuspended: record.MarkEventSuspended,
		StandWithdrawn: record.MarkEventWithdrawn,
		StandEnded:     record.MarkEventEnded,
	}[s]
}

// Behind is the last line of the history that a standing rests on, up to a day: what
// took the mark away, or stopped it.
func Behind(s Standing, day civil.Date, history []record.MarkEvent) (line record.MarkEvent, ok bool) {
	kind := LineBehind(s)
	for _, e := range StandingLines(history) {
		if kind != "" && e.Kind == kind && !e.Day.After(day) {
			line, ok = e, true
		}
	}
	return line, ok
}

// PlannedEnd is the day until which the last suspension is planned; none where it is
// open.
func PlannedEnd(history []record.MarkEvent) (until civil.Date) {
	for _, e := range StandingLines(history) {
		if e.Kind == record.MarkEventSuspended {
			until = e.Until
		}
	}
	return until
}

// Withdrawals are the days on which a mark was taken away.
func Withdrawals(history []record.MarkEvent) (days []civil.Date) {
	for _, e := range StandingLines(history) {
		if e.Kind == record.MarkEventWithdrawn {
			days = append(days, e.Day)
		}
	}
	return days
}

// Barring are the periods without application that measures laid down, each from the day
// of its measure.
func Barring(history []record.MarkEvent) (periods []record.Incident) {
	for _, e := range StandingLines(history) {
		if e.NoApplication > 0 && IsMeasure(e.Kind) {
			periods = append(periods, record.Incident{Decided: e.Day, Months: e.NoApplication})
		}
	}
	return periods
}
