package civil

import (
	"fmt"
	"strconv"
	"strings"

	"akashi/values/fault"
)

// Unit is what a Period counts in.
type Unit string

// The units of a Period.
const (
	Day   Unit = "day"
	Month Unit = "month"
	Year  Unit = "year"
)

// Period is a length of time in whole days, months or years (期間). Its ends
// follow the calendar as Civil Code art. 143 has it, and each method says
// whether its first day (起算日) is counted. The zero Period is "no period".
type Period struct {
	n    int
	unit Unit
}

// Days returns a period of n days. Like Months and Years it wants n ≥ 1; a
// period of fewer ends before it begins.
func Days(n int) Period { return Period{n, Day} }

// Months returns a period of n months.
func Months(n int) Period { return Period{n, Month} }

// Years returns a period of n years.
func Years(n int) Period { return Period{n, Year} }

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p == Period{} }

// Count returns the number of units and the unit, for printing.
func (p Period) Count() (n int, unit Unit) { return p.n, p.unit }

// LastDay returns the last day of the period whose first counted day is first
// (初日算入): one month from 25 March ends on 24 April. Where the last month has
// no day to match first, the period ends with that month.
func (p Period) LastDay(first Date) Date {
	switch {
	case p.n < 1:
		return first.AddDays(-1)
	case p.unit == Day:
		return first.AddDays(p.n - 1)
	}
	end, hasDay := first.addMonths(p.months())
	if !hasDay {
		return end
	}
	return end.AddDays(-1)
}

// After returns the last day of the period that runs from the event on d, the
// day of which is not counted (初日不算入, Civil Code art. 140): three months after
// a refusal on 15 March end on 15 June.
func (p Period) After(d Date) Date { return p.LastDay(d.AddDays(1)) }

// Before returns the earliest day that lies within the period before d
// (以内・前): of three months before 10 July it is 10 April, which is inside.
// Where that month has no such day, its last day is the first inside.
func (p Period) Before(d Date) Date {
	if p.unit == Day {
		return d.AddDays(-p.n)
	}
	return d.AddMonths(-p.months())
}

// From returns the days of the period whose first counted day is first.
func (p Period) From(first Date) Range { return Range{first, p.LastDay(first)} }

func (p Period) months() int {
	if p.unit == Year {
		// Beyond this every date is past its range anyway.
		return min(max(p.n, -lastYear), lastYear) * 12
	}
	return p.n
}

// RenewalWindow returns the first and the last day for the renewal application
// of a mark that expires on expiry (更新申請の受付期間). It opens open months and
// closes close months before the mark ends, which it does with the beginning
// of the day after expiry. The last day is not yet moved to a business day.
func RenewalWindow(expiry Date, open, close int) (from, to Date) {
	end := expiry.AddDays(1)
	from, _ = end.addMonths(-open)
	to, hasDay := end.addMonths(-close)
	if hasDay {
		to = to.AddDays(-1)
	}
	return from, to
}

// ParsePeriod reads a period as a scheme file has it: "30 days", "1 month",
// "2 years". Its fault is of kind Invalid.
func ParsePeriod(s string) (Period, error) {
	count, unit, _ := strings.Cut(s, " ")
	n, err := strconv.Atoi(count)
	p := Period{n, Unit(strings.TrimSuffix(unit, "s"))}
	if err != nil || n < 1 || n > 9999 || !p.unit.known() || s != p.String() {
		return Period{}, fault.New(fault.Invalid, "period-malformed", "", "given", s)
	}
	return p, nil
}

func (u Unit) known() bool { return u == Day || u == Month || u == Year }

// String returns the period as ParsePeriod reads it, and "" for no period.
func (p Period) String() string {
	switch {
	case p.IsZero():
		return ""
	case p.n == 1:
		return "1 " + string(p.unit)
	}
	return fmt.Sprintf("%d %ss", p.n, p.unit)
}

// MarshalText writes the period as String does.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads a period as ParsePeriod does, and "" as no period.
func (p *Period) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	period, err := ParsePeriod(string(text))
	if err != nil {
		return err
	}
	*p = period
	return nil
}
