package scheme

import "slices"

func auditCriterion(l *linter) {
	if l.Audit == nil || l.Audit.Criterion == "" {
		return
	}
	if _, ok := l.Criterion(l.Audit.Criterion); !ok {
		l.add("/audit/criterion", "given", l.Audit.Criterion)
	}
}

// auditItemTwice looks across the categories: an item is named without its own.
func auditItemTwice(l *linter) {
	if l.Audit == nil {
		return
	}
	owner := map[string]int{}
	for i, category := range l.Audit.Categories {
		for j, item := range category.Items {
			if first, taken := owner[item.ID]; taken && first != i {
				l.add(at(at("/audit/categories", i)+"/items", j)+"/id", "given", item.ID)
			}
			owner[item.ID] = i
		}
	}
}

func diagnosisCriterion(l *linter) {
	if l.Diagnosis == nil || l.Diagnosis.Criterion == "" {
		return
	}
	if _, ok := l.Criterion(l.Diagnosis.Criterion); !ok {
		l.add("/diagnosis/criterion", "given", l.Diagnosis.Criterion)
	}
}

// diagnosisBands: bands run downwards to 0.0 without a gap, none begins above the
// highest score, 10.0.
func diagnosisBands(l *linter) {
	if l.Diagnosis == nil || len(l.Diagnosis.Bands) == 0 {
		return
	}
	const highest = 100
	above := highest + 1
	for i, band := range l.Diagnosis.Bands {
		if band.Min >= above {
			l.add(at("/diagnosis/bands", i)+"/min_tenths", "max", highest)
		}
		above = band.Min
	}
	if above != 0 {
		l.add(at("/diagnosis/bands", len(l.Diagnosis.Bands)-1) + "/min_tenths")
	}
}

func evidenceUnknown(l *linter) {
	known := ids(l.Evidence, func(e EvidenceAge) string { return e.ID })
	for i, d := range l.Documents {
		if d.Evidence != "" && !known[d.Evidence] {
			l.nowhere(at("/documents", i)+"/evidence", d.Evidence, known, "age", d.Evidence)
		}
	}
}

func diagnosisEvidence(l *linter) {
	d := l.Diagnosis
	if d == nil || d.Evidence == "" {
		return
	}
	for _, e := range l.Evidence {
		if e.ID != d.Evidence {
			continue
		}
		if e.MaxAge.Value != d.MaxAge.Value {
			l.add("/diagnosis/max_age", "here", d.MaxAge.Value, "there", e.MaxAge.Value)
		}
		return
	}
	l.add("/diagnosis/evidence", "given", d.Evidence)
}

func evidenceUnused(l *linter) {
	used := map[string]bool{}
	for _, d := range l.Documents {
		used[d.Evidence] = true
	}
	unusedIn(l, "/evidence_ages", "document", l.Evidence, func(e EvidenceAge) string { return e.ID }, used)
}

func documentCase(l *linter) {
	for i, d := range l.Documents {
		if len(d.Cases) == 2 && d.Cases[0] == d.Cases[1] {
			l.add(at("/documents", i)+"/cases", "given", d.Cases[0])
		}
	}
}

// askingPost: something is asked for; a statement is somebody's, and nothing else is.
func askingPost(l *linter) {
	for i, m := range l.Methods {
		for j, asked := range m.Asks {
			if len(asked.AnyOf) == 0 || (asked.Post != "") != slices.Contains(asked.AnyOf, EvidenceStatement) {
				l.add(at(at("/methods", i)+"/asks", j))
			}
		}
	}
}

func auditEvidence(l *linter) {
	known := ids(l.Evidence, func(e EvidenceAge) string { return e.ID })
	if l.Audit != nil && l.Audit.Evidence != "" && !known[l.Audit.Evidence] {
		l.nowhere("/audit/evidence", l.Audit.Evidence, known)
	}
}
