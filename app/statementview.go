package app

import (
	"context"
	"slices"

	"akashi/app/application"
	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/rules/coverage"
)

// ToState are those of some cases that wait for a statement which the actor can make now, or for
// the declarations of the scheme, once anything is claimed.
func (a *App) ToState(ctx context.Context, actor access.Actor, nos []string) (waiting map[string]bool, err error) {
	waiting = map[string]bool{}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		for _, no := range nos {
			one := w.Beside(actor)
			if err := one.Load(desk.OnCase, no); err != nil {
				return err
			}
			if err := one.Permit(one.Thing.Look); err != nil {
				return err
			}
			view := partsOf(one, (*viewer).steps, (*viewer).evidence)
			can := func(act access.Action) bool {
				return slices.ContainsFunc(slices.Concat(view.Next, view.Can), func(o desk.Offer) bool { return o.Action == act && len(o.Blockers) == 0 })
			}
			waiting[no] = can(access.State) && slices.ContainsFunc(view.EvidenceDue, func(d coverage.Due) bool { return d.Post != "" }) ||
				can(access.Declare) && application.Claimed(one)
		}
		return nil
	})
	return waiting, err
}
