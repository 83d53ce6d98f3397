package mark

import (
	"cmp"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
)

// CorrectMeasureInput corrects a line of the public history; what is absent stays.
type CorrectMeasureInput struct {
	Line      int        `json:"line,omitempty" minimum:"0" maximum:"100000" doc:"number of the line in the history; the last measure when empty"`
	Day       civil.Date `json:"day,omitempty" doc:"day of the measure"`
	Published string     `json:"published,omitempty" doc:"why the measure was taken, as it is published"`
	Clause    string     `json:"clause,omitempty" doc:"clause of the scheme's regulations"`
	Until     civil.Date `json:"until,omitempty" doc:"planned end of a suspension"`
	Annul     bool       `json:"annul,omitempty" doc:"the measure was a mistake: it is taken out"`
	Reason    string     `json:"reason" doc:"why it is corrected, as it is published"`
}

// CorrectMeasure puts right a measure that was entered wrongly (措置の記録の訂正):
//  1. the line tells of a measure, and stands; what is corrected, and why, is said;
//  2. the day lies between those of the lines before and after it, and is not to come;
//  3. a measure that was a mistake is taken out only while it is the last: the mark has
//     the status of before again;
//  4. the history has a line in the place of the wrong one, and shows both; what the mark
//     was worth on a day gone by is worked out from what stands;
//  5. tell the holder.
func CorrectMeasure(w *desk.Work, in CorrectMeasureInput) error {
	history := desk.Read(w, w.MarkEvents, w.Mark.ID)
	lines := lifecycle.StandingLines(history)
	at := place(lines, in.Line)
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	if at < 0 {
		p.Add("measure.no-line", "/line", "given", in.Line)
		return p.Err()
	}
	was := lines[at]
	now := in.over(was)
	p.Want(in.Annul || now.Day != was.Day || now.Until != was.Until || now.Clause != was.Clause || now.Reason != was.Reason,
		"measure.same", "/day")
	p = append(p, checkDay(w, lines, at, now.Day)...)
	p.Want(!in.Annul || place(lines, 0) == at, "measure.not-last", "/annul")
	if err := p.Err(); err != nil {
		return err
	}
	now.ID, now.No, now.At, now.Corrects, now.Correction = w.NewID(), len(history)+1, w.Now, was.No, in.Reason
	w.Add(&now)
	w.Mark.Status = lifecycle.AtEndOf(w.Today, w.Mark, append(history, now)).Status
	w.Mark.Updated, w.Public = w.Now, true
	w.Facts["line"] = was.No
	if w.Mark.ApplicantID != "" {
		w.Letter(w.Mark.ApplicantID, "corrected", map[string]string{"number": w.Mark.Number, "reason": in.Reason})
	}
	return nil
}

// place is where a line stands that tells of a measure; without a number, the last one.
// Below nothing there is none.
func place(lines []record.MarkEvent, no int) int {
	at := -1
	for i, e := range lines {
		if lifecycle.IsMeasure(e.Kind) && (no == 0 || e.No == no) {
			at = i
		}
	}
	return at
}

// over puts the correction over a line.
func (in CorrectMeasureInput) over(e record.MarkEvent) record.MarkEvent {
	e.Day, e.Until = cmp.Or(in.Day, e.Day), cmp.Or(in.Until, e.Until)
	e.Clause, e.Reason = cmp.Or(in.Clause, e.Clause), cmp.Or(in.Published, e.Reason)
	if in.Annul {
		e.Kind = record.MarkEventAnnulled
	}
	return e
}

// checkDay keeps the history in its order.
func checkDay(w *desk.Work, lines []record.MarkEvent, at int, day civil.Date) (p fault.Problems) {
	to := w.Today
	if at+1 < len(lines) {
		to = lines[at+1].Day
	}
	from := civil.Date{}
	if at > 0 {
		from = lines[at-1].Day
	}
	p.Want(!day.Before(from) && !day.After(to), "measure.day", "/day", "given", day, "from", from, "to", to)
	return p
}

// MeasureToCorrect reports whether the history tells of a measure.
func MeasureToCorrect(w *desk.Work) bool {
	return place(lifecycle.StandingLines(desk.Read(w, w.MarkEvents, w.Mark.ID)), 0) >= 0
}
