package app

import (
	"context"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// AbsenceList is who of the office of a scheme is away, now or later.
type AbsenceList struct {
	Absences []AbsenceLine `json:"absences"` // in order of their first days
}

// AbsenceLine is one absence with its people by name.
type AbsenceLine struct {
	record.Absence
	Name      string `json:"name"`
	CoverName string `json:"cover_name,omitempty"`
	Now       bool   `json:"now,omitempty"`        // it runs today
	CoverGone bool   `json:"cover_gone,omitempty"` // the account of who covers was closed since
}

// Absences lists who of the office of a scheme is away or will be, to the office.
func (a *App) Absences(ctx context.Context, actor access.Actor, key string) (list AbsenceList, err error) {
	var p fault.Problems
	if desk.Among(&p, "filter.scheme", "scheme", key, a.Shelf.Keys()); len(p) > 0 {
		return list, p
	}
	if err := access.May(actor, access.ViewAbsences, access.Object{Kind: access.KindOffice, Scheme: key}).Err(); err != nil {
		return list, err
	}
	list.Absences = []AbsenceLine{}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		for _, one := range desk.Read(w, w.Absences, key) {
			if !one.Ended.IsZero() || one.To.Before(w.Today) {
				continue
			}
			cover, _ := desk.Find(w, w.Tx.User, one.Cover)
			list.Absences = append(list.Absences, AbsenceLine{one, calledBy(w, one.UserID), calledBy(w, one.Cover), one.On(w.Today), cover.Disabled})
		}
		return nil
	})
	return list, err
}
