package app

import (
	"context"

	sitting "akashi/app/committee"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
)

// CircularRule is whether the committee of a scheme may decide without meeting, as its office has
// decided last, or as the edition in force has it where the rule has no ID.
func (a *App) CircularRule(ctx context.Context, actor access.Actor, key string) (rule record.CircularRule, err error) {
	of := access.Object{Kind: access.KindOffice, Scheme: key}
	if err := access.May(actor, access.AllowCircular, of).Err(); err != nil {
		return rule, err
	}
	err = a.Look(ctx, actor, func(w *desk.Work) (err error) {
		if w.Edition, err = w.Desk.Shelf.EditionAt(key, w.Today); err == nil {
			rule = sitting.CircularNow(w)
		}
		return err
	})
	return rule, err
}
