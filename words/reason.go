package words

import (
	"strconv"
	"strings"

	"akashi/record"
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

// Fact says one figure with its name.
func (b *Book) Fact(name, value string) string {
	if !b.Has("fact." + name) {
		return name + " " + value
	}
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
