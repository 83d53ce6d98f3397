package words

import (
	"net/url"
	"strconv"
	"strings"

	"akashi/app"
	"akashi/app/desk"
	"akashi/rules/lifecycle"
	"akashi/scheme"
)

// Calendar is a calendar in words: in the language of who reads it, or else of the b. Without an address of the
// office its days lead to no page.
func (b *Book) Calendar(shelf *scheme.Shelf, address string, c app.Calendar) desk.Calendar {
	if c.Lang != "" {
		b = In(Language(c.Lang))
	}
	cal := desk.Calendar{Lang: string(b.lang), Name: b.Say("calendar.name"), Stamp: c.At}
	if address != "" && b.lang != Japanese {
		address += "/" + string(b.lang)
	}
	of := map[string]int{}
	for _, line := range c.Days {
		day := b.calendarDay(shelf.Latest(line.Scheme), address, line)
		of[day.ID]++
		if n := of[day.ID]; n > 1 {
			day.ID += "-" + strconv.Itoa(n)
		}
		cal.Days = append(cal.Days, day)
	}
	return cal
}

// calendarDay is one day of it.
func (b *Book) calendarDay(ed *scheme.Edition, address string, line app.ClockLine) desk.CalendarDay {
	b = b.For(ed)
	short := line.Scheme
	if ed != nil {
		short = b.Text(ed.ShortName)
	}
	what := b.NextDay(line.Day)
	summary, of := what, line.Of
	if line.Day.Kind == lifecycle.EstimateDay {
		summary = b.Say("calendar.estimate", "what", what)
	}
	if key := "clocks.of." + string(line.On); b.Has(key) {
		of = b.Say(key) // its number is a key that nobody reads
	} else {
		summary = b.Say("calendar.of", "what", summary, "of", of)
	}
	d := desk.CalendarDay{ID: ClockID(line), Day: line.Day.Day, Kind: string(line.Day.Kind), Summary: b.Say("letter.subject", "scheme", short, "subject", summary)}
	var text []string
	say := func(name, value string) {
		if value != "" {
			text = append(text, b.Say("calendar.line", "name", name, "value", value))
		}
	}
	say(b.Say("clocks.of"), strings.TrimSpace(of+" "+line.Name))
	say(b.Say("clocks.what"), what)
	if line.Day.Kind != "" {
		say(b.Say("clocks.kind"), b.Say("day-kind."+string(line.Day.Kind)))
	}
	if line.Turn != "" {
		say(b.Say("clocks.turn"), b.Name("role", line.Turn))
	}
	say(b.Say("clocks.clause"), line.Day.Clause)
	if line.Count != nil {
		text = append(text, "", b.Say("clocks.why"))
		for _, counted := range b.Counted(line.Count) {
			say(counted[0], counted[1])
		}
	}
	if d.Text = strings.Join(text, "\n"); address != "" {
		d.Page = address + pagesOf[line.On] + url.PathEscape(line.Of)
	}
	return d
}

// pagesOf are the pages on which the objects of a calendar are.
var pagesOf = map[desk.Kind]string{desk.OnCase: "/o/cases/", desk.OnSession: "/o/sessions/", desk.OnMark: "/registry/"}

// ClockID names a clock by what it runs for and why, so that a day that is moved stays the same entry.
func ClockID(line app.ClockLine) string {
	parts := []string{line.Scheme, string(line.On), line.Of, string(line.Day.Why)}
	if line.Day.Why == lifecycle.WhyVisit {
		parts = append(parts, line.Day.Day.String())
	}
	if line.Day.Fee != "" {
		parts = append(parts, line.Day.Fee)
	}
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, ".")
}
