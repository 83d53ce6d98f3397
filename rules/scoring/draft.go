package scoring

import (
	"slices"
	"strings"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
	"akashi/values/ident"
)

// draft collects the judgements of a case until all are checked.
type draft struct {
	sheet    *Sheet
	book     *book
	slots    []Answer
	given    []bool
	notes    map[string]string
	problems fault.Problems
}

func newDraft(s *Sheet, t scheme.CaseType) *draft {
	return &draft{sheet: s, book: s.book(t), slots: make([]Answer, s.slots), given: make([]bool, s.slots),
		notes: map[string]string{}}
}

func (d *draft) finish() (Answers, error) {
	if err := d.problems.Err(); err != nil {
		return Answers{}, err
	}
	return Answers{Vector: d.sheet.pack(d.slots), Justifications: d.notes}, nil
}

// put writes one judgement into its slots.
func (d *draft) put(j Judgement, where string) {
	i, known := d.sheet.find(j.Criterion)
	if !known {
		d.unknown(where, j.Criterion)
		return
	}
	it := &d.sheet.items[i]
	if j.Aspect != "" && !slices.Contains(it.aspects, j.Aspect) {
		fault.Choose(&d.problems, "aspect-unknown", where, j.Aspect, it.aspects, "item", it.id)
		return
	}
	j.Justification = strings.TrimSpace(j.Justification)
	answer, wrong := d.read(j, d.book.standings[i])
	if wrong.Code != "" {
		wrong.Where, wrong.Data["item"] = where, it.id
		d.problems = append(d.problems, wrong)
		return
	}
	for k, aspect := range it.aspects {
		if j.Aspect == "" || j.Aspect == aspect {
			d.set(it.slot+k, answer, where)
		}
	}
	if j.Justification != "" {
		d.notes[strings.TrimSuffix(it.id+"/"+j.Aspect, "/")] = j.Justification
	}
}

func (d *draft) set(slot int, a Answer, where string) {
	if d.given[slot] {
		d.problems.Add("answered-twice", where)
		return
	}
	d.given[slot], d.slots[slot] = true, a
}

// read turns a judgement into an answer, or says what is wrong with it.
func (d *draft) read(j Judgement, st scheme.Treatment) (Answer, fault.Problem) {
	if j.Points != nil {
		return readPoints(j, st)
	}
	graded := st.Kind == scheme.Points && st.Grading == scheme.Graded
	switch {
	case j.Status == "", j.Status == record.CannotJudge:
		return Open, fault.Problem{}
	case j.Status == record.NA && st.NA != scheme.NAWithJustification:
		return Open, wrong("na-not-allowed")
	case j.Status == record.NA && j.Justification == "":
		return Open, wrong("justification-missing")
	case j.Status == record.NA:
		return NotApplicable, fault.Problem{}
	case j.Status == record.Met && graded:
		return Open, wrong("points-missing", "max", st.Points)
	case j.Status == record.Met:
		return Met, fault.Problem{}
	case j.Status == record.Unmet && graded:
		return Points(0), fault.Problem{}
	case j.Status == record.Unmet && j.Justification != "":
		return Justified, fault.Problem{}
	case j.Status == record.Unmet:
		return Unmet, fault.Problem{}
	}
	return Open, wrong("status-unknown", "given", j.Status, "allowed", statuses())
}

func readPoints(j Judgement, st scheme.Treatment) (Answer, fault.Problem) {
	n := *j.Points
	switch {
	case st.Kind != scheme.Points:
		return Open, outOfRange(st, n)
	case j.Status != "" && j.Status != record.Met && j.Status != record.Unmet,
		j.Status == record.Met && n == 0, j.Status == record.Unmet && n > 0:
		return Open, wrong("points-contradict-status", "given", n, "status", j.Status)
	case n < 0 || n > st.Points:
		return Open, outOfRange(st, n)
	case st.Grading == scheme.Graded:
		return Points(n), fault.Problem{}
	case n == st.Points:
		return Met, fault.Problem{}
	case n == 0:
		return Unmet, fault.Problem{}
	}
	return Open, outOfRange(st, n)
}

func outOfRange(st scheme.Treatment, given any) fault.Problem {
	switch {
	case st.Kind != scheme.Points:
		return wrong("points-not-allowed", "given", given)
	case st.Grading == scheme.Graded:
		return wrong("points-range", "given", given, "max", st.Points)
	default:
		return wrong("points-range", "given", given, "all", st.Points)
	}
}

func wrong(code string, pairs ...any) fault.Problem {
	return fault.Problem{Code: code, Data: fault.With(pairs...)}
}

// statuses are the judgements that an answer may give in words.
func statuses() []string {
	return []string{string(record.Met), string(record.Unmet), string(record.NA)}
}

// unknown notes an item that the edition does not have.
func (d *draft) unknown(where, given string) {
	ids := make([]string, len(d.sheet.items))
	for i, it := range d.sheet.items {
		ids[i] = it.id
	}
	fault.Choose(&d.problems, "item-unknown", where, given, ids)
}

// find looks an item up by its ID, in whatever width and with whatever dashes it
// was typed.
func (s *Sheet) find(id string) (int, bool) {
	i, known := s.index[id]
	if !known {
		i, known = s.index[ident.Item(id)]
	}
	return i, known
}
