package civil

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"time"

	"akashi/values/fault"
)

//go:generate go run ./internal/genholidays holidays.csv

// holidayTable is "date,name" a line, in order of date, after a heading.
//
//go:embed holidays.csv
var holidayTable string

// Holiday is a day off by law, or by order of the secretariat (休日).
type Holiday struct {
	Date Date   `json:"date"`
	Name string `json:"name"`
}

// Override corrects the table of holidays (休日の訂正): it names one more holiday,
// or makes Date an ordinary day when Working is set. It is how the secretariat
// enters an equinox that was fixed otherwise, or an act of the Diet.
type Override struct {
	Date    Date   `json:"date" yaml:"date"`
	Name    string `json:"name" yaml:"name"`
	Working bool   `json:"working" yaml:"working"`
}

// Calendar knows the days on which the office works (営業日). Its holidays are
// known from 1980 to 2050. Outside these years it fails closed: no day is a
// business day, and rolling and counting end in a fault.
type Calendar struct {
	holidays    map[Date]string
	closures    []Closure
	first, last Date
}

// NewCalendar returns the calendar of Japan with the corrections of the
// secretariat and the days on which the office is closed. It reports every bad
// entry at once.
func NewCalendar(overrides []Override, closures []Closure) (*Calendar, error) {
	c := &Calendar{holidays: map[Date]string{}, closures: slices.Clone(closures)}
	problems := c.load(holidayTable)
	for i, o := range overrides {
		if o.Date.IsZero() || (o.Name == "") != o.Working {
			problems.Add("override-incomplete", place("overrides", i))
			continue
		}
		delete(c.holidays, o.Date)
		if !o.Working {
			c.holidays[o.Date] = o.Name
		}
	}
	for i, closure := range closures {
		if !closure.From.valid() || !closure.To.valid() {
			problems.Add("closure-incomplete", place("closures", i))
		}
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return c, nil
}

func place(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }

func (c *Calendar) load(table string) (problems fault.Problems) {
	lines := strings.Split(strings.TrimSpace(table), "\n")
	for i, line := range lines[1:] {
		date, name, _ := strings.Cut(strings.TrimSpace(line), ",")
		d, err := Parse(date)
		if err != nil || name == "" {
			problems.Add("holiday-malformed", "line "+strconv.Itoa(i+2))
			continue
		}
		c.holidays[d] = name
		if c.first.IsZero() {
			c.first = fromCivil(d.Year(), 1, 1)
		}
		c.last = fromCivil(d.Year(), 12, 31)
	}
	return problems
}

// Covers reports whether the holidays of the year of d are known.
func (c *Calendar) Covers(d Date) bool { return Range{c.first, c.last}.Contains(d) }

// Holiday returns the name of the holiday that d is, if it is one.
func (c *Calendar) Holiday(d Date) (name string, ok bool) {
	name, ok = c.holidays[d]
	return name, ok
}

// Closed returns the reason for which the office is closed on d every year.
func (c *Calendar) Closed(d Date) (reason string, ok bool) {
	for _, closure := range c.closures {
		if closure.Contains(d) {
			return closure.Reason, true
		}
	}
	return "", false
}

// IsBusinessDay reports whether d is a working day: not Saturday, Sunday, a
// holiday or a day of closure, and in a year whose holidays are known.
func (c *Calendar) IsBusinessDay(d Date) bool {
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday || !c.Covers(d) {
		return false
	}
	_, holiday := c.Holiday(d)
	_, closed := c.Closed(d)
	return !holiday && !closed
}

// RollForward returns d if it is a business day, or else the next one (翌営業日).
func (c *Calendar) RollForward(d Date) (Date, error) {
	for ; c.Covers(d); d = d.AddDays(1) {
		if c.IsBusinessDay(d) {
			return d, nil
		}
	}
	return Date{}, c.uncovered(d)
}

// AddBusinessDays returns the nth business day after d, which is itself not
// counted; a negative n counts back, and 0 returns d as it is.
func (c *Calendar) AddBusinessDays(d Date, n int) (Date, error) {
	step := 1
	if n < 0 {
		step = -1
	}
	for c.Covers(d) {
		if n == 0 {
			return d, nil
		}
		if d = d.AddDays(step); c.IsBusinessDay(d) {
			n -= step
		}
	}
	return Date{}, c.uncovered(d)
}

// Holidays returns the holidays of the year in order, and false when they are
// not known.
func (c *Calendar) Holidays(year int) ([]Holiday, bool) {
	if year < c.first.Year() || year > c.last.Year() {
		return nil, false
	}
	list := []Holiday{}
	for d := fromCivil(year, 1, 1); d.Year() == year; d = d.AddDays(1) {
		if name, ok := c.Holiday(d); ok {
			list = append(list, Holiday{d, name})
		}
	}
	return list, true
}

func (c *Calendar) uncovered(d Date) error {
	return fault.New(fault.Invalid, "calendar-unknown-year", d.String(), "given", d)
}
