package scheme

import "slices"

// counted adds up the criteria of a case type again.
func counted(e *Edition, t CaseType) Counts { return byCaseType(e.Criteria)[t] }

func totalMandatory(l *linter) {
	for _, t := range CaseTypes() {
		if got, want := counted(l.Edition, t).Mandatory, l.Pass.For(t).Mandatory; got != want {
			l.add("/pass/"+string(t)+"/mandatory_total", "sum", got, "given", want)
		}
	}
}

func totalPoints(l *linter) {
	for _, t := range CaseTypes() {
		if got, want := counted(l.Edition, t).PointsMax, l.Pass.For(t).Points; got != want {
			l.add("/pass/"+string(t)+"/points_total", "sum", got, "given", want)
		}
	}
}

func (l *linter) asks(c Condition) bool { return slices.Contains(l.Pass.Conditions, c) }

func passTwice(l *linter) {
	seen := map[Condition]bool{}
	for i, c := range l.Pass.Conditions {
		if seen[c] {
			l.add(at("/pass/conditions", i), "given", c)
		}
		seen[c] = true
	}
}

func passPoints(l *linter) {
	for _, t := range CaseTypes() {
		path, totals := "/pass/"+string(t)+"/points_pass", l.Pass.For(t)
		switch asked := l.asks(PointsAtLeastPass); {
		case asked && totals.PointsPass < 1:
			l.add(path)
		case !asked && totals.PointsPass != 0:
			l.add(path, "given", totals.PointsPass)
		}
	}
}

func passLevel(l *linter) {
	switch asked := l.asks(LevelReached); {
	case asked && !l.levels()[l.Pass.Level]:
		l.nowhere("/pass/level", l.Pass.Level, l.levels(), "asked", LevelReached)
	case !asked && l.Pass.Level != "":
		l.add("/pass/level", "given", l.Pass.Level)
	case !asked && len(l.Levels) > 0:
		l.add("/pass/conditions")
	}
}

func passZero(l *linter) {
	fails := false
	for _, s := range l.standings {
		fails = fails || s.ZeroFails
	}
	switch asked := l.asks(NoZeroInZeroFails); {
	case asked && !fails:
		l.add("/pass/conditions", "asked", NoZeroInZeroFails)
	case !asked && fails:
		l.add("/pass/conditions")
	}
}

func passMandatory(l *linter) {
	there := counted(l.Edition, New).Mandatory+counted(l.Edition, Renewal).Mandatory > 0
	switch {
	case l.asks(AllMandatoryMet) && !there:
		l.add("/pass/conditions", "asked", AllMandatoryMet)
	case !l.asks(AllMandatoryMet) && !l.asks(LevelReached) && there:
		l.add("/pass/conditions")
	}
}

func passUnreachable(l *linter) {
	for _, t := range CaseTypes() {
		if got, need := counted(l.Edition, t).PointsMax, l.Pass.For(t).PointsPass; need > got {
			l.add("/pass/"+string(t)+"/points_pass", "given", need, "max", got)
		}
	}
}
