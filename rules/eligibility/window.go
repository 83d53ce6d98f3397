package eligibility

import (
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// past is one fact as a window sees it.
type past struct {
	day    civil.Date   // no date: not over yet
	period civil.Period // without application after it
}

// lookedAt lists the facts that a window looks at, and the kind of ground they make.
func lookedAt(f record.Past, w *scheme.Window) (facts []past, bar Bar) {
	switch w.Fact {
	case scheme.FactRefusal:
		return each(f.Refusals, w), BarRefused
	case scheme.FactCancellation:
		return each(f.Cancellations, w), BarCancelled
	case scheme.FactIncident:
		for _, i := range f.Incidents {
			facts = append(facts, past{i.Decided, civil.Months(i.Months)})
		}
		return facts, BarIncident
	case scheme.FactSentence:
		for _, s := range f.Sentences {
			facts = append(facts, past{s.Ended, w.Period.Value})
		}
		return facts, BarSentence
	}
	return nil, BarUndetermined
}

func each(days []civil.Date, w *scheme.Window) (facts []past) {
	for _, d := range days {
		facts = append(facts, past{d, w.Period.Value})
	}
	return facts
}

// until is the last day that the fact bars, no date when it has none.
func (p past) until() civil.Date {
	if p.period.IsZero() || p.day.IsZero() {
		return civil.Date{}
	}
	return p.period.After(p.day)
}

func (c *checker) window(w *scheme.Window, f record.Past) {
	facts, bar := lookedAt(f, w)
	tree := record.Reason{Rule: "eligibility." + string(w.Fact), Clause: w.Source, Holds: true,
		Facts: record.Facts{record.Words("window", w.ID), record.Words("clause", w.Clause), record.Words("period", w.Period.Value.String())}}
	for _, fact := range facts {
		until := fact.until()
		over := !until.IsZero() && until.Before(c.day)
		tree.Because = append(tree.Because, record.Reason{Rule: "eligibility.fact", Clause: w.Source, Holds: over,
			Facts: record.Facts{record.Day("fact", fact.day), record.Day("until", until), record.Day("application", c.day)}})
		if over {
			continue
		}
		tree.Holds = false
		ground := Ground{Clause: w.Clause, Until: until, Reason: bar, Window: w.ID, Fact: fact.day}
		if fact.period.IsZero() {
			ground.Reason = BarUndetermined
		}
		c.bar(ground)
	}
	c.because(tree)
}
