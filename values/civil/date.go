// Package civil reckons with days as the office does: a Date is a day in
// Asia/Tokyo without a time of day, and every deadline follows the one period
// rule of Period.
package civil

import (
	"cmp"
	"fmt"
	"time"

	"akashi/values/fault"
)

// Date is a day in the Gregorian calendar, 1868-01-01 to 9999-12-31. The zero
// Date is "no date"; it is before every other. Dates are comparable with ==
// and may be map keys.
type Date struct {
	n int32 // days since 1867-12-31, so that zero is free to mean "no date"
}

const (
	firstYear = 1868
	lastYear  = 9999
	lastDay   = 2_970_152 // 9999-12-31
)

// Of returns the day y-m-d, or a fault of kind Invalid when there is no such
// day in the range of Date.
func Of(y, m, d int) (Date, error) {
	if y < firstYear || y > lastYear || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return Date{}, malformed(fmt.Sprintf("%04d-%02d-%02d", y, m, d))
	}
	return fromCivil(y, m, d), nil
}

// MustOf is Of for tests: it panics when there is no such day.
func MustOf(y, m, d int) Date {
	date, err := Of(y, m, d)
	if err != nil {
		panic(err)
	}
	return date
}

// In returns the day on which the moment t falls in Asia/Tokyo, which has kept
// nine hours ahead of UTC, without summer time, since 1951. A moment outside
// the range of Date is no date.
func In(t time.Time) Date {
	y, m, d := Local(t).Date()
	date, err := Of(y, int(m), d)
	if err != nil {
		return Date{}
	}
	return date
}

// Start returns the first moment of the day in Asia/Tokyo, in UTC. For no date
// it is the zero time.
func (d Date) Start() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	y, m, day := d.Civil()
	return time.Date(y, time.Month(m), day, 0, 0, 0, 0, tokyo).UTC()
}

// Fixed, so that the binary needs no time zone database.
var tokyo = time.FixedZone("JST", 9*60*60)

// Local is the moment as clocks in Asia/Tokyo show it.
func Local(t time.Time) time.Time { return t.In(tokyo) }

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// Civil returns year, month (1–12) and day of the month; three zeros for no
// date.
func (d Date) Civil() (y, m, day int) {
	if d.IsZero() {
		return 0, 0, 0
	}
	year, month, day := time.Date(firstYear-1, time.December, 31+int(d.n), 0, 0, 0, 0, time.UTC).Date()
	return year, int(month), day
}

// Year returns the year, 0 for no date.
func (d Date) Year() int { y, _, _ := d.Civil(); return y }

// Month returns the month, 1–12, 0 for no date.
func (d Date) Month() int { _, m, _ := d.Civil(); return m }

// Day returns the day of the month, 0 for no date.
func (d Date) Day() int { _, _, day := d.Civil(); return day }

// Weekday returns the day of the week (曜日). It is of no use for no date.
func (d Date) Weekday() time.Weekday {
	return time.Weekday((int(d.n) + int(time.Tuesday)) % 7) // 1867-12-31 was a Tuesday
}

// Compare is -1, 0 or +1 as d is before, on or after e.
func (d Date) Compare(e Date) int { return cmp.Compare(d.n, e.n) }

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.n < e.n }

// After reports whether d is a later day than e.
func (d Date) After(e Date) bool { return d.n > e.n }

// Sub returns how many days d is later than e, negative when it is earlier.
func (d Date) Sub(e Date) int { return int(d.n) - int(e.n) }

// AddDays returns the day n days later. No date stays no date, and a result
// beyond the range of Date is its first or last day, so that a bar without end
// stays a bar.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	n = min(max(n, -lastDay), lastDay)
	return Date{int32(min(max(int(d.n)+n, 1), lastDay))}
}

// AddMonths returns the same day of the month n months later, or the last day
// of that month where it has no such day: one month after 31 January is the
// end of February. Deadlines are not made this way but with Period.
func (d Date) AddMonths(n int) Date {
	date, _ := d.addMonths(n)
	return date
}

// addMonths also reports whether the target month has the day of d.
func (d Date) addMonths(n int) (Date, bool) {
	if d.IsZero() {
		return d, true
	}
	const tooMany = 12 * lastYear
	y, m, day := d.Civil()
	months := y*12 + m - 1 + min(max(n, -tooMany), tooMany)
	y, m = months/12, months%12+1
	switch {
	case months < firstYear*12:
		return Date{1}, true
	case y > lastYear:
		return Date{lastDay}, true
	}
	last := daysIn(y, m)
	return fromCivil(y, m, min(day, last)), day <= last
}

// EndOfMonth returns the last day of the month of d.
func (d Date) EndOfMonth() Date {
	if d.IsZero() {
		return d
	}
	y, m, _ := d.Civil()
	return fromCivil(y, m, daysIn(y, m))
}

func fromCivil(y, m, d int) Date {
	const secondsPerDay = 24 * 60 * 60
	epoch := time.Date(firstYear-1, time.December, 31, 0, 0, 0, 0, time.UTC).Unix()
	day := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix()
	return Date{int32((day - epoch) / secondsPerDay)}
}

func daysIn(y, m int) int {
	return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func malformed(what string) error {
	return fault.New(fault.Invalid, "date-malformed", "", "given", what)
}
