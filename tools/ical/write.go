package ical

import (
	"io"
	"strings"

	ics "github.com/arran4/golang-ical"

	"akashi/app/desk"
	"akashi/values/civil"
)

// at is behind every name of a day, as RFC 7986 asks for one that nothing else has.
const at = "@akashi"

// Write writes a calendar.
func Write(w io.Writer, c desk.Calendar) error {
	cal := ics.NewCalendar()
	cal.SetProductId("-//Akashi//" + strings.ToUpper(c.Lang))
	cal.SetCalscale("GREGORIAN")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(plain(c.Name))
	for _, d := range c.Days {
		e := cal.AddEvent(d.ID + at)
		e.SetDtStampTime(c.Stamp)
		e.SetProperty(ics.ComponentPropertyDtStart, compact(d.Day), ics.WithValue(string(ics.ValueDataTypeDate)))
		e.SetProperty(ics.ComponentPropertyDtEnd, compact(d.Day.AddDays(1)), ics.WithValue(string(ics.ValueDataTypeDate)))
		e.SetSummary(plain(d.Summary), &ics.KeyValues{Key: string(ics.ParameterLanguage), Value: []string{c.Lang}})
		e.SetDescription(plain(d.Text))
		if d.Kind != "" {
			e.AddCategory(d.Kind)
		}
		if d.Page != "" {
			e.SetURL(d.Page)
		}
		e.SetClass(ics.ClassificationPrivate)
		e.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return cal.SerializeTo(w, ics.WithNewLineWindows)
}

// compact is a day as the format writes it.
func compact(d civil.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// plain is a text with no control character but the end of a line.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r >= ' ' && r != 0x7f {
			return r
		}
		return -1
	}, strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\r\n", "\n"))
}
