package app

import (
	"context"
	"slices"

	"akashi/app/desk"
	"akashi/app/rulebook"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// DaysList are the days that the office has set for a scheme and that are not over, the nearest
// first: what is closed beside weekends, holidays and the closures of the rule book.
type DaysList struct {
	Days  []record.OfficeDays `json:"days"`
	Moved []rulebook.MovedDay `json:"moved"` // last days for filing a renewal, beside what the rule book alone would make them
}

// OfficeDays lists the days that the office has set for a scheme, to everybody who works there.
func (a *App) OfficeDays(ctx context.Context, actor access.Actor, key string) (list DaysList, err error) {
	var p fault.Problems
	if desk.Among(&p, "filter.scheme", "scheme", key, a.Shelf.Keys()); len(p) > 0 {
		return list, p
	}
	if err := access.May(actor, access.ViewDays, access.Object{Kind: access.KindOffice, Scheme: key}).Err(); err != nil {
		return list, err
	}
	list.Days, list.Moved = []record.OfficeDays{}, []rulebook.MovedDay{}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		for _, d := range desk.Read(w, w.OfficeDays, key) {
			if !d.To.Before(w.Today) {
				list.Days = append(list.Days, d)
			}
		}
		slices.SortStableFunc(list.Days, func(a, b record.OfficeDays) int { return a.From.Sub(b.From) })
		ed, err := w.Desk.Shelf.EditionAt(key, w.Today)
		if w.Edition = ed; err == nil && len(list.Days) > 0 && actor.May(access.ViewRenewals) {
			list.Moved = rulebook.MovedBySet(w, list.Days[0].From, list.Days[len(list.Days)-1].To)
		}
		return nil
	})
	return list, err
}
