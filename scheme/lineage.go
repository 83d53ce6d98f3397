package scheme

import "slices"

// Lineage names, for each criterion of the edition, the items of the edition before
// that it takes the place of: those it says it succeeds, else the one of its own ID,
// unless another has succeeded that.
func (e *Edition) Lineage() map[string][]string {
	taken := map[string]bool{}
	for _, c := range e.Criteria {
		for _, id := range c.Succeeds {
			taken[id] = true
		}
	}
	origins := map[string][]string{}
	for _, c := range e.Criteria {
		switch {
		case c.AskedAnew:
		case len(c.Succeeds) > 0:
			origins[c.ID] = c.Succeeds
		case !taken[c.ID]:
			origins[c.ID] = []string{c.ID}
		}
	}
	return origins
}

// Heirs names the criteria that stand in the place of an item of the edition before, in
// the edition's order.
func (e *Edition) Heirs(id string) (heirs []string) {
	origins := e.Lineage()
	for _, c := range e.Criteria {
		if slices.Contains(origins[c.ID], id) {
			heirs = append(heirs, c.ID)
		}
	}
	return heirs
}
