package app

import (
	"context"
	"slices"

	"akashi/app/desk"
	"akashi/app/rulebook"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// BodyList is the intake bodies of a scheme: those of its edition, and those that the office added.
type BodyList struct {
	Bodies []BodyLine `json:"bodies"`
}

// BodyLine is one body with what lies with it.
type BodyLine struct {
	ID     string      `json:"id"`
	Name   scheme.Text `json:"name"`
	Code   string      `json:"code,omitempty"`   // in mark numbers
	From   civil.Date  `json:"from,omitzero"`    // first day, of one that the office added
	To     civil.Date  `json:"to,omitzero"`      // last day, where it takes no more after it
	Taking bool        `json:"taking,omitempty"` // it takes applications today
	Added  bool        `json:"added,omitempty"`  // by the office, beside the edition
	rulebook.WithBody
	People []string `json:"people"`           // who takes applications in or examines for it
	Reason string   `json:"reason,omitempty"` // of what was said last
}

// Bodies lists the intake bodies of a scheme to the office, with what still lies with each.
func (a *App) Bodies(ctx context.Context, actor access.Actor, key string) (list BodyList, err error) {
	var p fault.Problems
	if desk.Among(&p, "filter.scheme", "scheme", key, a.Shelf.Keys()); len(p) > 0 {
		return list, p
	}
	if err := access.May(actor, access.ViewBodies, access.Object{Kind: access.KindOffice, Scheme: key}).Err(); err != nil {
		return list, err
	}
	list.Bodies = []BodyLine{}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		ed, err := w.Desk.Shelf.EditionAt(key, w.Today)
		if err != nil {
			return err
		}
		w.Edition = ed
		users, with, reasons := w.Everybody(), rulebook.WithBodies(w, key), map[string]string{}
		for _, c := range desk.Read(w, w.BodyChanges, key) {
			reasons[c.Body] = c.Reason
		}
		for _, b := range w.Joined().Organisation.IntakeBodies {
			_, printed := ed.Organisation.IntakeBody(b.ID)
			list.Bodies = append(list.Bodies, BodyLine{b.ID, b.Name, b.Code, b.Days.From, b.Days.To, b.Days.Contains(w.Today), !printed, with[b.ID], peopleOf(users, key, b.ID), reasons[b.ID]})
		}
		return nil
	})
	return list, err
}

// peopleOf are those who work for a body of a scheme, by name.
func peopleOf(users []record.User, key, body string) []string {
	names := []string{}
	for _, u := range users {
		if u.Body == body && !u.Disabled && u.Serves(key) && !slices.Contains(names, u.Name) {
			names = append(names, u.Name)
		}
	}
	return names
}
