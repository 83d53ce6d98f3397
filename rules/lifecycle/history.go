package lifecycle

import (
	"akashi/record"
	"akashi/values/civil"
)

// AtEndOf is the mark as it stood at the end of a day gone by, rolled forward from
// the lines of its history up to then, which come in the order they happened.
func AtEndOf(day civil.Date, m record.Mark, history []record.MarkEvent) record.Mark {
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

// PlannedEnd is the day until which the last suspension is planned; none where it is
// open.
func PlannedEnd(history []record.MarkEvent) (until civil.Date) {
	for _, e := range history {
		if e.Kind == record.MarkEventSuspended {
			until = e.Until
		}
	}
	return until
}

// Withdrawals are the days on which a mark was taken away.
func Withdrawals(history []record.MarkEvent) (days []civil.Date) {
	for _, e := range history {
		if e.Kind == record.MarkEventWithdrawn {
			days = append(days, e.Day)
		}
	}
	return days
}
