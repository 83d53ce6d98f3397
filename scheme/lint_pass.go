package scheme

import "slices"

// counted adds up the criteria of a case type again.
func counted(e *Edition, t CaseType) Counts { return byCaseType(e.Criteria)[t] }

func totalMandatory(l *linter) {
	for _, t := range CaseTypes() {
		if got, want := counted(l.Edition, t).Mandatory, l.Pass.For(t).Mandatory; got != want {
			l.add("/pass/"+string(t)+"/mandatory_total", "the criteria add up to %d mandatory ones, but %d are declared", got, want)
		}
	}
}

func totalPoints(l *linter) {
	for _, t := range CaseTypes() {
		if got, want := counted(l.Edition, t).PointsMax, l.Pass.For(t).Points; got != want {
			l.add("/pass/"+string(t)+"/points_total", "the criteria add up to %d points, but %d are declared", got, want)
		}
	}
}

func (l *linter) asks(c Condition) bool { return slices.Contains(l.Pass.Conditions, c) }

func passTwice(l *linter) {
	seen := map[Condition]bool{}
	for i, c := range l.Pass.Conditions {
		if seen[c] {
			l.add(at("/pass/conditions", i), "condition %q is there twice; keep one", c)
		}
		seen[c] = true
	}
}

func passPoints(l *linter) {
	for _, t := range CaseTypes() {
		path, totals := "/pass/"+string(t)+"/points_pass", l.Pass.For(t)
		switch asked := l.asks(PointsAtLeastPass); {
		case asked && totals.PointsPass < 1:
			l.add(path, "points_at_least_pass needs the points to pass with")
		case !asked && totals.PointsPass != 0:
			l.add(path, "without the condition points_at_least_pass these points decide nothing; add it or remove them")
		}
	}
}

func passLevel(l *linter) {
	switch asked := l.asks(LevelReached); {
	case asked && !l.levels()[l.Pass.Level]:
		l.add("/pass/level", "level_reached needs the id of one of the levels, not %q", l.Pass.Level)
	case !asked && l.Pass.Level != "":
		l.add("/pass/level", "without the condition level_reached the level decides nothing; add it or remove the level")
	case !asked && len(l.Levels) > 0:
		l.add("/pass/conditions", "the levels decide nothing without the condition level_reached; add it or remove them")
	}
}

func passZero(l *linter) {
	fails := false
	for _, s := range l.standings {
		fails = fails || s.ZeroFails
	}
	switch asked := l.asks(NoZeroInZeroFails); {
	case asked && !fails:
		l.add("/pass/conditions", "no criterion has zero_fails; remove no_zero_in_zero_fails_items")
	case !asked && fails:
		l.add("/pass/conditions", "zero_fails decides nothing without no_zero_in_zero_fails_items; add it")
	}
}

func passMandatory(l *linter) {
	there := counted(l.Edition, New).Mandatory+counted(l.Edition, Renewal).Mandatory > 0
	switch {
	case l.asks(AllMandatoryMet) && !there:
		l.add("/pass/conditions", "no criterion is mandatory; remove all_mandatory_met")
	case !l.asks(AllMandatoryMet) && !l.asks(LevelReached) && there:
		l.add("/pass/conditions", "mandatory criteria decide nothing without all_mandatory_met or level_reached; add one")
	}
}

func passUnreachable(l *linter) {
	for _, t := range CaseTypes() {
		if got, need := counted(l.Edition, t).PointsMax, l.Pass.For(t).PointsPass; need > got {
			l.add("/pass/"+string(t)+"/points_pass", "nobody can pass: %d points are needed, but there are only %d", need, got)
		}
	}
}
