package deadline

import (
	"strconv"

	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// CalendarOf returns the working days of an office under an edition: the holidays
// with the edition's corrections, then those of the office (overrides), and the
// yearly closures. It reports every entry that cannot be read.
func CalendarOf(c scheme.Calendar, overrides []civil.Override) (*civil.Calendar, error) {
	var problems fault.Problems
	var all []civil.Override
	for _, o := range c.Overrides {
		day := civil.Override{Date: o.Date, Name: o.Label.JA, Working: o.Open}
		if o.Open {
			day.Name = ""
		}
		all = append(all, day)
	}
	var closures []civil.Closure
	for i, cl := range c.Closures {
		closure := civil.Closure{Reason: cl.Label.JA}
		if closure.From.UnmarshalText([]byte(cl.From)) != nil || closure.To.UnmarshalText([]byte(cl.To)) != nil {
			problems.Add("closure-malformed", "calendar.closures["+strconv.Itoa(i)+"]")
		}
		closures = append(closures, closure)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return civil.NewCalendar(append(all, overrides...), closures)
}
