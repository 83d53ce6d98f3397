package app

import (
	"context"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// BookView is a rule book with what the office has added to it.
type BookView struct {
	*scheme.Edition
	Rules []record.PublishedRule // the latest version first

	Holders map[string]string // who holds a seat or an office today, by its ID, where the edition publishes that
}

// Book shows an edition with what the office has added to it, which anybody may know.
func (a *App) Book(ctx context.Context, ed *scheme.Edition) (BookView, error) {
	view := BookView{Edition: ed}
	err := a.Store.View(ctx, func(r desk.Reader) error {
		tables, err := a.FeeTables(r, ed.Scheme)
		if err != nil {
			return err
		}
		if view.Edition, err = desk.JoinedBy(r, ed.WithTables(tables)); err != nil {
			return err
		}
		if view.Holders, err = a.holders(r, ed); err != nil {
			return err
		}
		view.Rules, err = r.PublishedRules(ed.Scheme)
		for i := range view.Rules {
			view.Rules[i].By = "" // who of the office published it is for the journal
		}
		return err
	})
	return view, err
}

// Joined is an edition with the intake bodies of its scheme as they are, which anybody may know.
func (a *App) Joined(ctx context.Context, ed *scheme.Edition) (with *scheme.Edition, err error) {
	err = a.Store.View(ctx, func(r desk.Reader) error {
		with, err = desk.JoinedBy(r, ed)
		return err
	})
	return with, err
}

// holders are the names of those who hold the seats and offices of the edition today.
func (a *App) holders(r desk.Reader, ed *scheme.Edition) (map[string]string, error) {
	if !ed.Public.Holders.Value {
		return nil, nil
	}
	held, err := r.Tenures(ed.Scheme)
	names := map[string]string{}
	for _, seat := range slices.Concat(ed.Organisation.Offices(), ed.Committee.Seats) {
		if t, ok := committee.Holder(held, seat.ID, civil.In(a.Now())); ok {
			names[seat.ID] = t.Name
		}
	}
	return names, err
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
