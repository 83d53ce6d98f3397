package coverage

import (
	"fmt"
	"slices"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Dated is a piece of evidence with its day: of a report, of the completion of an
// audit, of the issue of an extract.
type Dated struct {
	Evidence string // ID of an evidence age of the edition
	On       civil.Date
}

// DatedBy lists the evidence of the edition that has a day: as the applicant stated
// it, or as the reports of a diagnosis themselves say, where they do; that of the last
// audit stands for an audit report whose own day is not stated.
func DatedBy(e *scheme.Edition, stated map[string]civil.Date, reported, audited civil.Date) (dated []Dated) {
	for _, asked := range e.Evidence {
		day, known := stated[asked.ID]
		if e.Diagnosis != nil && asked.ID == e.Diagnosis.Evidence && !reported.IsZero() {
			day, known = reported, true
		}
		if e.Audit != nil && asked.ID == e.Audit.Evidence && !known && !audited.IsZero() {
			day, known = audited, true
		}
		if known {
			dated = append(dated, Dated{Evidence: asked.ID, On: day})
		}
	}
	return dated
}

// Freshness says how a piece of evidence stands on a day.
type Freshness string

// The states of evidence. What is Aging may be filed today and is about to become
// too old; what is Future is dated after the day.
const (
	Fresh     Freshness = "fresh"
	Aging     Freshness = "aging"
	TooOld    Freshness = "too_old"
	Future    Freshness = "future"
	NotStated Freshness = "not_stated"
)

// Age is how old one kind of evidence is on the day of filing.
type Age struct {
	Evidence  string        `json:"evidence"`
	On        civil.Date    `json:"on"`
	State     Freshness     `json:"state"`
	NotBefore civil.Date    `json:"not_before"` // oldest day that counts for this filing
	WarnFrom  civil.Date    `json:"warn_from"`  // from this day on it is aging
	LastDay   civil.Date    `json:"last_day"`   // last filing day for which it is young enough
	Reason    record.Reason `json:"reason"`
}

// Ages checks dated evidence against the age rules of an edition (period rule P3:
// filed less the age ≤ day ≤ filed). While nothing is filed, day is today: what
// becomes too old within warn is aging. A kind of evidence without a day is listed
// as not stated.
func Ages(e *scheme.Edition, day civil.Date, warn civil.Period, evidence []Dated) ([]Age, error) {
	var problems fault.Problems
	for i, d := range evidence {
		if !slices.ContainsFunc(e.Evidence, func(a scheme.EvidenceAge) bool { return a.ID == d.Evidence }) {
			problems.Add("evidence-unknown", fmt.Sprintf("/%d", i), "given", d.Evidence)
		}
	}
	if day.IsZero() {
		problems.Add("date-missing", "date")
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	ages := []Age{}
	for i := range e.Evidence {
		rule, stated := &e.Evidence[i], false
		for _, d := range evidence {
			if d.Evidence == rule.ID {
				ages = append(ages, age(rule, d.On, day, warn))
				stated = true
			}
		}
		if !stated {
			ages = append(ages, age(rule, civil.Date{}, day, warn))
		}
	}
	return ages, nil
}

func age(rule *scheme.EvidenceAge, on, day civil.Date, warn civil.Period) Age {
	limit := rule.MaxAge.Value
	a := Age{Evidence: rule.ID, On: on, NotBefore: limit.Before(day), State: NotStated}
	if !on.IsZero() {
		// What is still within the age is what an event on that day still bars:
		// the last day of the period after it (P2 is P3 looked at from the past).
		a.LastDay = limit.After(on)
		a.WarnFrom = warn.Before(a.LastDay)
		a.State = a.state(day)
	}
	a.Reason = record.Reason{Rule: "coverage.age", Clause: rule.Source, Holds: a.State == Fresh || a.State == Aging,
		Facts: record.Facts{record.Words("evidence", rule.ID), record.Day("on", on), record.Words("max_age", limit.String()),
			record.Day("filed", day), record.Day("not_before", a.NotBefore), record.Words("state", a.State)}}
	return a
}

func (a Age) state(day civil.Date) Freshness {
	switch {
	case a.On.After(day):
		return Future
	case a.On.Before(a.NotBefore):
		return TooOld
	case !day.Before(a.WarnFrom):
		return Aging
	}
	return Fresh
}
