package app

import (
	"cmp"
	"context"
	"slices"

	"akashi/app/desk"
	keeping "akashi/app/retention"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/rules/retention"
	"akashi/values/civil"
	"akashi/values/fault"
)

// RetentionList is how long the office of a scheme keeps documents, what is due to be erased, and
// what is held.
type RetentionList struct {
	Decided []record.Retention `json:"decided"` // the last of each class; a class that is not there is kept for ever
	Due     []RetentionLine    `json:"due"`     // the longest due first
	Held    []HoldLine         `json:"held"`    // the first first
}

// RetentionLine is one class of documents of one case.
type RetentionLine struct {
	No     string               `json:"no"`
	Class  record.DocumentClass `json:"class"`
	Files  int                  `json:"files"` // that are not erased
	Months int                  `json:"months"`
	retention.Verdict
}

// HoldLine is a hold with the case that it is about.
type HoldLine struct {
	No string `json:"no"`
	record.Hold
}

// Retention lists what is due to be erased in a scheme, to its office.
func (a *App) Retention(ctx context.Context, actor access.Actor, key string) (list RetentionList, err error) {
	var p fault.Problems
	if desk.Among(&p, "filter.scheme", "scheme", key, a.Shelf.Keys()); len(p) > 0 {
		return list, p
	}
	if err := access.May(actor, access.ViewRetention, access.Object{Kind: access.KindOffice, Scheme: key}).Err(); err != nil {
		return list, err
	}
	list = RetentionList{Decided: []record.Retention{}, Due: []RetentionLine{}, Held: []HoldLine{}}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		decided := desk.Read(w, w.Retentions, key)
		for _, class := range record.DocumentClasses() {
			for _, r := range slices.Backward(decided) {
				if r.Class == class {
					list.Decided = append(list.Decided, r)
					break
				}
			}
		}
		for _, h := range desk.Read(w, w.HoldsOf, key) {
			if c := desk.Read(w, w.Tx.Case, h.CaseID); heldHere(w, c) {
				list.Held = append(list.Held, HoldLine{c.No, h})
			}
		}
		least := 0 // months: whatever ended less long ago need not be looked into
		for _, r := range list.Decided {
			if r.Months > 0 && (least == 0 || r.Months < least) {
				least = r.Months
			}
		}
		if least > 0 {
			list.Due = due(w, key, least)
		}
		return nil
	})
	slices.SortStableFunc(list.Due, func(a, b RetentionLine) int {
		return cmp.Or(a.Last.Compare(b.Last), cmp.Compare(a.No, b.No))
	})
	return list, err
}

// due are the classes of the cases that have ended of which something may be erased today.
func due(w *desk.Work, key string, least int) []RetentionLine {
	all := []RetentionLine{}
	for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{Scheme: key, States: lifecycle.Ended(), Visible: access.Visible(w.Actor)}) {
		if !w.Today.After(civil.Months(least).After(c.Stands())) {
			continue
		}
		one := w.Beside(w.Actor)
		if err := one.OfCase(c); err != nil {
			w.Fail(err)
			return all
		}
		if one.Permit(access.ViewRetention) != nil {
			continue
		}
		facts, files := keeping.FactsOf(one), map[record.DocumentClass]int{}
		for _, d := range keeping.Documents(one) {
			if d.Erased == nil {
				files[d.Class]++
			}
		}
		for _, class := range record.DocumentClasses() {
			v, months := keeping.Standing(one, facts, class)
			if files[class] > 0 && v.Standing == retention.Due {
				all = append(all, RetentionLine{c.No, class, files[class], months, v})
			}
		}
	}
	return all
}

// heldHere reports whether the actor may look at how the documents of a case are kept.
func heldHere(w *desk.Work, c record.Case) bool {
	one := w.Beside(w.Actor)
	return one.OfCase(c) == nil && one.Permit(access.ViewRetention) == nil
}
