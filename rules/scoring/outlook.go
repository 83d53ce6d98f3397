package scoring

import "akashi/scheme"

// Outlook says what is certain about an unfinished case and what still depends
// on its open items (見込み).
type Outlook struct {
	PointsCertain   int      `json:"points_certain"`   // earned already
	PointsReachable int      `json:"points_reachable"` // if every open item earned all it can
	PointsNeeded    int      `json:"points_needed"`    // still lacking, 0 when there are enough
	MandatoryOpen   []string `json:"mandatory_open"`
	ZeroFailsOpen   []string `json:"zero_fails_open"` // open items whose 0 would fail the case
	CanPass         bool     `json:"can_pass"`        // some answers to the open items pass
	CertainPass     bool     `json:"certain_pass"`    // nothing is open and the case passes
}

// Look works out the outlook of a case. It refuses a vector of another edition.
func Look(s *Sheet, t scheme.CaseType, v Vector) (Outlook, error) {
	if !s.owns(v) {
		return Outlook{}, notOurs()
	}
	b := s.book(t)
	o := Outlook{MandatoryOpen: []string{}, ZeroFailsOpen: []string{}}
	var now, best tally
	for i := range s.items {
		j := at(b.rows[i], s.items[i].answer(v))
		now.add(&j.tally)
		if j.tally.open == 0 {
			best.add(&j.tally)
			continue
		}
		best.add(&at(b.rows[i], b.best(i)).tally)
		switch st := b.standings[i]; {
		case st.Kind == scheme.Mandatory:
			o.MandatoryOpen = append(o.MandatoryOpen, s.items[i].id)
		case st.ZeroFails:
			o.ZeroFailsOpen = append(o.ZeroFailsOpen, s.items[i].id)
		}
	}
	o.PointsCertain, o.PointsReachable = int(now.points), int(now.reachable)
	o.PointsNeeded = max(b.pointsPass-o.PointsCertain, 0)
	o.CanPass = b.outcome(&best) == Pass
	o.CertainPass = b.outcome(&now) == Pass
	return o, nil
}

// best is the answer to an item that serves the applicant most.
func (b *book) best(i int) Answer {
	st := b.standings[i]
	if st.Kind == scheme.Points && st.Grading == scheme.Graded {
		return Points(st.Points)
	}
	return Met
}
