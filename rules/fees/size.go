package fees

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
	"akashi/values/yen"
)

// Sizing is the size class of an applicant and why.
type Sizing struct {
	Size    scheme.SizeClass `json:"size"`
	Reasons []record.Reason  `json:"reasons"`
}

// SizeOf finds the size class. Small is tested first, by persons alone; medium
// holds when capital or persons are within the ceiling, or both where the edition
// says so; all else is large (I-22, I-23). An applicant without registered
// capital (capital is nil) goes by persons only. persons are counted as the
// edition has it (I-24).
func SizeOf(s *scheme.Size, industry string, capital *yen.Amount, persons int) (Sizing, error) {
	if s == nil {
		return Sizing{}, fault.New(fault.Invalid, "no-size-classes", "")
	}
	i := slices.IndexFunc(s.Industries, func(in scheme.Industry) bool { return in.ID == industry })
	var problems fault.Problems
	if i < 0 {
		fault.Choose(&problems, "industry-unknown", "industry", industry, scheme.IDs(s.Industries))
	}
	if capital != nil && (*capital < 0 || *capital > yen.Max) {
		problems.Add("capital-range", "capital", "given", *capital, "max", yen.Max)
	}
	if persons < 1 {
		problems.Add("persons-range", "persons")
	}
	if err := problems.Err(); err != nil {
		return Sizing{}, err
	}
	m := measured{rule: s, industry: s.Industries[i], capital: capital, persons: persons}
	return m.size(), nil
}

type measured struct {
	rule     *scheme.Size
	industry scheme.Industry
	capital  *yen.Amount
	persons  int
}

func (m measured) size() Sizing {
	small := m.within("size.small_persons", m.industry.SmallMaxPersons)
	if small.Holds {
		return Sizing{scheme.Small, []record.Reason{small}}
	}
	medium := m.medium()
	if medium.Holds {
		return Sizing{scheme.Medium, []record.Reason{small, medium}}
	}
	return Sizing{scheme.Large, []record.Reason{small, medium}}
}

func (m measured) within(rule string, most int) record.Reason {
	return record.Reason{Rule: rule, Clause: m.rule.Source, Holds: m.persons <= most, Facts: record.Facts{
		record.Words("industry", m.industry.ID), record.Number("persons", m.persons), record.Number("most", most)}}
}

func (m measured) medium() record.Reason {
	persons := m.within("size.medium_persons", m.industry.MediumMaxPersons)
	r := record.Reason{Rule: "size.medium", Clause: m.rule.Connective.Source, Holds: persons.Holds,
		Facts:   record.Facts{record.Words("connective", m.rule.Connective.Value)},
		Because: []record.Reason{persons}}
	if m.capital == nil {
		r.Facts = append(r.Facts, record.Words("capital", "none"))
		return r
	}
	capital := record.Reason{Rule: "size.medium_capital", Clause: m.rule.Source, Holds: *m.capital <= m.industry.MediumMaxCapital,
		Facts: record.Facts{record.Words("industry", m.industry.ID), record.Money("capital", *m.capital),
			record.Money("most", m.industry.MediumMaxCapital)}}
	r.Because = append(r.Because, capital)
	r.Holds = persons.Holds && capital.Holds
	if m.rule.Connective.Value == scheme.SizeOr {
		r.Holds = persons.Holds || capital.Holds
	}
	return r
}
