// Package judging is the chapter on the answers to criteria: the applicant's claims,
// first and final verdicts, and the score that they come to.
package judging

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/fault"
)

// AnswersInput answers criteria, in the form of the contract: each item with
// "met", "unmet", "na", points, or an object with status and justification; or an
// object by aspect.
type AnswersInput struct {
	Answers json.RawMessage   `json:"answers,omitempty" doc:"answers by criterion ID"`
	Notes   map[string]string `json:"notes,omitempty" doc:"remarks by criterion ID, or ID/aspect"`
	// CannotJudge is for first verdicts only: it hands items to the committee.
	CannotJudge []string `json:"cannot_judge,omitempty" doc:"criteria left to the committee, ID or ID/aspect"`
}

// ClaimsInput are the applicant's own answers: written out, or in a workbook of the case.
type ClaimsInput struct {
	Answers     json.RawMessage   `json:"answers,omitempty" doc:"answers by criterion ID"`
	Notes       map[string]string `json:"notes,omitempty" doc:"remarks by criterion ID, or ID/aspect"`
	CannotJudge []string          `json:"cannot_judge,omitempty" doc:"criteria left to the committee, ID or ID/aspect"`
	Sheet       []byte            `json:"sheet,omitempty" flag:"sheet" doc:"workbook of the case as it was filled in, base64 in JSON"`
	Items       []string          `json:"items,omitempty" doc:"criteria to take from the workbook, ID or ID/aspect; all when empty"`

	opened *opened // the workbook, read before the transaction
}

// opened is a file that was read, or why it could not be.
type opened struct {
	cells desk.Cells
	err   error
}

// Prepare reads the workbook.
func (in *ClaimsInput) Prepare(_ context.Context, d *desk.Desk) {
	if len(in.Sheet) > 0 {
		cells, err := d.Sheets.Read(in.Sheet)
		in.opened = &opened{cells, err}
	}
}

// Journaled is the input with the workbook's hash in the place of its content; what was
// taken from it is among the facts.
func (in ClaimsInput) Journaled() any {
	if len(in.Sheet) == 0 {
		return AnswersInput{in.Answers, in.Notes, in.CannotJudge}
	}
	return map[string]any{"sheet_sha256": desk.Hash(in.Sheet), "items": in.Items}
}

// Answer keeps the applicant's claims (自己評価) while the application is theirs to
// write:
//  1. of a workbook, find what was changed in it and which of that is to be taken;
//  2. check every answer against the edition, all at once;
//  3. keep all of them.
func Answer(w *desk.Work, in ClaimsInput) error {
	answers := AnswersInput{in.Answers, in.Notes, in.CannotJudge}
	if len(in.Sheet) > 0 {
		var err error
		if answers, err = fromSheet(w, in); err != nil {
			return err
		}
		w.Facts["taken"] = answers
	}
	return keepAnswers(w, answers, scoring.Claim, func(scheme.Place) bool { return true })
}

// Judge keeps the first verdicts (一次判定) of the step the case is at:
//  1. the case is under review, and each verdict belongs to the step it is at;
//  2. check every verdict against the edition, all at once;
//  3. refuse to call met what the evidence on record shows to be unmet;
//  4. keep all of them, with who gave them and when: where each of two judges alone, for the
//     one who gave them alone, until both are done;
//  5. where the two differed, let only the reviewer in charge judge, with a reason.
func Judge(w *desk.Work, in AnswersInput) error {
	if mine, alone := own(w); alone {
		if err := judgeAlone(w, mine); err != nil {
			return err
		}
	}
	return keepAnswers(w, in, scoring.First, func(p scheme.Place) bool { return scoring.GivenAt(w.Edition, p, lifecycle.StepOf(w.Case.State)) })
}

// keepAnswers checks all of the input, then keeps all of it.
func keepAnswers(w *desk.Work, in AnswersInput, v scoring.Voice, allowed func(scheme.Place) bool) error {
	e := entry{Work: w, Voice: v, allowed: allowed, rows: Said(w), changed: map[scheme.Place]*record.Answer{}}
	if err := e.answers(in.Answers); err != nil {
		return err
	}
	e.leave(in.CannotJudge)
	e.remark(in.Notes)
	e.explain(in.Notes)
	e.settle()
	if err := e.problems.Err(); err != nil {
		return err
	}
	if v != scoring.Claim {
		if err := CheckProofs(w, valuesOf(e.changed), v); err != nil {
			return err
		}
	}
	if mine, alone := own(w); v == scoring.First && alone {
		e.keepReadings(mine)
		return nil
	}
	e.save()
	return nil
}

// entry is what one voice enters at once: the rows it changes, and every problem
// of the input.
type entry struct {
	*desk.Work
	scoring.Voice
	allowed  func(scheme.Place) bool
	rows     []record.Answer
	changed  map[scheme.Place]*record.Answer
	problems fault.Problems
}

// answers enters the judgements of the contract's form.
func (e *entry) answers(form json.RawMessage) error {
	if len(form) == 0 {
		return nil
	}
	sheet := scoreSheet(e.Work)
	if sheet == nil {
		return nil
	}
	whole := append(append([]byte(`{"answers":`), form...), '}')
	given, err := scoring.DecodeAnswers(bytes.NewReader(whole), sheet, e.CaseType())
	if problems, ok := err.(fault.Problems); ok {
		e.problems = append(e.problems, problems...)
		return nil
	}
	if err != nil {
		return err
	}
	for _, p := range e.Edition.Places() {
		if a := sheet.Answer(given.Vector, p.Criterion, p.Aspect); a != scoring.Open {
			e.touch(p, "/answers/"+p.String(), func(r *record.Answer) { e.Enter(r, a, given, p) })
		}
	}
	return nil
}

// leave hands items to the committee.
func (e *entry) leave(names []string) {
	for i, name := range names {
		where := fmt.Sprintf("/cannot_judge/%d", i)
		if e.Voice != scoring.First {
			e.problems.Add("answer.cannot-judge", where)
			continue
		}
		e.each(name, where, func(r *record.Answer) { r.First, r.FirstPoints = record.CannotJudge, nil })
	}
}

// remark enters notes.
func (e *entry) remark(notes map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(notes)) {
		e.each(name, "/notes/"+name, func(r *record.Answer) { *e.In(r).Note = notes[name] })
	}
}

// each touches every verdict that a name means.
func (e *entry) each(name, where string, set func(*record.Answer)) {
	named := e.Edition.Named(name)
	if len(named) == 0 {
		fault.Choose(&e.problems, "answer.unknown", where, name, e.Edition.CriterionIDs())
	}
	for _, p := range named {
		e.touch(p, where, set)
	}
}

// touch changes one row, if it is there and belongs to this entry.
func (e *entry) touch(p scheme.Place, where string, set func(*record.Answer)) {
	row, ok := scoring.At(e.rows, p)
	switch {
	case !ok:
		e.problems.Add("answer.unknown", where, "given", p)
		return
	case !e.allowed(p):
		e.problems.Add("answer.not-at-this-step", where, "given", p, "state", e.Case.State)
		return
	}
	if e.changed[p] == nil {
		e.changed[p] = &row
	}
	set(e.changed[p])
}

func valuesOf(changed map[scheme.Place]*record.Answer) (rows []record.Answer) {
	for _, r := range changed {
		rows = append(rows, *r)
	}
	return rows
}

// save keeps the rows that have changed, in the order of the edition.
func (e *entry) save() {
	for _, p := range e.Edition.Places() {
		row := e.changed[p]
		if row == nil {
			continue
		}
		row.Changed = e.Now
		if by := e.In(row).By; by != nil {
			*by = e.Actor.ID
		}
		e.Save(row)
	}
}
