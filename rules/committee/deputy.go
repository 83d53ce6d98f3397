package committee

import (
	"akashi/record"
	"akashi/values/civil"
)

// DeputyOn is the deputy of the chair on a day (職務代理); none where nobody was named for it.
func DeputyOn(all []record.Deputy, day civil.Date) (record.Deputy, bool) {
	for _, d := range all {
		if !day.Before(d.From) && !over(d.To, day) {
			return d, true
		}
	}
	return record.Deputy{}, false
}

// DeputyFrom is the first deputy that stands in on a day or later.
func DeputyFrom(all []record.Deputy, day civil.Date) (first record.Deputy, ok bool) {
	for _, d := range all {
		if ends := over(d.To, day) || !d.To.IsZero() && d.To.Before(d.From); !ends && (!ok || d.From.Before(first.From)) {
			first, ok = d, true
		}
	}
	return first, ok
}

// DeputyBetween is a deputy that stands in on some day from the first to the last; a last day
// of none is open.
func DeputyBetween(all []record.Deputy, from, to civil.Date) (record.Deputy, bool) {
	d, ok := DeputyFrom(all, from)
	return d, ok && (to.IsZero() || !d.From.After(to))
}

// over reports a last day that has passed; none never does.
func over(last, day civil.Date) bool { return !last.IsZero() && last.Before(day) }
