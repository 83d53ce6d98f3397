package scheme

import "akashi/values/ident"

// Place names one verdict: a criterion, or one aspect of it.
type Place struct{ Criterion, Aspect string }

// String is the verdict's name: the criterion's ID, with its aspect if it has one.
func (p Place) String() string {
	if p.Aspect == "" {
		return p.Criterion
	}
	return p.Criterion + "/" + p.Aspect
}

// Places lists the verdicts that the edition asks for, in its order.
func (e *Edition) Places() []Place {
	all := make([]Place, 0, len(e.Criteria))
	for i := range e.Criteria {
		c := &e.Criteria[i]
		if len(c.Aspects) == 0 {
			all = append(all, Place{c.ID, ""})
		}
		for _, aspect := range c.Aspects {
			all = append(all, Place{c.ID, aspect})
		}
	}
	return all
}

// Named lists the verdicts that a name means: one aspect, or the whole criterion
// by its ID or an alias, in whatever width and with whatever dashes it was typed.
func (e *Edition) Named(name string) []Place {
	if found := e.namedExactly(name); len(found) > 0 {
		return found
	}
	return e.namedExactly(ident.Item(name))
}

func (e *Edition) namedExactly(name string) []Place {
	var found []Place
	for _, p := range e.Places() {
		c, ok := e.Criterion(p.Criterion)
		if p.String() == name || ok && c.Answers(name) {
			found = append(found, p)
		}
	}
	return found
}

// CriterionIDs lists the criteria by ID, in the edition's order.
func (e *Edition) CriterionIDs() []string {
	ids := make([]string, 0, len(e.Criteria))
	for _, c := range e.Criteria {
		ids = append(ids, c.ID)
	}
	return ids
}
