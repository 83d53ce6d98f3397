package scoring

import (
	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
)

func (b *book) compileConditions(p scheme.PassRule, problems *fault.Problems) []condition {
	var out []condition
	for _, kind := range p.Conditions {
		c := condition{kind: kind, reason: record.Reason{Rule: "scoring." + string(kind), Clause: p.Source}}
		for i, st := range b.standings {
			if b.asked[i] && concerns(kind, st) {
				met := at(b.rows[i], best(st))
				c.items, c.met, c.allMet = append(c.items, i), append(c.met, met), append(c.allMet, met.reason)
			}
		}
		if !known(kind) {
			fault.Choose(problems, "condition-unknown", "pass.conditions", string(kind), scheme.Conditions())
		}
		if kind == scheme.PointsAtLeastPass && (b.pointsPass < 1 || b.pointsPass > b.pointsMax) {
			problems.Add("points-pass-range", "pass."+string(b.caseType), "given", b.pointsPass, "max", b.pointsMax)
		}
		out = append(out, c)
	}
	return out
}

func known(c scheme.Condition) bool {
	for _, k := range scheme.Conditions() {
		if k == c {
			return true
		}
	}
	return false
}

// concerns reports whether the condition looks at an item of this standing.
func concerns(c scheme.Condition, st scheme.Treatment) bool {
	switch c {
	case scheme.AllMandatoryMet:
		return st.Kind == scheme.Mandatory
	case scheme.PointsAtLeastPass:
		return st.Kind == scheme.Points
	case scheme.NoZeroInZeroFails:
		return st.ZeroFails
	}
	return c == scheme.LevelReached
}

// facts are the figures that a condition compares.
func (b *book) facts(c scheme.Condition, sum *tally) record.Facts {
	switch c {
	case scheme.AllMandatoryMet:
		return record.Facts{record.Number("met", sum.mandatoryMet), record.Number("total", b.mandatory)}
	case scheme.PointsAtLeastPass:
		return record.Facts{record.Number("points", sum.points), record.Number("pass", b.pointsPass),
			record.Number("max", b.pointsMax), record.Number("reachable", sum.reachable)}
	case scheme.NoZeroInZeroFails:
		return record.Facts{record.Number("zeros", sum.zeroFailed)}
	}
	return record.Facts{record.Number("short", sum.short)}
}
