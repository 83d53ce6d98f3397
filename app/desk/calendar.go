package desk

import (
	"time"

	"akashi/values/civil"
)

// Calendar is days as programs for calendars take them (カレンダー), in one language: who has the words has filled it in.
type Calendar struct {
	Lang  string
	Name  string
	Stamp time.Time // when it was made
	Days  []CalendarDay
}

// CalendarDay is one day, whole.
type CalendarDay struct {
	ID      string // the same for the same clock, whatever its day; no secret
	Day     civil.Date
	Summary string
	Text    string
	Page    string // address of the page behind the sign-in; "" where the office's is not known
	Kind    string // hard or estimate; "" for a day on which nothing ends
}
