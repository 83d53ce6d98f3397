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
	row := make([]*judged, 0, 64) // most editions fit, and then it needs no memory of its own
	var sum tally
	for i := range s.items {
		j := at(b.rows[i], s.items[i].answer(v))
		row = append(row, j)
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
// Where all of them are met, as most are in most cases, their reasons are always
// the same and are not made again.
type condition struct {
	kind   scheme.Condition
	items  []int
	met    []*judged
	allMet []record.Reason
	reason record.Reason
}

// because gives the reasons of the items.
func (c *condition) because(row []*judged) []record.Reason {
	same := 0
	for same < len(c.items) && row[c.items[same]] == c.met[same] {
		same++
	}
	if same == len(c.items) {
		return c.allMet[:same:same]
	}
	leaves := make([]record.Reason, len(c.items))
	for i := copy(leaves, c.allMet[:same]); i < len(leaves); i++ {
		leaves[i] = row[c.items[i]].reason
	}
	return leaves
}

// reasons gives one tree for each condition, first of all that nothing is open.
func (b *book) reasons(sum *tally, row []*judged) []record.Reason {
	trees := make([]record.Reason, 0, 1+len(b.conditions))
	trees = append(trees, record.Reason{Rule: "scoring.complete", Holds: sum.open == 0,
		Facts: record.Facts{record.Number("open", sum.open)}, Because: open(row, int(sum.open))})
	for i := range b.conditions {
		c := &b.conditions[i]
		tree := c.reason
		tree.Holds = b.holds(c.kind, sum)
		tree.Facts = b.facts(c.kind, sum)
		tree.Because = c.because(row)
		trees = append(trees, tree)
	}
	return trees
}

// open gives the reasons of the items that are open, n of them.
func open(row []*judged, n int) []record.Reason {
	if n == 0 {
		return nil
	}
	leaves := make([]record.Reason, 0, n)
	for _, j := range row {
		if j.tally.open > 0 {
			leaves = append(leaves, j.reason)
		}
	}
	return leaves
}
