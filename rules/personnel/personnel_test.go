package personnel

import (
	"testing"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

func day(t *testing.T, text string) civil.Date {
	t.Helper()
	d, err := civil.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestATieBarsUntilItsPeriodHasPassed(t *testing.T) {
	t.Parallel()
	two := scheme.Personnel{TiesBar: scheme.Setting[civil.Period]{Value: civil.Years(2)}}
	for _, row := range []struct {
		name, from, to, on string
		rules              scheme.Personnel
		bars               bool
	}{
		{"before it began", "2024-04-01", "", "2024-03-31", two, false},
		{"while it lasts", "2024-04-01", "", "2030-01-01", two, true},
		{"since ever", "", "2024-11-10", "1999-01-01", two, true},
		{"on the last day of two years", "2020-04-01", "2024-11-10", "2026-11-10", two, true},
		{"on the day after", "2020-04-01", "2024-11-10", "2026-11-11", two, false},
		{"ended on the last of February", "2020-04-01", "2024-02-29", "2026-02-28", two, true},
		{"two years after that", "2020-04-01", "2024-02-29", "2026-03-01", two, false},
		{"an edition that is silent: on its last day", "2020-04-01", "2024-11-10", "2024-11-10", scheme.Personnel{}, true},
		{"an edition that is silent: after it", "2020-04-01", "2024-11-10", "2024-11-11", scheme.Personnel{}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var tie record.Tie
			if row.from != "" {
				tie.From = day(t, row.from)
			}
			if row.to != "" {
				tie.To = day(t, row.to)
			}
			if got := BarOf(row.rules, tie).On(day(t, row.on)); got != row.bars {
				t.Errorf("got %v, want %v", got, row.bars)
			}
		})
	}
}

func TestFitness(t *testing.T) {
	t.Parallel()
	doc, site := scheme.StepDocumentReview, scheme.StepOnSiteReview
	p := scheme.Personnel{Competences: []scheme.Competence{
		{ID: "lead", Steps: []scheme.Step{doc, site}, Source: "lead"},
		{ID: "reader", Steps: []scheme.Step{doc}, Source: "reader"},
		{ID: "trainee", Steps: []scheme.Step{doc, site}, Trainee: true, Source: "trainee"},
	}, Unrecorded: scheme.Setting[scheme.Unrecorded]{Value: scheme.UnrecordedWarns, Source: "warn"}, Source: "all"}
	strict := p
	strict.Unrecorded.Value = scheme.UnrecordedRefuses
	held := func(id, from, to string) record.Competence {
		c := record.Competence{Competence: id, From: day(t, from)}
		if to != "" {
			c.To = day(t, to)
		}
		return c
	}
	for _, row := range []struct {
		name     string
		rules    scheme.Personnel
		step     scheme.Step
		recorded []record.Competence
		state    State
		refuses  bool
	}{
		{"the edition asks for none", scheme.Personnel{}, doc, []record.Competence{held("lead", "2020-01-01", "")}, NotAsked, false},
		{"nothing on record, which is told", p, doc, nil, Unrecorded, false},
		{"nothing on record, which is refused", strict, doc, nil, Unrecorded, true},
		{"held", strict, site, []record.Competence{held("lead", "2020-01-01", "")}, Fit, false},
		{"on its last day", p, site, []record.Competence{held("lead", "2020-01-01", "2026-11-10")}, Fit, false},
		{"ended yesterday", p, site, []record.Competence{held("lead", "2020-01-01", "2026-11-09")}, Ended, true},
		{"to come", p, site, []record.Competence{held("lead", "2026-11-11", "")}, Ended, true},
		{"for another step", p, site, []record.Competence{held("reader", "2020-01-01", "")}, Other, true},
		{"in training", p, doc, []record.Competence{held("trainee", "2020-01-01", "")}, Trainee, true},
		{"no longer in training", p, doc, []record.Competence{held("trainee", "2020-01-01", ""), held("reader", "2026-01-01", "")}, Fit, false},
		{"in training for more", p, site, []record.Competence{held("reader", "2026-01-01", ""), held("trainee", "2020-01-01", "")}, Other, true},
		{"an edition without it any more", p, doc, []record.Competence{held("gone", "2020-01-01", "")}, Ended, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got := FitnessFor(row.rules, row.step, row.recorded, day(t, "2026-11-10"))
			if got.State != row.state || got.Refuses != row.refuses {
				t.Errorf("got %s, refuses %v; want %s, %v", got.State, got.Refuses, row.state, row.refuses)
			}
		})
	}
}
