package bench

import (
	"fmt"
	"slices"

	"akashi/record"
	"akashi/rules/scoring"
	"akashi/scheme"
)

// given is one answer as an application has it: met or not, or points.
type given struct {
	met    bool
	points int
}

// pastCase is one past application, as answers by item and packed.
type pastCase struct {
	answers map[string]given
	vector  scoring.Vector
}

// applications makes up a few hundred that differ, most of which pass.
func applications(e *scheme.Edition, sheet *scoring.Sheet) ([]pastCase, error) {
	out := make([]pastCase, 256)
	for n := range out {
		a := pastCase{answers: map[string]given{}}
		var judgements []scoring.Judgement
		for i := range e.Criteria {
			c := &e.Criteria[i]
			st := c.For(scheme.New)
			g := given{met: (n*31+i*17)%97 >= 2, points: st.Points}
			j := scoring.Judgement{Criterion: c.ID, Status: record.Unmet}
			if graded(st) {
				g.points -= (n + i) % 3
				j.Status, j.Points = "", &g.points
			} else if g.met {
				j.Status = record.Met
			}
			a.answers[c.ID] = g
			judgements = append(judgements, j)
		}
		judged, err := sheet.Judge(scheme.New, judgements)
		if err != nil {
			return nil, fmt.Errorf("make up pastCase %d: %w", n, err)
		}
		a.vector = judged.Vector
		out[n] = a
	}
	return out, nil
}

func graded(st scheme.Treatment) bool {
	return st.Kind == scheme.Points && st.Grading == scheme.Graded
}

// plainScore judges answers the way one would write it down first: item after
// item from the rule book, with no table made beforehand. It knows what the
// applications here have: mandatory items and points, all of them answered.
func plainScore(e *scheme.Edition, answers map[string]given) scoring.Result {
	r := scoring.Result{Case: scheme.New, Edition: e.ID, PointsPass: e.Pass.For(scheme.New).PointsPass,
		Missing: []string{}, ZeroFailed: []string{}, Unanswered: []string{}, Levels: scoring.Levels{}}
	items := map[string]record.Reason{}
	for i := range e.Criteria {
		c := &e.Criteria[i]
		st := c.For(scheme.New)
		item, reason := plainItem(c, st, answers[c.ID])
		r.Criteria, items[c.ID] = append(r.Criteria, item), reason
		r.Points += item.Points
		if st.Kind == scheme.Points {
			r.PointsMax += st.Points
		}
		if st.Kind == scheme.Mandatory {
			r.MandatoryTotal++
			if item.Result == scoring.ItemMet {
				r.MandatoryMet++
			} else {
				r.Missing = append(r.Missing, c.ID)
			}
		}
		if st.ZeroFails && st.Kind == scheme.Points && item.Points == 0 {
			r.ZeroFailed = append(r.ZeroFailed, c.ID)
		}
	}
	r.PointsReachable = r.Points
	r.Reasons = plainReasons(e, &r, items)
	r.Outcome = scoring.Pass
	if slices.ContainsFunc(r.Reasons, func(reason record.Reason) bool { return !reason.Holds }) {
		r.Outcome = scoring.Fail
	}
	return r
}

func plainItem(c *scheme.Criterion, st scheme.Treatment, g given) (scoring.Criterion, record.Reason) {
	item := scoring.Criterion{ID: c.ID, Result: scoring.ItemUnmet}
	switch {
	case graded(st) && g.points == st.Points, !graded(st) && g.met:
		item.Result = scoring.ItemMet
		if st.Kind == scheme.Points {
			item.Points = st.Points
		}
	case graded(st) && g.points > 0:
		item.Result, item.Points = scoring.ItemPartial, g.points
	}
	reason := record.Reason{Rule: "scoring.item." + string(st.Kind), Clause: c.Source, Holds: item.Result != scoring.ItemUnmet,
		Facts: record.Facts{record.Words("item", c.ID), record.Words("result", item.Result)}}
	if st.Kind == scheme.Points {
		reason.Facts = append(reason.Facts, record.Number("points", item.Points), record.Number("max", st.Points))
	}
	return item, reason
}

// plainReasons gives one tree for each condition of the pass rule, with the items
// it looks at.
func plainReasons(e *scheme.Edition, r *scoring.Result, items map[string]record.Reason) []record.Reason {
	trees := []record.Reason{{Rule: "scoring.complete", Holds: true, Facts: record.Facts{record.Number("open", 0)}}}
	for _, condition := range e.Pass.Conditions {
		tree := record.Reason{Rule: "scoring." + string(condition), Clause: e.Pass.Source}
		for i := range e.Criteria {
			st := e.Criteria[i].For(scheme.New)
			switch {
			case condition == scheme.AllMandatoryMet && st.Kind == scheme.Mandatory,
				condition == scheme.PointsAtLeastPass && st.Kind == scheme.Points,
				condition == scheme.NoZeroInZeroFails && st.ZeroFails:
				tree.Because = append(tree.Because, items[e.Criteria[i].ID])
			}
		}
		switch condition {
		case scheme.AllMandatoryMet:
			tree.Holds = r.MandatoryMet == r.MandatoryTotal
			tree.Facts = record.Facts{record.Number("met", r.MandatoryMet), record.Number("total", r.MandatoryTotal)}
		case scheme.PointsAtLeastPass:
			tree.Holds = r.Points >= r.PointsPass
			tree.Facts = record.Facts{record.Number("points", r.Points), record.Number("pass", r.PointsPass),
				record.Number("max", r.PointsMax), record.Number("reachable", r.PointsReachable)}
		case scheme.NoZeroInZeroFails:
			tree.Holds = len(r.ZeroFailed) == 0
			tree.Facts = record.Facts{record.Number("zeros", len(r.ZeroFailed))}
		}
		trees = append(trees, tree)
	}
	return trees
}
