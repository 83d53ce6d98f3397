package words

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// Show prints a figure as a sentence wants it: as a day, a sum, minutes, months,
// a list, or as a word of the kind. What cannot be read so stays as it is.
func (b *Book) Show(how, value string) string { return b.show(how, value, nil) }

// show is Show for a word that is itself a sentence with figures.
func (b *Book) show(how, value string, figures map[string]string) string {
	if show, ok := b.shapes()[how]; ok {
		return show(value)
	}
	parts := fault.Parts(value)
	for i, code := range parts {
		if b.Has(how + "." + code) {
			parts[i] = b.small(b.Fill(how+"."+code, figures))
		}
	}
	return b.List(parts)
}

// shapes are the ways to show a figure that are not words of a kind.
func (b *Book) shapes() map[string]func(string) string {
	return map[string]func(string) string{
		"list": func(v string) string { return b.List(fault.Parts(v)) },
		"day": func(v string) string {
			if d, err := civil.Parse(v); err == nil {
				return b.Day(d)
			}
			return v
		},
		"yen": func(v string) string {
			if sum, err := yen.Parse(v); err == nil {
				return b.Yen(sum)
			}
			return v
		},
		"minutes": func(v string) string {
			if n, err := strconv.Atoi(v); err == nil {
				return b.Minutes(n)
			}
			return v
		},
		"months": b.months,
		"period": b.periods,
		"fee":    b.fee,
		"paper":  b.papers,
	}
}

// Day prints a day: 2014年5月9日, or 9 May 2014.
func (b *Book) Day(d civil.Date) string {
	if b.lang == Japanese || d.IsZero() {
		return d.Japanese()
	}
	y, m, day := d.Civil()
	return fmt.Sprintf("%d %s %d", day, time.Month(m), y)
}

// Yen prints a sum: 51,429円.
func (b *Book) Yen(a yen.Amount) string { return b.Say("yen", "n", a.String()) }

// Minutes prints a time on site: 6時間30分.
func (b *Book) Minutes(n int) string {
	hours, rest := strconv.Itoa(n/60), strconv.Itoa(n%60)
	switch {
	case n < 60:
		return b.Say("time.minutes", "n", rest)
	case n%60 == 0:
		return b.Say("time.hours", "n", hours)
	}
	return b.Say("time.both", "hours", hours, "minutes", rest)
}

// Months prints months of the year: 3月・7月・11月.
func (b *Book) Months(months []int) string {
	names := make([]string, len(months))
	for i, m := range months {
		names[i] = b.Say("date.in_month", "month", strconv.Itoa(m), "name", time.Month(m).String())
	}
	return b.List(names)
}

// months reads the numbers of months that a figure holds.
func (b *Book) months(value string) string {
	var months []int
	for _, part := range fault.Parts(value) {
		if m, err := strconv.Atoi(strings.TrimSpace(part)); err == nil && m >= 1 && m <= 12 {
			months = append(months, m)
		}
	}
	return b.Months(months)
}

// papers names documents of the checklist by their titles, each with the ID that a
// command takes.
func (b *Book) papers(value string) string {
	parts := fault.Parts(value)
	for i, id := range parts {
		if d, ok := b.document(id); ok {
			parts[i] = b.Say("paper", "title", b.Text(d.Title), "id", id)
		}
	}
	return b.List(parts)
}

func (b *Book) document(id string) (found scheme.Document, ok bool) {
	if b.edition == nil {
		return found, false
	}
	i := slices.IndexFunc(b.edition.Documents, func(d scheme.Document) bool { return d.ID == id })
	if i < 0 {
		return found, false
	}
	return b.edition.Documents[i], true
}
