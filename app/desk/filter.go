package desk

import (
	"cmp"
	"slices"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

// A filter that names what does not exist would find nothing and look like an
// empty office: it is refused instead, with what may be named.

// Check refuses a query that names what there is not.
func (q CaseQuery) Check(schemes []string) error {
	var p fault.Problems
	Among(&p, "filter.scheme", "scheme", q.Scheme, schemes)
	Among(&p, "filter.type", "type", q.Type, []record.CaseType{record.New, record.Renewal})
	for _, s := range q.States {
		Among(&p, "filter.state", "state", s, lifecycle.States())
	}
	return p.Err()
}

// Check refuses a query that names what there is not.
func (q MarkQuery) Check(schemes []string) error {
	var p fault.Problems
	Among(&p, "filter.scheme", "scheme", q.Scheme, schemes)
	Among(&p, "filter.status", "status", q.Standing, Listed())
	return p.Err()
}

// Listed are the standings that entries of the register can have.
func Listed() []lifecycle.Standing {
	return slices.DeleteFunc(lifecycle.Standings(), func(s lifecycle.Standing) bool {
		return s == lifecycle.StandCorrected || s == lifecycle.StandUnknown
	})
}

// StandingNamed is the standing that a filter names, by the words of before too, which
// told what was stored.
func StandingNamed(status string) lifecycle.Standing {
	switch record.MarkStatus(status) {
	case record.MarkActive:
		return lifecycle.Valid
	case record.MarkListed:
		return lifecycle.StandHistorical
	}
	return lifecycle.Standing(status)
}

// Among notes a value that is none of those known; no value is no filter.
func Among[S ~string](p *fault.Problems, code, where string, given S, known []S) {
	if given != "" {
		fault.OneOf(p, code, where, given, known)
	}
}

// WholePage is how many rows of a list are told at once at most; usualPage, where it is
// not said how many.
const (
	WholePage = 1000
	usualPage = 100
)

// Page is how many rows are told of a list of which so many are asked for; 0 for the
// usual number.
func Page(asked int) int { return min(cmp.Or(asked, usualPage), WholePage) }
