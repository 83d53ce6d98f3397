package scoring

import (
	"strconv"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
)

// book is how one case type treats the items: for each item and each answer,
// what the answer is worth and the reason that says so, made beforehand.
type book struct {
	caseType   scheme.CaseType
	standings  []scheme.Treatment
	rows       [][]judged // by item, then by answer
	asked      []bool     // whether the pass rule looks at the item
	conditions []condition
	pointsMax  int
	pointsPass int
	mandatory  int
}

// judged is one answer to one item, judged.
type judged struct {
	tally  tally
	result Criterion
	holds  bool
	reason record.Reason
}

// tally is what one answer adds to the sums of a case.
type tally struct {
	points, reachable         int32
	open, missing, zeroFailed int32
	mandatoryMet, short       int32
}

func (t *tally) add(u *tally) {
	t.points += u.points
	t.reachable += u.reachable
	t.open += u.open
	t.missing += u.missing
	t.zeroFailed += u.zeroFailed
	t.mandatoryMet += u.mandatoryMet
	t.short += u.short
}

func (s *Sheet) compile(e *scheme.Edition, t scheme.CaseType, problems *fault.Problems) book {
	b := book{caseType: t, pointsPass: e.Pass.For(t).PointsPass}
	top := s.top(e.Pass, problems)
	for i := range e.Criteria {
		st := e.Criteria[i].For(t)
		where := "criteria[" + strconv.Itoa(i) + "] " + string(t)
		asked := s.items[i].level <= top
		check(st, len(s.items[i].aspects), where, problems)
		b.standings = append(b.standings, st)
		b.asked = append(b.asked, asked)
		b.rows = append(b.rows, row(&s.items[i], st, asked))
		if asked && st.Kind == scheme.Points {
			b.pointsMax += st.Points
		}
		if asked && st.Kind == scheme.Mandatory {
			b.mandatory++
		}
	}
	b.conditions = b.compileConditions(e.Pass, problems)
	return b
}

// top is the highest level that the pass rule asks for. Items of higher levels
// are judged and shown, but the verdict does not wait for them.
func (s *Sheet) top(p scheme.PassRule, problems *fault.Problems) int {
	for _, c := range p.Conditions {
		if c != scheme.LevelReached {
			continue
		}
		top := s.level(p.Level)
		if top < 0 || p.Level == "" {
			problems.Add("level-unknown", "pass.level", "given", p.Level)
		}
		return top
	}
	return len(s.levels)
}

func check(st scheme.Treatment, aspects int, where string, problems *fault.Problems) {
	switch st.Kind {
	case scheme.Mandatory, scheme.Should, scheme.Suggested:
		return
	case scheme.Points:
	default:
		fault.Choose(problems, "kind-unknown", where, string(st.Kind), []scheme.Kind{scheme.Mandatory, scheme.Points, scheme.Should, scheme.Suggested})
		return
	}
	if st.Points < 1 || st.Points > MaxPoints {
		problems.Add("points-range", where, "full", st.Points, "max", MaxPoints)
	}
	if st.Grading != scheme.Graded && st.Grading != scheme.AllOrNothing {
		fault.Choose(problems, "grading-unknown", where, string(st.Grading), []scheme.Grading{scheme.AllOrNothing, scheme.Graded})
	}
	if st.Grading == scheme.Graded && aspects > 1 {
		problems.Add("graded-aspects", where)
	}
}

// outcome is the verdict that the sums of a case give. A pass rule without any
// condition passes nothing.
func (b *book) outcome(sum *tally) Outcome {
	if sum.open > 0 {
		return Incomplete
	}
	for i := range b.conditions {
		if !b.holds(b.conditions[i].kind, sum) {
			return Fail
		}
	}
	if len(b.conditions) == 0 {
		return Fail
	}
	return Pass
}

func (b *book) holds(c scheme.Condition, sum *tally) bool {
	switch c {
	case scheme.AllMandatoryMet:
		return int(sum.mandatoryMet) == b.mandatory
	case scheme.PointsAtLeastPass:
		return int(sum.points) >= b.pointsPass
	case scheme.NoZeroInZeroFails:
		return sum.zeroFailed == 0
	case scheme.LevelReached:
		return sum.short == 0
	}
	return false
}
