package app

import (
	"context"

	"akashi/app/desk"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
)

// BookView is a rule book with what the office has added to it.
type BookView struct {
	*scheme.Edition
	Rules []record.PublishedRule // the latest version first
}

// Book shows an edition with what the office has added to it, which anybody may know.
func (a *App) Book(ctx context.Context, ed *scheme.Edition) (BookView, error) {
	view := BookView{Edition: ed}
	err := a.Store.View(ctx, func(r desk.Reader) error {
		tables, err := a.FeeTables(r, ed.Scheme)
		if err != nil {
			return err
		}
		view.Edition = ed.WithTables(tables)
		view.Rules, err = r.PublishedRules(ed.Scheme)
		for i := range view.Rules {
			view.Rules[i].By = "" // who of the office published it is for the journal
		}
		return err
	})
	return view, err
}

// RuleFile gives back the file of a published regulation, to anybody.
func (a *App) RuleFile(ctx context.Context, key, id string) (file FileView, err error) {
	err = a.Store.View(ctx, func(r desk.Reader) error {
		rules, err := r.PublishedRules(key)
		rule, there := desk.First(rules, func(p record.PublishedRule) bool { return p.ID == id && p.SHA256 != "" })
		if err == nil && !there {
			return fault.New(fault.NotFound, "publish.no-such-file", id)
		}
		file = FileView{Name: rule.Name, Type: rule.Type, SHA256: rule.SHA256}
		return err
	})
	if err != nil {
		return file, err
	}
	file.Content, err = a.received(ctx, file.SHA256)
	return file, err
}
