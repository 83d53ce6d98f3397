package scoring

import (
	"slices"
	"strconv"
	"strings"

	"akashi/fault"
	"akashi/record"
	"akashi/scheme"
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
	i, known := d.sheet.index[j.Criterion]
	if !known {
		d.problems.Add("item-unknown", where, "name an item of the edition")
		return
	}
	it := &d.sheet.items[i]
	if j.Aspect != "" && !slices.Contains(it.aspects, j.Aspect) {
		d.problems.Addf("aspect-unknown", where, "this item is judged by %s", strings.Join(it.aspects, ", "))
		return
	}
	j.Justification = strings.TrimSpace(j.Justification)
	answer, wrong := d.read(j, d.book.standings[i])
	if wrong.Code != "" {
		d.problems.Add(wrong.Code, where, wrong.Message)
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
		d.problems.Add("answered-twice", where, "answer each item once: it is answered already, by its ID or another way to write it")
		return
	}
	d.given[slot], d.slots[slot] = true, a
}

// read turns a judgement into an answer, or says what is wrong with it.
func (d *draft) read(j Judgement, st scheme.Standing) (Answer, fault.Problem) {
	if j.Points != nil {
		return readPoints(j, st)
	}
	graded := st.Kind == scheme.Points && st.Grading == scheme.Graded
	switch {
	case j.Status == "", j.Status == record.CannotJudge:
		return Open, fault.Problem{}
	case j.Status == record.NA && st.NA != scheme.NAWithJustification:
		return Open, fault.Problem{Code: "na-not-allowed", Message: "judge this item: it cannot be not applicable"}
	case j.Status == record.NA && j.Justification == "":
		return Open, fault.Problem{Code: "justification-missing", Message: "say in a justification why the item is not applicable"}
	case j.Status == record.NA:
		return NotApplicable, fault.Problem{}
	case j.Status == record.Met && graded:
		return Open, fault.Problem{Code: "points-missing", Message: "give the points: met does not say how many"}
	case j.Status == record.Met:
		return Met, fault.Problem{}
	case j.Status == record.Unmet && graded:
		return Points(0), fault.Problem{}
	case j.Status == record.Unmet && j.Justification != "":
		return Justified, fault.Problem{}
	case j.Status == record.Unmet:
		return Unmet, fault.Problem{}
	}
	return Open, fault.Problem{Code: "status-unknown", Message: `give "met", "unmet" or "na"`}
}

func readPoints(j Judgement, st scheme.Standing) (Answer, fault.Problem) {
	n := *j.Points
	switch {
	case st.Kind != scheme.Points:
		return Open, outOfRange(st)
	case j.Status != "" && j.Status != record.Met && j.Status != record.Unmet,
		j.Status == record.Met && n == 0, j.Status == record.Unmet && n > 0:
		return Open, fault.Problem{Code: "points-contradict-status", Message: "give points that agree with the status, or points alone"}
	case n < 0 || n > st.Points:
		return Open, outOfRange(st)
	case st.Grading == scheme.Graded:
		return Points(n), fault.Problem{}
	case n == st.Points:
		return Met, fault.Problem{}
	case n == 0:
		return Unmet, fault.Problem{}
	}
	return Open, outOfRange(st)
}

func outOfRange(st scheme.Standing) fault.Problem {
	switch most := strconv.Itoa(st.Points); {
	case st.Kind != scheme.Points:
		return fault.Problem{Code: "points-not-allowed", Message: `give "met" or "unmet": this item earns no points`}
	case st.Grading == scheme.Graded:
		return fault.Problem{Code: "points-range", Message: "give a whole number from 0 to " + most}
	default:
		return fault.Problem{Code: "points-range", Message: "give 0 or " + most + ": this item earns all its points or none"}
	}
}
