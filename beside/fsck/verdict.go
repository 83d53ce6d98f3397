package fsck

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// sheet is the evidence that a decision carries: each final verdict beside the
// rule it was judged by.
type sheet struct {
	Pass struct {
		Conditions []string `json:"conditions"`
		PointsPass int      `json:"points_pass"`
	} `json:"pass"`
	Criteria []line `json:"criteria"`
}

type line struct {
	ID        string `json:"id"`
	Aspect    string `json:"aspect"`
	Kind      string `json:"kind"`
	Points    int    `json:"points"`
	ZeroFails bool   `json:"zero_fails"`
	Asked     bool   `json:"asked"` // by the level that the pass rule wants
	Verdict   string `json:"verdict"`
	Given     int    `json:"given"`
	Justified bool   `json:"justified"`
}

// ruling is a decision as far as it rests on verdicts.
type ruling struct {
	caseID, no, outcome, verdicts, score string
	points, pointsPass                   int
}

// page is how many decisions are held at once, with the answers of their cases.
const page = 500

// verdicts derives the score of every decision again from its evidence, and
// compares the evidence with the answers of the case.
func (x *examination) verdicts() error {
	if err := x.count("verdicts", "SELECT count(*) FROM decision d JOIN case_file c ON c.id = d.case_id"); err != nil {
		return err
	}
	for last := ""; ; {
		rulings, err := x.rulings(last)
		if err != nil || len(rulings) == 0 {
			return err
		}
		answers, err := x.answers(rulings[0].caseID, rulings[len(rulings)-1].caseID)
		if err != nil {
			return err
		}
		for _, r := range rulings {
			x.ruling(r, answers[r.caseID])
		}
		x.told(int64(len(rulings)))
		last = rulings[len(rulings)-1].caseID
	}
}

// rulings are the next decisions after those of a case, in the order of the cases.
func (x *examination) rulings(after string) (all []ruling, err error) {
	err = x.each(fmt.Sprintf(`SELECT d.case_id, c.no, d.outcome, d.verdicts, d.score, d.points, d.points_pass
		FROM decision d JOIN case_file c ON c.id = d.case_id WHERE d.case_id > %s ORDER BY d.case_id LIMIT %d`, quoted(after), page),
		func(scan func(...any) error) error {
			var r ruling
			err := scan(&r.caseID, &r.no, &r.outcome, &r.verdicts, &r.score, &r.points, &r.pointsPass)
			all = append(all, r)
			return err
		})
	return all, err
}

// quoted is a text as SQL has it.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

func (x *examination) ruling(r ruling, answers map[string]answer) {
	var s sheet
	if err := json.Unmarshal([]byte(r.verdicts), &s); err != nil {
		x.breach("verdicts-malformed", r.no, "given", r.verdicts)
		return
	}
	if figures := s.differs(answers); figures != nil {
		x.breach("verdicts-differ", r.no, figures...)
		return
	}
	points, outcome := s.score()
	switch {
	case points != r.points:
		x.breach("points-differ", r.no, "earned", points, "points", r.points)
	case s.Pass.PointsPass != r.pointsPass:
		x.breach("points-differ", r.no, "asked", s.Pass.PointsPass, "points", r.pointsPass)
	case outcome != r.score:
		x.breach("verdict-differs", r.no, "earned", outcome, "score", r.score)
	case r.outcome == "granted" && r.score != "pass":
		x.breach("granted-without-pass", r.no, "score", r.score)
	}
}

// answer is the final verdict kept with the case, and whether it is justified.
type answer struct {
	final     string
	points    *int
	justified bool
}

// answers are the final verdicts of decided cases, by case and by place.
func (x *examination) answers(from, to string) (map[string]map[string]answer, error) {
	all := map[string]map[string]answer{}
	err := x.each(fmt.Sprintf(`SELECT a.case_id, a.criterion, a.aspect, a.final, a.final_points, a.justification
		FROM answer a JOIN decision d ON d.case_id = a.case_id JOIN case_file c ON c.id = a.case_id AND c.edition = a.edition
		WHERE a.case_id >= %s AND a.case_id <= %s`, quoted(from), quoted(to)),
		func(scan func(...any) error) error {
			var caseID, criterion, aspect, justification string
			var a answer
			if err := scan(&caseID, &criterion, &aspect, &a.final, &a.points, &justification); err != nil {
				return err
			}
			a.justified = justification != ""
			if all[caseID] == nil {
				all[caseID] = map[string]answer{}
			}
			all[caseID][criterion+"/"+aspect] = a
			return nil
		})
	return all, err
}

// differs says where the evidence is not what the answers of the case say.
func (s sheet) differs(answers map[string]answer) []any {
	seen := 0
	for _, l := range s.Criteria {
		place := l.ID + "/" + l.Aspect
		a, there := answers[place]
		if there {
			seen++
		}
		if a.final != l.Verdict || a.justified != l.Justified || l.earned(a) != l.Given {
			return []any{"place", place, "verdict", l.Verdict, "given", l.Given, "kept", a.final, "earned", l.earned(a)}
		}
	}
	if seen != len(answers) {
		return []any{"verdicts", len(answers), "named", seen}
	}
	return nil
}

func (l line) earned(a answer) int {
	switch {
	case l.Kind != "points":
		return 0
	case a.points != nil:
		return *a.points
	case a.final == "met":
		return l.Points
	}
	return 0
}

// score adds the points up and asks each condition of the items that count.
func (s sheet) score() (points int, outcome string) {
	holds, open := true, false
	for _, l := range s.Criteria {
		if !l.Asked {
			continue
		}
		if l.Kind == "points" {
			points += l.Given
		}
		open = open || l.isOpen()
		if s.asks("all_mandatory_met") && l.Kind == "mandatory" && !l.holds() ||
			s.asks("no_zero_in_zero_fails_items") && l.ZeroFails && l.Given == 0 && l.Verdict != "na" ||
			s.asks("level_reached") && !l.holds() {
			holds = false
		}
	}
	switch {
	case open:
		return points, "incomplete"
	case !holds, s.asks("points_at_least_pass") && points < s.Pass.PointsPass:
		return points, "fail"
	}
	return points, "pass"
}

func (s sheet) asks(condition string) bool { return slices.Contains(s.Pass.Conditions, condition) }

func (l line) isOpen() bool {
	return l.Verdict != "met" && l.Verdict != "unmet" && l.Verdict != "na"
}

func (l line) holds() bool {
	switch {
	case l.isOpen():
		return false
	case l.Verdict == "unmet" && l.Kind == "points":
		return l.Given > 0
	case l.Verdict == "unmet":
		return l.Kind == "suggested" || l.Kind == "should" && l.Justified
	}
	return true
}
