package app

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// unusualAct is an act that departs from the ordinary course: always, or where a reason was given.
type unusualAct struct {
	Act    access.Action
	Reason string // key of its input that says why
	Always bool
}

// unusual are the acts that depart from the ordinary course (例外), in the order of the procedure.
var unusual = []unusualAct{
	{access.Except, "reason", true},
	{access.Submit, "late_reason", false},
	{access.WaiveCharge, "reason", true},
	{access.ConfirmOverrun, "reason", false},
	{access.ReversePayment, "reason", true},
	{access.RefundPayment, "reason", true},
	{access.Accept, "reason", false},
	{access.Unassign, "reason", true},
	{access.ChangeBody, "reason", true},
	{access.RetractConflict, "reason", true},
	{access.CorrectVisit, "reason", true},
	{access.ResumeReview, "reason", true},
	{access.FileReport, "reason", false},
	{access.PlanSession, "reason", false},
	{access.MoveSession, "reason", true},
	{access.CancelSession, "reason", true},
	{access.CorrectVote, "reason", true},
	{access.ReopenVerdicts, "reason", true},
	{access.Defer, "reason", true},
	{access.CorrectNotice, "reason", true},
	{access.CorrectMeasure, "reason", true},
	{access.CorrectRegister, "reason", true},
}

// UnusualActs lists them in the order of the procedure.
func UnusualActs() []access.Action {
	var all []access.Action
	for _, u := range unusual {
		all = append(all, u.Act)
	}
	return all
}

// UnusualList is what was done out of the ordinary, the last first.
type UnusualList struct {
	Lines []UnusualLine `json:"lines"`
	Next  int64         `json:"next,omitempty"` // asks for those before it
}

// UnusualLine is one such act.
type UnusualLine struct {
	Seq    int64         `json:"seq"`
	At     time.Time     `json:"at"`
	Act    access.Action `json:"act"`
	Kind   desk.Kind     `json:"kind"`
	Object string        `json:"object"`
	Scheme string        `json:"scheme"`
	By     string        `json:"by"` // name of whoever did it
	Second string        `json:"second,omitempty"`
	Reason string        `json:"reason"`
	Held   bool          `json:"withheld,omitempty"` // the reason may speak of a case that the actor has left
}

// UnusualQuery narrows the list.
type UnusualQuery struct {
	Act    access.Action
	Scheme string
	Month  civil.Date // its first day; the zero day for all
	Before int64
	Limit  int
}

// Unusual lists what was done out of the ordinary to cases, sessions and marks whose journal the actor may read.
func (a *App) Unusual(ctx context.Context, actor access.Actor, q UnusualQuery) (UnusualList, error) {
	list := UnusualList{Lines: []UnusualLine{}}
	var p fault.Problems
	desk.Among(&p, "filter.act", "act", q.Act, UnusualActs())
	desk.Among(&p, "filter.scheme", "scheme", q.Scheme, a.Shelf.Keys())
	if len(p) > 0 {
		return list, p
	}
	if err := access.May(actor, access.ViewJournal, access.Object{Scheme: actor.Scheme}).Err(); err != nil {
		return list, err
	}
	q.Limit = desk.Page(q.Limit)
	err := a.Look(ctx, actor, func(w *desk.Work) error { return list.fill(w, q) })
	return list, err
}

// fill turns the pages of the journal until one of the list is full.
func (l *UnusualList) fill(w *desk.Work, q UnusualQuery) error {
	of := desk.LeafQuery{Actions: UnusualActs(), Newest: true, Before: q.Before, Limit: desk.WholePage}
	if q.Act != "" {
		of.Actions = []access.Action{q.Act}
	}
	for {
		leaves := desk.Read(w, w.Leaves, of)
		for _, leaf := range leaves {
			of.Before = leaf.Seq
			day := civil.In(leaf.At)
			if !q.Month.IsZero() && day.Before(q.Month) {
				return nil // what is before is older still
			}
			if !q.Month.IsZero() && !wholeMonth(q.Month).Contains(day) {
				continue
			}
			line, told, err := unusualLine(w, leaf.Kind, leaf.Object, leaf.Action, leaf.Data)
			if err != nil {
				return err
			}
			if !told || q.Scheme != "" && line.Scheme != q.Scheme {
				continue
			}
			line.Seq, line.At, line.By = leaf.Seq, leaf.At, leaf.Actor
			if u, known := desk.Find(w, w.Tx.User, leaf.Actor); known {
				line.By = u.Name
			}
			l.Lines = append(l.Lines, line)
			if len(l.Lines) == q.Limit {
				l.Next = leaf.Seq
				return nil
			}
		}
		if len(leaves) < of.Limit {
			return nil
		}
	}
}

// unusualLine is what a leaf tells, to whoever may read the journal of its object: nothing of a case in which the actor has
// a conflict, nor of an ordinary act.
func unusualLine(w *desk.Work, kind, object, act, data string) (line UnusualLine, told bool, err error) {
	of, _ := desk.First(unusual, func(u unusualAct) bool { return string(u.Act) == act })
	line = UnusualLine{Act: access.Action(act), Kind: desk.Kind(kind), Object: object}
	if !slices.Contains([]desk.Kind{desk.OnCase, desk.OnMark, desk.OnSession}, line.Kind) {
		return line, false, nil
	}
	err = w.Load(line.Kind, object)
	if err == nil {
		err = w.Permit(access.ViewJournal)
	}
	if errors.Is(err, fault.NotFound) || errors.Is(err, fault.Forbidden) {
		return line, false, nil
	}
	if err != nil {
		return line, false, err
	}
	line.Scheme = w.Edition.Scheme
	if w.Session.ID == object {
		line.Held = !hears(w, w.Session, desk.Read(w, w.Agenda, w.Session.ID)...)
	}
	var leaf struct {
		Input map[string]any `json:"input"`
		Facts struct {
			Second string `json:"second_person"`
		} `json:"facts"` // beside which an act tells whatever it has
	}
	if json.Unmarshal([]byte(data), &leaf) != nil {
		return line, false, nil
	}
	reason, _ := leaf.Input[of.Reason].(string)
	if reason == "" && !of.Always {
		return line, false, nil
	}
	if line.Second = leaf.Facts.Second; line.Second != "" {
		if u, known := desk.Find(w, w.Tx.User, line.Second); known {
			line.Second = u.Name
		}
	}
	if !line.Held {
		line.Reason = reason
	}
	return line, true, nil
}
