package deadline

import (
	"slices"

	"akashi/record"
	"akashi/values/civil"
)

// Reach is the committee session that a case comes to.
type Reach struct {
	Session civil.Date      `json:"session"` // no date: none of those planned
	Missed  []civil.Date    `json:"missed"`  // on or after the day, but too soon
	Reasons []record.Reason `json:"reasons"` // one for each session looked at
}

// NextSession finds the first session that a case can reach which is ready on a
// day. It must be ready cutoff before the session at the latest; without a cutoff,
// on the day of the session. The sessions may come in any order.
func NextSession(sessions []civil.Date, ready civil.Date, cutoff civil.Period) Reach {
	r := Reach{Missed: []civil.Date{}, Reasons: []record.Reason{}}
	if ready.IsZero() {
		return r
	}
	for _, s := range slices.SortedFunc(slices.Values(sessions), civil.Date.Compare) {
		if s.Before(ready) {
			continue
		}
		last := cutoff.Before(s)
		inTime := !ready.After(last)
		r.Reasons = append(r.Reasons, record.Reason{Rule: "deadline.session", Holds: inTime, Facts: record.Facts{
			record.Day("session", s), record.Day("ready_by", last), record.Day("ready", ready)}})
		if inTime {
			r.Session = s
			return r
		}
		r.Missed = append(r.Missed, s)
	}
	return r
}

// OpenMonths are the first days of the months of ten years in which a committee sits
// and has no session yet, the month of the day itself among them; none where it names no
// months.
func OpenMonths(months []int, from civil.Date, sessions []civil.Date) (open []civil.Date) {
	const ahead = 10 * 12
	first := from.AddDays(1 - from.Day())
	for range ahead {
		held := slices.ContainsFunc(sessions, func(s civil.Date) bool { return SameMonth(s, first) })
		if slices.Contains(months, first.Month()) && !held {
			open = append(open, first)
		}
		first = first.AddMonths(1)
	}
	return open
}

// SameMonth reports whether two days are of one month of one year.
func SameMonth(a, b civil.Date) bool { return a.Year() == b.Year() && a.Month() == b.Month() }
