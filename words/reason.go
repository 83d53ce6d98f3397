package words

import (
	"strconv"
	"strings"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// Reason says one step of a rule's ground: what was asked, and on which figures.
func (b *Book) Reason(r record.Reason) string {
	var facts []string
	for _, f := range r.Facts {
		if value := f.String(); value != "" {
			facts = append(facts, b.Fact(f.Name, value))
		}
	}
	rule := b.Name("rule", r.Rule)
	if len(facts) == 0 {
		return rule
	}
	return b.Say("reason.line", "rule", rule, "facts", b.List(facts))
}

// titles are what an edition calls the values of some figures, by the figure.
var titles = map[string]func(ed *scheme.Edition, title func(id string, text scheme.Text)){
	"industry": func(ed *scheme.Edition, title func(string, scheme.Text)) {
		if ed.Size != nil {
			for _, i := range ed.Size.Industries {
				title(i.ID, i.Title)
			}
		}
	},
	"region": func(ed *scheme.Edition, title func(string, scheme.Text)) {
		for _, r := range ed.Eligibility.Regions {
			title(r.ID, r.Title)
		}
	},
	"window": func(ed *scheme.Edition, title func(string, scheme.Text)) {
		for _, w := range ed.Eligibility.Windows {
			title(w.ID, w.Label)
		}
	},
	"declaration": func(ed *scheme.Edition, title func(string, scheme.Text)) {
		for _, d := range ed.Eligibility.Declarations {
			title(d.ID, d.Text)
		}
	},
	"seat": func(ed *scheme.Edition, title func(string, scheme.Text)) {
		for _, s := range ed.Committee.Seats {
			title(s.ID, s.Title)
		}
	},
	"body":        bodyTitles,
	"intake_body": bodyTitles,
	"evidence": func(ed *scheme.Edition, title func(string, scheme.Text)) {
		for _, e := range ed.Evidence {
			title(e.ID, e.Title)
		}
	},
}

func bodyTitles(ed *scheme.Edition, title func(string, scheme.Text)) {
	for _, b := range ed.Organisation.IntakeBodies {
		title(b.ID, b.Name)
	}
}

// Titled is a value in the words of the edition that the book is opened for; one for which it
// has none stays, or is told in the common words.
func (b *Book) Titled(name, value string) string {
	found := value
	if all := titles[name]; b.edition != nil && all != nil {
		all(b.edition, func(id string, text scheme.Text) {
			if id == value && !text.IsZero() {
				found = b.Text(text)
			}
		})
	}
	if found == value {
		return b.Name("value."+name, value)
	}
	return found
}

// Fact says one figure with its name.
func (b *Book) Fact(name, value string) string {
	if !b.Has("fact." + name) {
		return name + " " + value
	}
	value = b.Titled(name, value)
	return b.Say("fact."+name, "v", value)
}

// Period prints a period: 3か月.
func (b *Book) Period(p civil.Period) string {
	n, unit := p.Count()
	key := "period." + string(unit)
	if n == 1 && b.Has(key+".one") {
		key += ".one"
	}
	return b.Say(key, "n", strconv.Itoa(n))
}

// periods reads a period as the rules print it: "3 months".
func (b *Book) periods(value string) string {
	n, unit, ok := strings.Cut(value, " ")
	key := "period." + strings.TrimSuffix(unit, "s")
	switch {
	case !ok || !b.Has(key):
		return value
	case n == "1":
		key += ".one"
	}
	return b.Say(key, "n", n)
}
