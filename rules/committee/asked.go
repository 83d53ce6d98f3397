package committee

import (
	"slices"

	"akashi/record"
	"akashi/values/civil"
)

// Called is the last call of a session, and whether it was called for the day on which it now is:
// one that was moved since is to be called again.
func Called(calls []record.Call, moves []record.SessionMove) (record.Call, bool) {
	var last record.Call
	for _, c := range calls {
		if c.Kind == record.CallMade && c.At.After(last.At) {
			last = c
		}
	}
	moved := slices.ContainsFunc(moves, func(m record.SessionMove) bool { return m.At.After(last.At) })
	return last, last.ID != "" && !moved
}

// RemindedOn reports whether whoever holds a seat was written to on the day: called or reminded.
// Nobody is asked the same thing twice on one day.
func RemindedOn(calls []record.Call, user string, day civil.Date) bool {
	return slices.ContainsFunc(calls, func(c record.Call) bool {
		return c.UserID == user && c.Kind != record.CallAdded && civil.In(c.At) == day
	})
}

// LastToAnswer is the last day on which a member is asked to answer: that on which the agenda
// closes, else, once it has passed, that before the session.
func LastToAnswer(s record.Session, today civil.Date) civil.Date {
	if s.Cutoff.IsZero() || s.Cutoff.Before(today) {
		if last := s.Day.AddDays(-1); last.After(today) {
			return last
		}
		return today
	}
	return s.Cutoff
}
