package web

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"akashi/civil"
	"akashi/scheme"
	"akashi/yen"
)

// page is what every template is given: the words of its language, and the way
// to other pages.
type page struct {
	words    *words
	files    *files
	base     string // of absolute addresses, or empty
	here     string // address without the language
	signedIn bool
	menu     []link
}

// link is a way to another page, with its words.
type link struct {
	Path  string // without the language
	Label string
	Here  bool
}

// T returns the words for a key (see words.say).
func (p page) T(key string, pairs ...string) string { return p.words.say(key, pairs...) }

// name returns the word for a name of one kind, such as "state." and "draft".
func name[N ~string](p page, kind string, n N, pairs ...string) string {
	return p.T(kind+string(n), pairs...)
}

// Has reports whether there are words for a key.
func (p page) Has(key string) bool { return p.words.has(key) }

// Lang returns the code of the page's language.
func (p page) Lang() string { return string(p.words.lang) }

// To returns the address of another page in the same language.
func (p page) To(path string) string { return p.words.lang.prefix() + path }

// Other returns the code of the language that the page can be switched to.
func (p page) Other() language {
	if p.words.lang == japanese {
		return english
	}
	return japanese
}

// In returns the address of the same page in a language.
func (p page) In(l language) string { return l.prefix() + p.here }

// Absolute returns the address of the same page in a language as search engines
// want it.
func (p page) Absolute(l language) string { return p.base + p.In(l) }

// Asset returns the address of one of the door's own files.
func (p page) Asset(name string) string { return p.files.address(name) }

// Text returns a text of the rule book in the page's language.
func (p page) Text(t scheme.Text) string { return t.In(p.Lang()) }

// Term returns the scheme's own word for a label, or the common one.
func (p page) Term(ed *scheme.Edition, key string) string {
	if ed != nil && !ed.Term(key).IsZero() {
		return p.Text(ed.Term(key))
	}
	return p.T("term." + key)
}

// Label is Term at the beginning of a line, where English has a capital.
func (p page) Label(ed *scheme.Edition, key string) string {
	term := p.Term(ed, key)
	first, size := utf8.DecodeRuneInString(term)
	return string(unicode.ToUpper(first)) + term[size:]
}

// cited returns what a clause says, when the edition cites it.
func (p page) cited(ed *scheme.Edition, id string) string {
	if ed == nil {
		return ""
	}
	for _, c := range ed.Citations {
		if c.ID == id {
			return p.Text(c.Text)
		}
	}
	return ""
}

// Day prints a day: 2014年5月9日, or 9 May 2014.
func (p page) Day(d civil.Date) string {
	if p.words.lang == japanese || d.IsZero() {
		return d.Japanese()
	}
	y, m, day := d.Civil()
	return fmt.Sprintf("%d %s %d", day, time.Month(m), y)
}

// Part prints a day, a month or a year that the rule book gives in ISO form.
func (p page) Part(when string) string {
	if d, err := civil.Parse(when); err == nil {
		return p.Day(d)
	}
	year, month, hasMonth := strings.Cut(when, "-")
	m, err := strconv.Atoi(month)
	switch {
	case hasMonth && err == nil && m >= 1 && m <= 12:
		return p.T("date.month", "year", year, "month", strconv.Itoa(m), "name", time.Month(m).String())
	case !hasMonth:
		return p.T("date.year", "year", year)
	}
	return when
}

// Moment prints a moment as the clock in Japan shows it.
func (p page) Moment(t time.Time) string {
	local := t.In(time.FixedZone("JST", 9*60*60))
	return p.T("date.moment", "day", p.Day(civil.In(t)), "hour", strconv.Itoa(local.Hour()),
		"minute", fmt.Sprintf("%02d", local.Minute()))
}

// Yen prints a sum: 51,429円.
func (p page) Yen(a yen.Amount) string { return p.T("yen", "n", a.String()) }

// Period prints a period: 3か月.
func (p page) Period(period civil.Period) string {
	n, unit := period.Count()
	key := "period." + string(unit)
	if n == 1 && p.words.has(key+".one") {
		key += ".one"
	}
	return p.T(key, "n", strconv.Itoa(n))
}

// N prints a count.
func (p page) N(n int) string { return yen.Amount(n).String() }

// Months prints months of the year: 3月・7月・11月.
func (p page) Months(months []int) string {
	names := make([]string, len(months))
	for i, m := range months {
		names[i] = p.T("date.in_month", "month", strconv.Itoa(m), "name", time.Month(m).String())
	}
	return strings.Join(names, p.T("list.comma"))
}
