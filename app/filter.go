package app

import (
	"slices"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

// A filter that names what does not exist would find nothing and look like an
// empty office: it is refused instead, with what may be named.

func (q CaseQuery) check(schemes []string) error {
	var p fault.Problems
	among(&p, "filter.scheme", "scheme", q.Scheme, schemes)
	among(&p, "filter.type", "type", q.Type, []record.CaseType{record.New, record.Renewal})
	for _, s := range q.States {
		among(&p, "filter.state", "state", s, lifecycle.States())
	}
	return p.Err()
}

func (q MarkQuery) check(schemes []string) error {
	var p fault.Problems
	among(&p, "filter.scheme", "scheme", q.Scheme, schemes)
	among(&p, "filter.status", "status", q.Status, record.MarkStatuses())
	return p.Err()
}

// among notes a value that is none of those known; no value is no filter.
func among[S ~string](p *fault.Problems, code, where string, given S, known []S) {
	if given != "" && !slices.Contains(known, given) {
		fault.Choose(p, code, where, string(given), known)
	}
}

const maxPage = 100 // rows of one page of a list
