package scoring

import (
	"akashi/record"
	"akashi/scheme"
)

// Score judges all answers of a case under the edition that it is pinned to. It
// refuses a vector of another edition.
func Score(s *Sheet, t scheme.CaseType, v Vector) (Result, error) {
	if !s.owns(v) {
		return Result{}, notOurs()
	}
	b := s.book(t)
	r := Result{Case: b.caseType, Edition: s.edition,
		PointsMax: b.pointsMax, PointsPass: b.pointsPass, MandatoryTotal: b.mandatory,
		Missing: []string{}, ZeroFailed: []string{}, Unanswered: []string{},
		Criteria: make(Criteria, len(s.items))}
	row := make([]*judged, len(s.items))
	var sum tally
	for i := range s.items {
		j := at(b.rows[i], s.items[i].answer(v))
		row[i] = j
		sum.add(&j.tally)
		r.Criteria[i] = j.result
		r.name(j)
	}
	r.Points, r.PointsReachable, r.MandatoryMet = int(sum.points), int(sum.reachable), int(sum.mandatoryMet)
	r.Outcome = b.outcome(&sum)
	r.Levels = s.reach(row)
	r.Reasons = b.reasons(&sum, row)
	return r, nil
}

// name puts an item on the lists on which its judgement belongs.
func (r *Result) name(j *judged) {
	switch {
	case j.tally.open > 0:
		r.Unanswered = append(r.Unanswered, j.result.ID)
	case j.tally.missing > 0:
		r.Missing = append(r.Missing, j.result.ID)
	case j.tally.zeroFailed > 0:
		r.ZeroFailed = append(r.ZeroFailed, j.result.ID)
	}
}

func (s *Sheet) reach(row []*judged) Levels {
	levels := make(Levels, len(s.levels))
	if len(levels) == 0 {
		return levels
	}
	for i, j := range row {
		l := &levels[s.items[i].level]
		l.Total++
		if j.holds {
			l.Met++
		}
	}
	reached := true
	for i := range levels {
		l := &levels[i]
		reached = reached && l.Met == l.Total
		l.ID, l.Reached, l.Percent = s.levels[i], reached, percent(l.Met, l.Total)
	}
	return levels
}

// percent rounds half up, and says 100 only for all.
func percent(met, total int) int {
	if met == total {
		return 100
	}
	return min((met*200+total)/(2*total), 99)
}

// condition is one condition of the pass rule with the items that it looks at.
type condition struct {
	kind   scheme.Condition
	items  []int
	reason record.Reason
}

// reasons gives one tree for each condition, first of all that nothing is open.
func (b *book) reasons(sum *tally, row []*judged) []record.Reason {
	size := int(sum.open)
	for i := range b.conditions {
		size += len(b.conditions[i].items)
	}
	leaves := make([]record.Reason, 0, size)
	trees := make([]record.Reason, 0, 1+len(b.conditions))
	for _, j := range row {
		if j.tally.open > 0 {
			leaves = append(leaves, j.reason)
		}
	}
	trees = append(trees, record.Reason{Rule: "scoring.complete", Holds: sum.open == 0,
		Facts: record.Facts{record.Number("open", sum.open)}, Because: leaves[:len(leaves):len(leaves)]})
	for i := range b.conditions {
		c, from := &b.conditions[i], len(leaves)
		for _, item := range c.items {
			leaves = append(leaves, row[item].reason)
		}
		tree := c.reason
		tree.Holds = b.holds(c.kind, sum)
		tree.Facts = b.facts(c.kind, sum)
		tree.Because = leaves[from:len(leaves):len(leaves)]
		trees = append(trees, tree)
	}
	return trees
}
