package bench

import (
	"fmt"
	"time"

	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/civil"
)

// The what-if of past applications under another edition.
const (
	pastCases   = 100_000
	whatIfLimit = 200 * time.Millisecond
	draftLimit  = time.Second
)

// otherEdition is a revision of the rule book: 1-1-2 becomes mandatory, some
// items earn other points, and fewer points are asked for.
func otherEdition() (*scheme.Edition, error) {
	e, err := edition()
	if err != nil {
		return nil, err
	}
	e.ID, e.Pass.New.PointsPass = "revised", 85
	e.EffectiveFrom, _ = civil.Of(2027, 7, 1) // is a day
	for id, standing := range map[string]scheme.Treatment{
		"1-1-2": {Kind: scheme.Mandatory},
		"1-1-3": {Kind: scheme.Points, Points: 3, Grading: scheme.AllOrNothing},
		"2-3-1": {Kind: scheme.Points, Points: 9, Grading: scheme.AllOrNothing},
	} {
		c, known := e.Criterion(id)
		if !known {
			return nil, fmt.Errorf("the edition has no item %s to revise", id)
		}
		c.Treatment = standing
	}
	return e, nil
}

// whatIf is the question in both forms: packed, and as answers by item.
type whatIf struct {
	from, to           *scheme.Edition
	fromSheet, toSheet *scoring.Sheet
	past               []pastCase
}

func newWhatIf() (q whatIf, err error) {
	if q.from, err = edition(); err != nil {
		return q, err
	}
	if q.to, err = otherEdition(); err != nil {
		return q, err
	}
	if q.fromSheet, err = scoring.Compile(q.from); err != nil {
		return q, err
	}
	if q.toSheet, err = scoring.Compile(q.to); err != nil {
		return q, err
	}
	some, err := applications(q.from, q.fromSheet)
	for i := range pastCases {
		a := some[i%len(some)]
		if a.vector, err = q.fromSheet.Unpack(a.vector.Pack()); err != nil { // each in a place of its own
			return q, err
		}
		q.past = append(q.past, a)
	}
	return q, err
}

func (q whatIf) vectors() []scoring.Vector {
	out := make([]scoring.Vector, len(q.past))
	for i := range q.past {
		out[i] = q.past[i].vector
	}
	return out
}

// plain scores every application twice from the rule books.
func (q whatIf) plain() []scoring.Difference {
	out := make([]scoring.Difference, len(q.past))
	for i, a := range q.past {
		pointsBefore, before := plainVerdict(q.from, a.answers)
		pointsAfter, after := plainVerdict(q.to, a.answers)
		out[i] = scoring.Difference{VerdictBefore: before, VerdictAfter: after, PointsDelta: pointsAfter - pointsBefore}
	}
	return out
}

// plainVerdict is plainScore without reasons.
func plainVerdict(e *scheme.Edition, answers map[string]given) (points int, out scoring.Outcome) {
	out = scoring.Pass
	for i := range e.Criteria {
		c := &e.Criteria[i]
		st, g := c.For(scheme.New), answers[c.ID]
		switch {
		case graded(st):
			points += g.points
			if st.ZeroFails && g.points == 0 {
				out = scoring.Fail
			}
		case g.met && st.Kind == scheme.Points:
			points += st.Points
		case !g.met && (st.Kind == scheme.Mandatory || st.ZeroFails):
			out = scoring.Fail
		}
	}
	if points < e.Pass.For(scheme.New).PointsPass {
		out = scoring.Fail
	}
	return points, out
}

func measureWhatIf(b *bench) ([]row, error) {
	q, err := newWhatIf()
	if err != nil {
		return nil, err
	}
	vectors := q.vectors()
	got, err := scoring.WhatIf(vectors, q.fromSheet, q.toSheet, scheme.New, scoring.AssumeNothing)
	if err != nil {
		return nil, err
	}
	for i, want := range q.plain() {
		if got[i] != want {
			return nil, differ(fmt.Sprintf("what-if of case %d", i), got[i], want)
		}
	}
	p, err := alternate(b.rounds, func() (spent, error) {
		return timed(1, func() error {
			_, err := scoring.WhatIf(vectors, q.fromSheet, q.toSheet, scheme.New, scoring.AssumeNothing)
			return err
		})
	}, func() (spent, error) {
		return timed(1, func() error { q.plain(); return nil })
	})
	if err != nil {
		return nil, err
	}
	r := against{"what-if of 100,000 cases held in memory, CPU", "two scores of each", p, cpu}.atMost(whatIfLimit)
	r.secondary = duration(median(each(p.thing, wall))) + " elapsed"
	stored, err := b.storedWhatIf(q, got)
	return append([]row{r}, stored...), err
}
