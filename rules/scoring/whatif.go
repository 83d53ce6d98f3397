package scoring

import (
	"slices"

	"akashi/scheme"
)

// Difference is what another edition would have said about one case.
type Difference struct {
	VerdictBefore Outcome `json:"verdict_before"`
	VerdictAfter  Outcome `json:"verdict_after"`
	PointsDelta   int     `json:"points_delta"`
}

// WhatIf judges past cases under another edition, in order (版の影響試算). An item
// becomes that which has its ID, or lists it as an alias, in the other edition. An answer that does not say enough for its item in the
// other edition stays open there, and so does an item that is new in it: such a
// case is incomplete after, never passed by guess. Nothing is recorded; a past
// decision keeps its own edition.
func WhatIf(cases []Vector, from, to *Sheet, t scheme.CaseType) ([]Difference, error) {
	out := make([]Difference, len(cases))
	m := match(from, to, t)
	for i, v := range cases {
		if !from.owns(v) {
			return nil, notOurs()
		}
		before, after := m.sum(v)
		out[i] = Difference{
			VerdictBefore: from.book(t).outcome(&before),
			VerdictAfter:  to.book(t).outcome(&after),
			PointsDelta:   int(after.points - before.points),
		}
	}
	return out, nil
}

// matching says what each answer to each item of one edition adds to the sums
// under it and under another.
type matching struct {
	items []item
	rows  [][]pair // by item of the first edition, then by answer
	fixed tally    // items that only the other edition has
}

// pair is what one answer is worth before and after.
type pair struct{ before, after tally }

func (m *matching) sum(v Vector) (before, after tally) {
	after = m.fixed
	for i := range m.items {
		p := at(m.rows[i], m.items[i].answer(v))
		before.add(&p.before)
		after.add(&p.after)
	}
	return before, after
}

func match(from, to *Sheet, t scheme.CaseType) matching {
	m := matching{items: from.items, rows: make([][]pair, len(from.items))}
	matched := make([]bool, len(to.items))
	for i := range from.items {
		there, ok := to.index[from.items[i].id]
		if ok = ok && !matched[there]; !ok {
			there = -1
		} else {
			matched[there] = true
		}
		m.rows[i] = pairs(from, to, i, there, t)
	}
	for i, row := range to.book(t).rows {
		if !matched[i] {
			m.fixed.add(&at(row, Open).tally)
		}
	}
	return m
}

// pairs translates every answer to the item here into the item there; there is
// -1 for an item that the other edition does not have.
func pairs(from, to *Sheet, here, there int, t scheme.CaseType) []pair {
	old, now := from.book(t), to.book(t)
	row := make([]pair, len(old.rows[here]))
	for a := range row {
		row[a].before = old.rows[here][a].tally
		if there < 0 {
			continue
		}
		carried := carry(Answer(a), old.standings[here], now.standings[there])
		if !covers(from.items[here].aspects, to.items[there].aspects) {
			carried = Open
		}
		row[a].after = at(now.rows[there], carried).tally
	}
	return row
}

// covers reports whether every aspect that the new item is judged by was judged
// before. An item judged once speaks for all aspects.
func covers(old, now []string) bool {
	if old[0] == "" {
		return true
	}
	return now[0] == "" || !slices.ContainsFunc(now, func(a string) bool { return !slices.Contains(old, a) })
}

// carry translates an answer between two standings of an item: none and all of
// the points stay none and all, points in between stay as many where both are
// graded, and what cannot be said of the other item is open.
func carry(a Answer, old, now scheme.Treatment) Answer {
	toGraded := now.Kind == scheme.Points && now.Grading == scheme.Graded
	n, given := a.Points()
	switch {
	case given && !toGraded && n == 0:
		return Unmet
	case given && !toGraded && n == old.Points:
		return Met
	case given && toGraded && n == old.Points && n > 0:
		return Points(now.Points)
	}
	return a
}
