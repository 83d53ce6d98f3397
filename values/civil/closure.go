package civil

import (
	"cmp"
	"fmt"
)

// Closure is a span of days on which the office is closed every year (休業日),
// both ends included; it may run over the turn of the year.
type Closure struct {
	From   MonthDay `json:"from" yaml:"from"`
	To     MonthDay `json:"to" yaml:"to"`
	Reason string   `json:"reason" yaml:"reason"`
}

// Contains reports whether d is one of the days.
func (c Closure) Contains(d Date) bool {
	md := MonthDay{d.Month(), d.Day()}
	fromOn, toOn := md.compare(c.From) >= 0, md.compare(c.To) <= 0
	if c.From.compare(c.To) > 0 {
		return fromOn || toOn
	}
	return fromOn && toOn
}

// MonthDay is a day of every year, written "12-29". 02-29 is one, although not
// every year has it.
type MonthDay struct{ Month, Day int }

func (m MonthDay) valid() bool {
	const leapYear = 2000
	return m.Month >= 1 && m.Month <= 12 && m.Day >= 1 && m.Day <= daysIn(leapYear, m.Month)
}

func (m MonthDay) compare(o MonthDay) int {
	return cmp.Or(cmp.Compare(m.Month, o.Month), cmp.Compare(m.Day, o.Day))
}

// String returns the day as "12-29".
func (m MonthDay) String() string { return fmt.Sprintf("%02d-%02d", m.Month, m.Day) }

// MarshalText writes the day as String does.
func (m MonthDay) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads a day written as "12-29".
func (m *MonthDay) UnmarshalText(text []byte) error {
	s := string(text)
	if len(s) != len("01-02") || s[2] != '-' {
		return malformed(s)
	}
	month, okM := number(s[:2])
	day, okD := number(s[3:])
	read := MonthDay{month, day}
	if !okM || !okD || !read.valid() {
		return malformed(s)
	}
	*m = read
	return nil
}
