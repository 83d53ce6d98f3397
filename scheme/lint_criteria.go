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
			l.nowhere(at("/subsections", i)+"/section", s.Section, known)
		}
	}
}

func subsectionUnknown(l *linter) {
	known := ids(l.Subsections, func(s Subsection) string { return s.ID })
	for i := range l.Criteria {
		if s := l.Criteria[i].Subsection; s != "" && !known[s] {
			l.nowhere(at("/criteria", i)+"/subsection", s, known)
		}
	}
}

func methodUnknown(l *linter) {
	known := l.methods()
	for path, s := range l.standings {
		if s.Method != "" && !known[s.Method] {
			l.nowhere(path+"/method", s.Method, known)
		}
	}
}

// standings yields what each criterion says for new cases, and for renewals where
// it says so, with its path.
func (l *linter) standings(yield func(string, *Treatment) bool) {
	for i := range l.Criteria {
		c := &l.Criteria[i]
		if !yield(at("/criteria", i), &c.Treatment) {
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
				l.nowhere(at(at("/criteria", i)+"/aspects", j), a, known)
			}
			seen[a] = true
		}
	}
}

func levelUnknown(l *linter) {
	known := l.levels()
	for i := range l.Criteria {
		if v := l.Criteria[i].Level; v != "" && !known[v] {
			l.nowhere(at("/criteria", i)+"/level", v, known)
		}
	}
}

func levelMissing(l *linter) {
	for i := range l.Criteria {
		if len(l.Levels) > 0 && l.Criteria[i].Level == "" {
			l.add(at("/criteria", i)+"/level", "criterion", l.Criteria[i].ID)
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
				l.add(at(at("/criteria", i)+"/aliases", j), "given", alias, "criterion", other)
			}
			owner[alias] = c.ID
		}
	}
}

func pointsMissing(l *linter) {
	for path, s := range l.standings {
		if s.Kind == Points && (s.Points < 1 || s.Grading == "") {
			l.add(path + "/points")
		}
	}
}

func pointsNeedless(l *linter) {
	for path, s := range l.standings {
		if s.Kind != Points && (s.Points != 0 || s.Grading != "") {
			l.add(path + "/points")
		}
	}
}

func zeroFailsUnscored(l *linter) {
	for path, s := range l.standings {
		if s.Kind != Points && s.ZeroFails {
			l.add(path + "/zero_fails")
		}
	}
}

// confidentialAlone finds the items with points whose rubric is confidential and whose
// chapter has no other such item: the sum of the chapter, of which everything else is told,
// would tell what they came to.
func confidentialAlone(l *linter) {
	chapter := map[string]string{}
	for _, s := range l.Subsections {
		chapter[s.ID] = s.Section
	}
	for _, t := range CaseTypes() {
		hidden := map[string][]int{}
		for i := range l.Criteria {
			if c := &l.Criteria[i]; c.Rubric != nil && c.Rubric.Confidential && c.For(t).Kind == Points {
				hidden[chapter[c.Subsection]] = append(hidden[chapter[c.Subsection]], i)
			}
		}
		for _, s := range l.Sections {
			if items := hidden[s.ID]; len(items) == 1 {
				l.add(at("/criteria", items[0])+"/rubric/confidential", "case", t)
			}
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
			l.add(path+"/kind", "kinds", words(Mandatory, Points, Should, Suggested))
		case c.For(Renewal) == c.Treatment:
			l.add(path)
		}
	}
}

func fixedNeedless(l *linter) {
	for i := range l.Criteria {
		if c := &l.Criteria[i]; !c.TextFixed.IsZero() && c.TextFixed.JA == c.Text.JA {
			l.add(at("/criteria", i) + "/text_fixed")
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
			l.add(at(path, i), "given", id(item), "by", by)
		}
	}
}

func aspectUnreachable(l *linter) {
	reviewing := []Step{StepApplicationReview, StepDocumentReview, StepOnSiteReview}
	for i, a := range l.Aspects {
		if a.Step != "" && (!l.Process.Takes(a.Step) || !slices.Contains(reviewing, a.Step)) {
			l.add(at("/aspects", i)+"/step", "given", a.Step, "allowed", words(reviewing...))
		}
	}
}
