package committee

import (
	"slices"

	"akashi/record"
	"akashi/values/civil"
)

// TermEnd is the last day of a term of office (任期) of so many years, whose first day
// counts. Years of 0 leave it to the office: the term has no last day of its own.
func TermEnd(from civil.Date, years int) civil.Date {
	if years == 0 {
		return civil.Date{}
	}
	return civil.Years(years).LastDay(from)
}

// Holder is the tenure of a seat that covers the day.
func Holder(tenures []record.Tenure, seat string, day civil.Date) (held record.Tenure, ok bool) {
	for _, t := range tenures {
		if t.Seat == seat && !day.Before(t.From) && (t.To.IsZero() || !day.After(t.To)) {
			return t, true
		}
	}
	return held, false
}

// Vacant reports a seat that nobody holds on the day, although the office writes down
// who does. A seat whose terms are not written down counts as held.
func Vacant(tenures []record.Tenure, seat string, day civil.Date) bool {
	_, held := Holder(tenures, seat, day)
	return !held && slices.ContainsFunc(tenures, func(t record.Tenure) bool { return t.Seat == seat })
}
