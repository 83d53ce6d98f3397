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

// Assumption is what is taken for the answer to an item of the other edition to which no past
// answer says enough (過去の回答がない項目の仮定).
type Assumption string

// The assumptions. What comes of a change lies between the last two.
const (
	AssumeNothing Assumption = ""      // it stays open: such a case is incomplete after, never passed by guess
	AssumeMet     Assumption = "met"   // met, with all its points
	AssumeUnmet   Assumption = "unmet" // not met, with none
)

// Assumptions lists them.
func Assumptions() []Assumption { return []Assumption{AssumeNothing, AssumeMet, AssumeUnmet} }

// WhatIf judges past cases under another edition, in order (版の影響試算). An item
// becomes that which has its ID, or lists it as an alias, in the other edition. An answer that does not say enough for its item in the
// other edition is assumed there, and so is one to an item that is new in it. Nothing is
// recorded; a past decision keeps its own edition.
func WhatIf(cases []Vector, from, to *Sheet, t scheme.CaseType, assumed Assumption) ([]Difference, error) {
	out := make([]Difference, len(cases))
	m := match(from, to, t, assumed)
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

// Turn is why a case comes out as it does under the other edition.
type Turn struct {
	PointsBefore int                `json:"points_before"`
	MaxBefore    int                `json:"points_max_before"`
	PassBefore   int                `json:"points_pass_before"`
	PointsAfter  int                `json:"points_after"`
	MaxAfter     int                `json:"points_max_after"`
	PassAfter    int                `json:"points_pass_after"`
	Items        []ItemTurn         `json:"items"` // what they are worth has changed
	Missed       []scheme.Condition `json:"missed"`
}

// ItemTurn is an item of one edition or of both, and what the case's answer to it is worth.
type ItemTurn struct {
	Item    string `json:"item"`
	Gone    bool   `json:"gone,omitempty"`    // the other edition does not ask for it
	New     bool   `json:"new,omitempty"`     // the one before did not
	Assumed bool   `json:"assumed,omitempty"` // no past answer says enough for it
	Fails   bool   `json:"fails,omitempty"`   // it fails the case, and did not
	Before  int    `json:"before"`            // points
	After   int    `json:"after"`
}

// Turned says why each of past cases comes out as WhatIf says.
func Turned(cases []Vector, from, to *Sheet, t scheme.CaseType, assumed Assumption) ([]Turn, error) {
	out := make([]Turn, len(cases))
	m := match(from, to, t, assumed)
	for i, v := range cases {
		if !from.owns(v) {
			return nil, notOurs()
		}
		out[i] = m.turn(v, from, to, t)
	}
	return out, nil
}

func (m *matching) turn(v Vector, from, to *Sheet, t scheme.CaseType) Turn {
	before, after := m.sum(v)
	old, now := from.book(t), to.book(t)
	turn := Turn{PointsBefore: int(before.points), MaxBefore: old.pointsMax, PassBefore: old.pointsPass,
		PointsAfter: int(after.points), MaxAfter: now.pointsMax, PassAfter: now.pointsPass, Items: []ItemTurn{}, Missed: []scheme.Condition{}}
	for i := range m.items {
		answer := m.items[i].answer(v)
		p := at(m.rows[i], answer)
		one := ItemTurn{Item: m.items[i].id, Gone: m.heir[i] < 0, Before: int(p.before.points), After: int(p.after.points)}
		if !one.Gone {
			one.Fails = p.after.fails(now, m.heir[i]) && !p.before.fails(old, i)
			one.Assumed = m.assumed != AssumeNothing && at(now.rows[m.heir[i]], carry(answer, old.standings[i], now.standings[m.heir[i]])).tally.open > 0
		}
		if one.Before != one.After || one.Fails || one.Assumed || p.after.open > 0 {
			turn.Items = append(turn.Items, one)
		}
	}
	for _, i := range m.added {
		worth := at(now.rows[i], m.assumed.of(now, i)).tally
		turn.Items = append(turn.Items, ItemTurn{Item: to.items[i].id, New: true, Assumed: m.assumed != AssumeNothing, Fails: worth.fails(now, i), After: int(worth.points)})
	}
	for _, c := range now.conditions {
		if !now.holds(c.kind, &after) {
			turn.Missed = append(turn.Missed, c.kind)
		}
	}
	return turn
}

// fails reports whether one answer fails a case by itself, whatever the others are.
func (t *tally) fails(b *book, item int) bool {
	return slices.ContainsFunc(b.conditions, func(c condition) bool {
		switch c.kind {
		case scheme.AllMandatoryMet:
			return t.open == 0 && b.asked[item] && b.standings[item].Kind == scheme.Mandatory && t.mandatoryMet == 0
		case scheme.NoZeroInZeroFails:
			return t.zeroFailed > 0
		case scheme.LevelReached:
			return t.short > 0
		}
		return false
	})
}

// matching says what each answer to each item of one edition adds to the sums
// under it and under another.
type matching struct {
	items   []item
	heir    []int    // of each item, where it stands in the other edition; -1 where it does not
	rows    [][]pair // by item of the first edition, then by answer
	added   []int    // items that only the other edition has
	fixed   tally    // what they come to
	assumed Assumption
}

// of is the answer that is assumed to an item.
func (a Assumption) of(b *book, item int) Answer {
	graded := b.standings[item].Kind == scheme.Points && b.standings[item].Grading == scheme.Graded
	switch {
	case a == AssumeMet:
		return b.best(item)
	case a == AssumeUnmet && graded:
		return Points(0)
	case a == AssumeUnmet:
		return Unmet
	}
	return Open
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

func match(from, to *Sheet, t scheme.CaseType, assumed Assumption) matching {
	m := matching{items: from.items, heir: make([]int, len(from.items)), rows: make([][]pair, len(from.items)), assumed: assumed}
	matched := make([]bool, len(to.items))
	for i := range from.items {
		there, ok := to.index[from.items[i].id]
		if ok = ok && !matched[there]; !ok {
			there = -1
		} else {
			matched[there] = true
		}
		m.heir[i], m.rows[i] = there, m.pairs(from, to, i, there, t)
	}
	for i, row := range to.book(t).rows {
		if !matched[i] {
			m.added = append(m.added, i)
			m.fixed.add(&at(row, assumed.of(to.book(t), i)).tally)
		}
	}
	return m
}

// pairs translates every answer to the item here into the item there; there is
// -1 for an item that the other edition does not have.
func (m *matching) pairs(from, to *Sheet, here, there int, t scheme.CaseType) []pair {
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
		if at(now.rows[there], carried).tally.open > 0 && Answer(a) != Open {
			carried = m.assumed.of(now, there)
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
