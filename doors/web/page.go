package web

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/yen"
	"akashi/words"
)

// page is what every template is given: the words of its language, and the way
// to other pages.
type page struct {
	*words.Book
	files    *files
	shelf    *scheme.Shelf
	today    civil.Date
	bodies   func(*scheme.Edition) *scheme.Edition // an edition with the intake bodies as the office has them
	base     string                                // of absolute addresses, or empty
	here     string                                // address without the language
	signedIn bool
	// calendars says that days are given as a calendar.
	calendars bool
	sample    bool // the office is the demonstration
	menu      []link
	foot      []link
	room      link   // where the visitor comes in
	notice    notice // what was just done
	who       seenAs // who is signed in
	whose     string // mark of who is signed in, under which the browser keeps texts
	keys      record.Keys
	phrases   []record.Phrase
	confirms  bool                 // the visitor may look at what waits
	beside    map[desk.Kind]string // objects of other kinds that the page's own is joined to
	staff     bool                 // the visitor examines or decides, or keeps the record of who does
}

// link is a way to another page, with its words.
type link struct {
	Path  string // without the language
	Label string
	Here  bool
}

// T returns the words for a key.
func (p page) T(key string, pairs ...string) string { return p.Say(key, pairs...) }

// joined is an edition with the intake bodies of the scheme as the office has them.
func (p page) joined(ed *scheme.Edition) *scheme.Edition {
	if ed == nil || p.bodies == nil {
		return ed
	}
	return p.bodies(ed)
}

// of is the page with the words of an edition.
func (p page) of(ed *scheme.Edition) page {
	p.Book = p.For(p.joined(ed))
	return p
}

// Lang returns the code of the page's language.
func (p page) Lang() string { return string(p.Book.Lang()) }

// To returns the address of another page in the same language.
func (p page) To(path string) string { return prefix(p.Book.Lang()) + path }

// Other returns the code of the language that the page can be switched to.
func (p page) Other() language {
	if p.Book.Lang() == words.Japanese {
		return words.English
	}
	return words.Japanese
}

// elsewhere is the page in the language that it can be switched to.
func (p page) elsewhere() page {
	p.Book = words.In(p.Other())
	return p
}

// In returns the address of the same page in a language.
func (p page) In(l language) string { return prefix(l) + p.here }

// Absolute returns the address of the same page in a language as search engines
// want it.
func (p page) Absolute(l language) string { return p.base + p.In(l) }

// Asset returns the address of one of the door's own files.
func (p page) Asset(name string) string { return p.files.address(name) }

// Term returns the scheme's own word for a label, or the common one.
func (p page) Term(ed *scheme.Edition, key string) string {
	return p.For(ed).Term(key)
}

// Label is Term at the beginning of a line, where English has a capital.
func (p page) Label(ed *scheme.Edition, key string) string {
	return capital(p.Term(ed, key))
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
	local := civil.Local(t)
	return p.T("date.moment", "day", p.Day(civil.In(t)), "hour", strconv.Itoa(local.Hour()),
		"minute", fmt.Sprintf("%02d", local.Minute()))
}

// Clock prints the hour and minute of a moment, as the clock in Japan shows it.
func (p page) Clock(t time.Time) string {
	local := civil.Local(t)
	return p.T("date.clock", "hour", strconv.Itoa(local.Hour()), "minute", fmt.Sprintf("%02d", local.Minute()))
}

// Period prints a period: 3か月.
func (p page) Period(period civil.Period) string {
	n, unit := period.Count()
	key := "period." + string(unit)
	if n == 1 && p.Has(key+".one") {
		key += ".one"
	}
	return p.T(key, "n", strconv.Itoa(n))
}

// Named is a word with what it names: 理由：…
func (p page) Named(word, what string) string { return p.T("joined.named", "word", word, "what", what) }

// Aside is what is said in passing, behind what it belongs to.
func (p page) Aside(what string) string { return p.T("joined.aside", "what", what) }

// Besides are two things of one line.
func (p page) Besides(one, other string) string {
	return p.T("joined.besides", "one", one, "other", other)
}

// OutOf is a count with what it could be.
func (p page) OutOf(n, all int) string { return p.T("joined.out-of", "n", p.N(n), "all", p.N(all)) }

// N prints a count.
func (p page) N(n int) string { return yen.Amount(n).String() }
