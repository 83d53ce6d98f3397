package scheme

import (
	"slices"
)

// ids collects the IDs of a list.
func ids[T any](list []T, id func(T) string) map[string]bool {
	known := map[string]bool{}
	for _, item := range list {
		known[id(item)] = true
	}
	return known
}

func (l *linter) methods() map[string]bool {
	return ids(l.Methods, func(m Method) string { return m.ID })
}
func (l *linter) aspects() map[string]bool {
	return ids(l.Aspects, func(a Aspect) string { return a.ID })
}
func (l *linter) levels() map[string]bool { return ids(l.Levels, func(v Level) string { return v.ID }) }

func sectionUnknown(l *linter) {
	known := ids(l.Sections, func(s Section) string { return s.ID })
	for i, s := range l.Subsections {
		if s.Section != "" && !known[s.Section] {
			l.add(at("/subsections", i)+"/section", "there is no section %q; add it or correct the id", s.Section)
		}
	}
}

func subsectionUnknown(l *linter) {
	known := ids(l.Subsections, func(s Subsection) string { return s.ID })
	for i := range l.Criteria {
		if s := l.Criteria[i].Subsection; s != "" && !known[s] {
			l.add(at("/criteria", i)+"/subsection", "there is no subsection %q; add it or correct the id", s)
		}
	}
}

func methodUnknown(l *linter) {
	known := l.methods()
	for path, s := range l.standings {
		if s.Method != "" && !known[s.Method] {
			l.add(path+"/method", "there is no method %q; add it or correct the id", s.Method)
		}
	}
}

// standings yields what each criterion says for new cases, and for renewals where
// it says so, with its path.
func (l *linter) standings(yield func(string, *Standing) bool) {
	for i := range l.Criteria {
		c := &l.Criteria[i]
		if !yield(at("/criteria", i), &c.Standing) {
			return
		}
		if c.OnRenewal != nil && !yield(at("/criteria", i)+"/renewal", c.OnRenewal) {
			return
		}
	}
}

func aspectUnknown(l *linter) {
	known := l.aspects()
	for i := range l.Criteria {
		seen := map[string]bool{}
		for j, a := range l.Criteria[i].Aspects {
			if !known[a] || seen[a] {
				l.add(at(at("/criteria", i)+"/aspects", j), "%q must be one of the aspects, once; add it to aspects or remove it here", a)
			}
			seen[a] = true
		}
	}
}

func levelUnknown(l *linter) {
	known := l.levels()
	for i := range l.Criteria {
		if v := l.Criteria[i].Level; v != "" && !known[v] {
			l.add(at("/criteria", i)+"/level", "there is no level %q; add it to levels or correct the id", v)
		}
	}
}

func levelMissing(l *linter) {
	for i := range l.Criteria {
		if len(l.Levels) > 0 && l.Criteria[i].Level == "" {
			l.add(at("/criteria", i)+"/level", "no level asks for criterion %s; name the lowest that does", l.Criteria[i].ID)
		}
	}
}

func aliasClash(l *linter) {
	owner := map[string]string{}
	for i := range l.Criteria {
		owner[l.Criteria[i].ID] = l.Criteria[i].ID
	}
	for i := range l.Criteria {
		c := &l.Criteria[i]
		for j, alias := range c.Aliases {
			if other, taken := owner[alias]; taken {
				l.add(at(at("/criteria", i)+"/aliases", j), "%q already finds criterion %s; choose another alias", alias, other)
			}
			owner[alias] = c.ID
		}
	}
}

func pointsMissing(l *linter) {
	for path, s := range l.standings {
		if s.Kind == Points && (s.Points < 1 || s.Grading == "") {
			l.add(path+"/points", "a points criterion needs its full marks (points) and its grading")
		}
	}
}

func pointsNeedless(l *linter) {
	for path, s := range l.standings {
		if s.Kind != Points && (s.Points != 0 || s.Grading != "") {
			l.add(path+"/points", "only a criterion of kind points has points and grading; remove them or change the kind")
		}
	}
}

func zeroFailsUnscored(l *linter) {
	for path, s := range l.standings {
		if s.Kind != Points && s.ZeroFails {
			l.add(path+"/zero_fails", "a criterion without points can never have 0 of them; remove zero_fails")
		}
	}
}

func renewalNeedless(l *linter) {
	for i := range l.Criteria {
		c := &l.Criteria[i]
		path := at("/criteria", i) + "/renewal"
		switch {
		case c.OnRenewal == nil:
		case c.OnRenewal.Kind == "":
			l.add(path+"/kind", "name the kind at renewal; the block replaces kind, points and grading together")
		case c.For(Renewal) == c.Standing:
			l.add(path, "the renewal block says the same as the criterion; remove it")
		}
	}
}

func fixedNeedless(l *linter) {
	for i := range l.Criteria {
		if c := &l.Criteria[i]; !c.TextFixed.IsZero() && c.TextFixed.JA == c.Text.JA {
			l.add(at("/criteria", i)+"/text_fixed", "text_fixed is the same as text; remove it")
		}
	}
}

// partUnused looks for parts of the rule book that no criterion falls under.
func partUnused(l *linter) {
	sections, subsections, methods, aspects, levels := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range l.Criteria {
		c := &l.Criteria[i]
		subsections[c.Subsection], levels[c.Level] = true, true
		for _, a := range c.Aspects {
			aspects[a] = true
		}
	}
	for _, s := range l.standings {
		methods[s.Method] = true
	}
	for _, s := range l.Subsections {
		sections[s.Section] = true
	}
	unusedIn(l, "/sections", "subsection", l.Sections, func(s Section) string { return s.ID }, sections)
	unusedIn(l, "/subsections", "criterion", l.Subsections, func(s Subsection) string { return s.ID }, subsections)
	unusedIn(l, "/methods", "criterion", l.Methods, func(m Method) string { return m.ID }, methods)
	unusedIn(l, "/aspects", "criterion", l.Aspects, func(a Aspect) string { return a.ID }, aspects)
	unusedIn(l, "/levels", "criterion", l.Levels, func(v Level) string { return v.ID }, levels)
}

func unusedIn[T any](l *linter, path, by string, list []T, id func(T) string, used map[string]bool) {
	for i, item := range list {
		if !used[id(item)] {
			l.add(at(path, i), "no %s uses %q; use it or remove it", by, id(item))
		}
	}
}

func aspectUnreachable(l *linter) {
	reviewing := []Step{StepApplicationReview, StepDocumentReview, StepOnSiteReview}
	for i, a := range l.Aspects {
		if a.Step != "" && (!l.Process.Takes(a.Step) || !slices.Contains(reviewing, a.Step)) {
			l.add(at("/aspects", i)+"/step", "the scheme reviews nothing at step %q; name a review step that process takes", a.Step)
		}
	}
}
