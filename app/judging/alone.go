package judging

import (
	"cmp"
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/fault"
)

// JudgedAlone is how many reviewers judge the case of the work each alone (別々の採点); 0 where
// whoever examines a case judges it together.
func JudgedAlone(w *desk.Work) int {
	if n := w.Edition.Process.Reviewers.Value; n > 1 {
		return n
	}
	return 0
}

// Readers are the assignments of those whose readings count: those that were opened, and
// before that of the reviewers who examine the case now, the one in charge (主) first.
func Readers(w *desk.Work) (all []record.Assignment, opened bool) {
	team := inOrder(w)
	if were := those(team, func(a record.Assignment) bool { return !a.Opened.IsZero() }); len(were) > 0 {
		return were, true
	}
	return those(team, func(a record.Assignment) bool { return a.Lasts() && a.Role == record.RoleReviewer }), false
}

// inOrder are the assignments in the order in which they were made.
func inOrder(w *desk.Work) []record.Assignment {
	all := desk.Read(w, w.Assignments, w.Case.ID)
	slices.SortStableFunc(all, func(a, b record.Assignment) int { return cmp.Or(a.At.Compare(b.At), strings.Compare(a.ID, b.ID)) })
	return all
}

func those(all []record.Assignment, fits func(record.Assignment) bool) []record.Assignment {
	return slices.DeleteFunc(slices.Clone(all), func(a record.Assignment) bool { return !fits(a) })
}

// Opened refuses what would tell what one of two found while the other still judges.
func Opened(w *desk.Work) error {
	if _, opened := Readers(w); JudgedAlone(w) == 0 || opened {
		return nil
	}
	return &fault.Refusal{Clause: w.Edition.Process.Reviewers.Source, Reason: "judge.alone", Detail: fault.With("n", JudgedAlone(w))}
}

// own is the assignment in which the actor judges alone, until all have said to be done.
func own(w *desk.Work) (a record.Assignment, alone bool) {
	readers, opened := Readers(w)
	if JudgedAlone(w) == 0 || opened {
		return a, false
	}
	a, _ = desk.First(readers, func(a record.Assignment) bool { return a.UserID == w.Actor.ID && w.Actor.Role == record.RoleReviewer })
	return a, true
}

// MayJudge reports whether first verdicts are the actor's to give now: while two judge alone,
// theirs until they have said to be done.
func MayJudge(w *desk.Work) bool {
	mine, alone := own(w)
	return !alone || mine.ID != "" && mine.Judged.IsZero()
}

// Said are the answers of the case as the actor may know them: while two judge alone, with
// what the actor found in the place of the first verdict, and never with what the other did.
func Said(w *desk.Work) []record.Answer {
	rows := desk.Read(w, w.Answers, w.Case.ID)
	if mine, alone := own(w); !alone || mine.ID == "" {
		return rows
	}
	for _, x := range desk.Read(w, w.Readings, w.Case.ID) {
		i := slices.IndexFunc(rows, func(a record.Answer) bool { return a.Criterion == x.Criterion && a.Aspect == x.Aspect })
		if x.UserID == w.Actor.ID && i >= 0 {
			take(&rows[i], x)
		}
	}
	return rows
}

// take puts what somebody found into the place of the first verdict.
func take(a *record.Answer, x record.Reading) {
	a.First, a.FirstPoints, a.FirstNote, a.FirstBy = x.Verdict, x.Points, x.Note, x.UserID
	if x.Justification != "" {
		a.Justification = x.Justification
	}
}

// keepReadings keeps what the actor found alone, where nobody else is told of it.
func (e *entry) keepReadings(mine record.Assignment) {
	there := desk.Read(e.Work, e.Readings, e.Case.ID)
	for _, p := range e.Edition.Places() {
		row := e.changed[p]
		if row == nil {
			continue
		}
		x, known := desk.First(there, func(x record.Reading) bool {
			return x.UserID == e.Actor.ID && x.Criterion == p.Criterion && x.Aspect == p.Aspect
		})
		if !known {
			x = record.Reading{ID: e.NewID(), CaseID: e.Case.ID, UserID: e.Actor.ID, Criterion: p.Criterion, Aspect: p.Aspect, Version: 1}
		}
		x.Verdict, x.Points, x.Note, x.Justification, x.At = row.First, row.FirstPoints, row.FirstNote, row.Justification, e.Now
		if known {
			e.Save(&x)
		} else {
			e.Add(&x)
		}
	}
	mine.Acts++
	e.Save(&mine)
	e.Alone = true
}

// FinishToCome is what saying that all is judged would meet.
func FinishToCome(w *desk.Work) desk.Prospect {
	if mine, alone := own(w); !alone || mine.ID == "" || !mine.Judged.IsZero() {
		return desk.Prospect{Idle: true}
	}
	return w.Against(unfinished(w))
}

// unfinished refuses to be done with items that are not judged.
func unfinished(w *desk.Work) error {
	open := scoring.Unjudged(w.Edition, Said(w), scheme.StepDocumentReview)
	if len(open) == 0 {
		return nil
	}
	return &fault.Refusal{Clause: w.Edition.Process.Reviewers.Source, Reason: "judge.alone-unjudged", Detail: fault.With("items", desk.List(open))}
}

// Finish says that a reviewer has judged everything alone (採点の終わり):
//  1. every item of the document review is judged;
//  2. from now on the reviewer changes nothing;
//  3. once as many have said so as the edition asks for, what all of them found is opened, and
//     where they found the same, it is the first verdict.
func Finish(w *desk.Work, _ desk.NoInput) error {
	mine, alone := own(w)
	if !alone || mine.ID == "" || !mine.Judged.IsZero() {
		return fault.New(fault.Conflict, "judge.not-alone", w.Case.No)
	}
	if err := unfinished(w); err != nil {
		return err
	}
	readers, _ := Readers(w)
	done := 0
	for i := range readers {
		if readers[i].ID == mine.ID {
			readers[i].Judged = w.Now
		}
		if !readers[i].Judged.IsZero() {
			done++
		}
	}
	if done >= JudgedAlone(w) && done == len(readers) {
		open(w, readers)
	}
	for i := range readers {
		if readers[i].ID == mine.ID || !readers[i].Opened.IsZero() {
			w.Save(&readers[i])
		}
	}
	return nil
}

// open shows what several found alone to each other, and keeps as first verdicts what they
// agree on.
func open(w *desk.Work, readers []record.Assignment) {
	all, rows := ReadingsOf(w, readers), desk.Read(w, w.Answers, w.Case.ID)
	var differ []string
	for i := range rows {
		at := scheme.Place{Criterion: rows[i].Criterion, Aspect: rows[i].Aspect}
		found := all[at]
		if len(found) == 0 {
			continue
		}
		if !Agree(found) {
			differ = append(differ, at.String())
			continue
		}
		take(&rows[i], found[0])
		for _, other := range found[1:] {
			if rows[i].FirstNote == "" {
				rows[i].FirstNote = other.Note
			}
		}
		rows[i].Changed = w.Now
		w.Save(&rows[i])
	}
	for i := range readers {
		readers[i].Opened = w.Now
	}
	var told []record.Reading
	for _, p := range w.Edition.Places() {
		told = append(told, all[p]...)
	}
	w.Facts["readings"], w.Facts["differ"] = told, differ
}

// ReadingsOf are what some reviewers found alone, by place, each in the order of the
// reviewers.
func ReadingsOf(w *desk.Work, readers []record.Assignment) map[scheme.Place][]record.Reading {
	all, by := desk.Read(w, w.Readings, w.Case.ID), map[scheme.Place][]record.Reading{}
	for _, a := range readers {
		for _, x := range all {
			if at := (scheme.Place{Criterion: x.Criterion, Aspect: x.Aspect}); x.UserID == a.UserID {
				by[at] = append(by[at], x)
			}
		}
	}
	return by
}

// Agree reports whether all found the same: the same verdict, with the same points.
func Agree(found []record.Reading) bool {
	for i := range found {
		a, b := scoring.Said{Verdict: &found[0].Verdict, Points: &found[0].Points}, scoring.Said{Verdict: &found[i].Verdict, Points: &found[i].Points}
		if !a.Is(b) {
			return false
		}
	}
	return true
}

// settle asks for what it takes to judge where those who judged alone differ: whoever is in
// charge says which verdict stands, and why.
func (e *entry) settle() {
	readers, opened := Readers(e.Work)
	if e.Voice != scoring.First || JudgedAlone(e.Work) == 0 || !opened {
		return
	}
	inCharge, lasting := InCharge(e.Work), ReadingsOf(e.Work, readers)
	for _, p := range e.Edition.Places() {
		row := e.changed[p]
		if row == nil || Agree(lasting[p]) {
			continue
		}
		if e.Actor.ID != inCharge {
			e.problems.Add("judge.settle-who", "/answers/"+p.String(), "given", p)
		}
		if row.FirstNote == "" {
			e.problems.Add("judge.settle-why", "/notes/"+p.String(), "given", p)
		}
	}
}

// InCharge is who settles what several judged differently (主): the first assigned of the
// reviewers who examine the case.
func InCharge(w *desk.Work) string {
	first, _ := desk.First(inOrder(w), func(a record.Assignment) bool { return a.Lasts() && a.Role == record.RoleReviewer })
	return first.UserID
}

// judgedAlone asks, beside every verdict of the step, whether all have said to be done.
func judgedAlone(w *desk.Work, step scheme.Step) bool {
	return step == scheme.StepDocumentReview && Opened(w) != nil
}

// judgeAlone refuses whoever is not one of those who judge alone, or is done.
func judgeAlone(w *desk.Work, mine record.Assignment) error {
	if mine.ID == "" {
		return Opened(w)
	}
	if !mine.Judged.IsZero() {
		return fault.New(fault.Conflict, "judge.finished", w.Case.No)
	}
	return nil
}
