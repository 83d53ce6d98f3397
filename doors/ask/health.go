package ask

import (
	"fmt"

	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Condition is one of those under which an office works: how it stands, with its figures, and
// whether that is as it should be. What could not be found out at all has an error instead, and
// what needs no sentence has its text.
type Condition struct {
	Code, State string
	Good        bool
	Cure        bool // is told though it is good
	Figures     fault.Data
	Text        string
	Err         error
}

// Judged is a condition that is as it should be unless something failed.
func Judged(code string, err error, text string) Condition {
	return Condition{Code: code, Good: err == nil, Text: text, Err: err}
}

// CalendarOf asks whether the holidays of next year are known already.
func CalendarOf(today civil.Date) Condition {
	calendar, err := civil.NewCalendar(nil, nil)
	next := today.AddMonths(12)
	if err == nil && !calendar.Covers(next) {
		err = fault.Wrong("calendar.year", "", "given", next.Year())
	}
	return Judged("calendar", err, fmt.Sprint(next.Year()))
}

// SchemesOf are the rule books that an office works by.
func SchemesOf(shelf *scheme.Shelf, err error) Condition {
	if err != nil {
		return Judged("schemes", err, "")
	}
	return Judged("schemes", nil, fmt.Sprint(len(shelf.Keys())))
}

// JournalOf is what came of working the tree of the journal out again.
func JournalOf(found fault.Problems, err error) Condition {
	if err == nil && len(found) > 0 {
		err = found
	}
	return Judged("journal", err, "")
}
