package app

import (
	"context"

	"akashi/app/desk"
	"akashi/scheme"
)

// BookView is a rule book with what the office has added to it.
type BookView struct {
	*scheme.Edition
}

// Book shows an edition with what the office has added to it, which anybody may know.
func (a *App) Book(ctx context.Context, ed *scheme.Edition) (BookView, error) {
	view := BookView{ed}
	err := a.Store.View(ctx, func(r desk.Reader) error {
		tables, err := a.FeeTables(r, ed.Scheme)
		view.Edition = ed.WithTables(tables)
		return err
	})
	return view, err
}
