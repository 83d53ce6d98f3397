package scoring

import (
	"io"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
	"akashi/values/form"
)

// Judgement is what somebody said about one item, or about one aspect of it. An
// empty Aspect speaks for all of them. Status is met, unmet, na, or empty and
// cannot_judge for an item that stays open; Points stands beside it or alone.
type Judgement struct {
	Criterion     string // ID or alias
	Aspect        string
	Status        record.Verdict
	Points        *int
	Justification string
}

// Answers are the checked judgements of a case.
type Answers struct {
	Vector         Vector
	Justifications map[string]string // by item ID, or "ID/aspect"
}

// Judge checks judgements, such as those kept in a case's records, and packs
// them. It reports every problem, each at the item it concerns.
func (s *Sheet) Judge(t scheme.CaseType, judgements []Judgement) (Answers, error) {
	d := newDraft(s, t)
	for _, j := range judgements {
		d.put(j, j.Criterion)
	}
	return d.finish()
}

// DecodeAnswers reads the answers of a case as the contract has them:
//
//	{"answers": {"1-1-1": "met", "7-1-1": 4,
//	             "x": {"status": "na", "justification": "…"},
//	             "3.1": {"document": "met", "operation": "unmet"}}}
//
// An item that is not named is unanswered. The error is fault.Problems, each
// problem with its place.
func DecodeAnswers(r io.Reader, s *Sheet, t scheme.CaseType) (Answers, error) {
	root, problems := form.Read(r)
	d := newDraft(s, t)
	d.problems = problems
	if root == nil {
		return d.finish()
	}
	if answers, ok := root.Get("answers"); root.Object(&d.problems, "answers") && ok {
		d.decodeAll(answers)
	} else if root.IsObject() {
		d.problems.Add("answers-missing", root.Path())
	}
	return d.finish()
}

func (d *draft) decodeAll(answers *form.Value) {
	if !answers.IsObject() {
		d.problems.Add("wrong-type", answers.Path(), "want", "object")
		return
	}
	for id, v := range answers.Members() {
		i, known := d.sheet.find(id)
		if !known {
			d.unknown(v.Path(), id)
			continue
		}
		if aspects := d.sheet.items[i].aspects; v.IsObject() && namesAspect(v, aspects) {
			d.decodeAspects(id, v, aspects)
			continue
		}
		d.decode(Judgement{Criterion: id}, v)
	}
}

func namesAspect(v *form.Value, aspects []string) bool {
	for _, a := range aspects {
		if _, ok := v.Get(a); ok && a != "" {
			return true
		}
	}
	return false
}

func (d *draft) decodeAspects(id string, v *form.Value, aspects []string) {
	v.Object(&d.problems, aspects...)
	for _, a := range aspects {
		if m, ok := v.Get(a); ok {
			d.decode(Judgement{Criterion: id, Aspect: a}, m)
		}
	}
}

// decode reads one answer: a status, points, or an object with these and a
// justification.
func (d *draft) decode(j Judgement, v *form.Value) {
	before := len(d.problems)
	switch {
	case v.IsWords():
		j.Status = d.status(v)
	case v.IsNumber():
		j.Points = d.points(j.Criterion, v)
	case v.IsObject():
		v.Object(&d.problems, "status", "points", "justification")
		d.decodeFields(&j, v)
	default:
		d.problems.Add("wrong-type", v.Path(), "want", "answer")
	}
	if len(d.problems) == before {
		d.put(j, v.Path())
	}
}

func (d *draft) decodeFields(j *Judgement, v *form.Value) {
	status, hasStatus := v.Get("status")
	points, hasPoints := v.Get("points")
	if hasStatus {
		j.Status = d.status(status)
	}
	if hasPoints {
		j.Points = d.points(j.Criterion, points)
	}
	if !hasStatus && !hasPoints {
		d.problems.Add("status-missing", v.Path())
	}
	if m, ok := v.Get("justification"); ok {
		j.Justification, _ = m.Words(&d.problems)
	}
}

func (d *draft) status(v *form.Value) record.Verdict {
	switch s := record.Verdict(v.Text()); {
	case v.IsWords() && (s == record.Met || s == record.Unmet || s == record.NA):
		return s
	}
	fault.Choose(&d.problems, "status-unknown", v.Path(), v.Text(), statuses())
	return ""
}

func (d *draft) points(id string, v *form.Value) *int {
	var notWhole fault.Problems
	n, ok := v.Int(&notWhole, 0, MaxPoints)
	if !ok {
		i, _ := d.sheet.find(id)
		wrong := outOfRange(d.book.standings[i], v.Text())
		wrong.Where, wrong.Data["item"] = v.Path(), d.sheet.items[i].id
		d.problems = append(d.problems, wrong)
		return nil
	}
	return &n
}
