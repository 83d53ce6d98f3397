package app

import (
	"context"
	"errors"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/committee"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// PrecedentView is a decided case that failed where another is open or fails (前例).
type PrecedentView struct {
	Case       string         `json:"case"`
	Caption    string         `json:"caption"`
	Outcome    record.Outcome `json:"outcome"`
	Decided    civil.Date     `json:"decided"`
	Common     []string       `json:"common"` // criteria that both have
	Reasons    string         `json:"reasons"`
	Conditions string         `json:"conditions,omitempty"`
}

// mostPrecedents is how many a case is shown with.
const mostPrecedents = 5

// nearest is of how many close cases the day of the decision is looked up.
const nearest = 40

// Precedents are for each case the decisions of its edition that failed where it is open or
// fails: to the bench, and none of a case that the actor may not see.
func (a *App) Precedents(ctx context.Context, actor access.Actor, nos ...string) (map[string][]PrecedentView, error) {
	found := map[string][]PrecedentView{}
	if !isBench(actor) {
		return found, nil
	}
	read := map[string][]committee.Past{}
	for _, no := range nos {
		err := a.LookAt(ctx, actor, desk.OnCase, no, func(w *desk.Work) {
			if !w.Case.Filed.IsZero() {
				found[no] = precedents(w, read)
			}
		})
		if err != nil && !errors.Is(err, fault.NotFound) { // it may have left the agenda meanwhile
			return nil, err
		}
	}
	return found, nil
}

// PrecedentList are the precedents of one case, the closest first.
type PrecedentList struct {
	Precedents []PrecedentView `json:"precedents"`
}

// PrecedentsOf are those of one case that the actor may see; to whoever is not of the bench there
// are none.
func (a *App) PrecedentsOf(ctx context.Context, actor access.Actor, no string) (PrecedentList, error) {
	list := PrecedentList{Precedents: []PrecedentView{}}
	err := a.LookAt(ctx, actor, desk.OnCase, no, func(w *desk.Work) {
		if isBench(actor) && !w.Case.Filed.IsZero() {
			list.Precedents = append(list.Precedents, precedents(w, map[string][]committee.Past{})...)
		}
	})
	return list, err
}

// precedents are those of the case on the desk; what was read of an edition is kept beside.
func precedents(w *desk.Work, read map[string][]committee.Past) (shown []PrecedentView) {
	open := openOrUnmet(desk.Read(w, w.Answers, w.Case.ID))
	if len(open) == 0 {
		return nil
	}
	near := committee.Precedents(open, pastOf(w, read))
	var dated []committee.Past
	for _, p := range near[:min(len(near), nearest)] { // of those the latest first
		p.Decided = desk.Read(w, w.Tx.Case, p.Case).Decided
		dated = append(dated, p.Past)
	}
	for _, p := range committee.Precedents(open, dated) {
		if view, may := precedent(w, p); may {
			shown = append(shown, view)
		}
		if len(shown) == mostPrecedents {
			break
		}
	}
	return shown
}

// precedent is a decided case as the actor may see it; one that it has left is none.
func precedent(w *desk.Work, p committee.Precedent) (view PrecedentView, may bool) {
	c := desk.Read(w, w.Tx.Case, p.Case)
	object := w.ObjectOf(c)
	if c.ID == w.Case.ID || !access.Allows(w.Actor, access.ViewCase, object) || !access.Fields(w.Actor, object)[access.FinalNotes] {
		return view, false
	}
	d, decided := desk.Find(w, w.Decision, c.ID)
	return PrecedentView{Case: w.NoOf(c), Caption: c.Service, Outcome: d.Outcome, Decided: d.Decided, Common: p.Common,
		Reasons: d.Reasons, Conditions: d.Conditions}, decided
}

// openOrUnmet are the criteria that the case does not meet, or that are left to the committee,
// by the last verdict that was given.
func openOrUnmet(answers []record.Answer) (ids []string) {
	for _, a := range answers {
		verdict, points := a.Final, a.FinalPoints
		if verdict == "" && points == nil {
			verdict, points = a.First, a.FirstPoints
		}
		fails := verdict == record.Unmet || verdict == record.CannotJudge || points != nil && *points == 0
		if fails && !slices.Contains(ids, a.Criterion) {
			ids = append(ids, a.Criterion)
		}
	}
	slices.Sort(ids)
	return ids
}

// pastOf are the decided cases of the edition of the case, new ones and renewals.
func pastOf(w *desk.Work, read map[string][]committee.Past) []committee.Past {
	key := w.Case.Scheme + "/" + w.Case.Edition
	if past, known := read[key]; known {
		return past
	}
	sheet, err := scheme.Made(w.Desk.Shelf, w.Edition, scoring.Compile)
	w.Fail(err)
	past := []committee.Past{}
	for _, t := range []record.CaseType{record.CaseType(scheme.New), record.CaseType(scheme.Renewal)} {
		rows, err := w.Vectors(w.Case.Scheme, w.Case.Edition, t)
		w.Fail(err)
		for _, row := range rows {
			vector, err := sheet.Unpack(row.Packed)
			w.Fail(err)
			if unmet := sheet.Unmet(vector); len(unmet) > 0 {
				past = append(past, committee.Past{Case: row.CaseID, Unmet: unmet})
			}
		}
	}
	read[key] = past
	return past
}
