package desk

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"strings"

	"akashi/record"
	"akashi/rules/access"
	"akashi/values/form"
)

// Named is something that an input names by its ID, as people call it.
type Named struct {
	ID    string
	Name  string
	Note  string        // what tells it from another of the name
	Roles []record.Role // of a person
}

// mostNamed is how many cases are still gone through for a list to choose from.
const mostNamed = 1000

// Choices lists what a form of the action offers to whoever fills it in, by the keys of its
// input: those that the table of names holds and the policy lets the actor name in it. The ID
// is kept; an input that names another is refused as it always was.
func (d *Desk) Choices(ctx context.Context, actor access.Actor, action Action, object string, about About) (map[string][]Named, error) {
	offered := map[string][]Named{}
	err := d.Look(ctx, actor, func(w *Work) error {
		if err := w.takeUp(action, object, nil); err != nil {
			return err
		}
		w.about = about
		of, err := w.Object()
		if err != nil {
			return err
		}
		kinds := names()
		for _, field := range form.Fields(reflect.TypeOf(action.Input()).Elem()) {
			kind := kinds[field.Key]
			if kind.offer == nil {
				continue
			}
			offered[field.Key] = slices.DeleteFunc(kind.offer(w, field), func(n Named) bool {
				with := of.For(actor.Seat, n.ID)
				if n.Roles == nil {
					with = of
					with.ApplicantID = n.ID
				}
				return !access.Allows(actor, action.Name, with)
			})
		}
		return nil
	})
	return offered, err
}

// people are those who work for the office; a tag of the field says of which roles alone.
func (w *Work) people(whom form.Field) (all []Named) {
	of := []record.Role{record.RoleSecretariat, record.RoleClerk, record.RoleReviewer, record.RoleAssessor, record.RoleMember}
	only := whom.Tag.Get("roles")
	for _, u := range w.Everybody() {
		fits := slices.Contains(of, u.Role) && (only == "" || slices.Contains(strings.Split(only, ","), string(u.Role)))
		if !fits || u.Disabled || !u.Serves(w.schemeOf()) || !w.Actor.Deals(u) {
			continue
		}
		if at := slices.IndexFunc(all, func(n Named) bool { return n.ID == u.ID }); at >= 0 {
			all[at].Roles = append(all[at].Roles, u.Role)
			continue
		}
		all = append(all, Named{ID: u.ID, Name: cmp.Or(u.Name, u.ID), Roles: []record.Role{u.Role}})
	}
	return byName(all)
}

// organisations are the applicants of the cases that the actor may see, as the last of those
// calls them; none where there are too many to choose from.
func (w *Work) organisations(form.Field) (all []Named) {
	visible := access.Visible(w.Actor)
	if visible.Unnamed {
		return nil
	}
	cases := Read(w, w.Cases, CaseQuery{Visible: visible, Limit: mostNamed + 1})
	if len(cases) > mostNamed {
		return nil
	}
	last := map[string]record.Case{}
	for _, c := range cases {
		if c.No >= last[c.ApplicantID].No {
			last[c.ApplicantID] = c
		}
	}
	for id, c := range last {
		all = append(all, Named{ID: id, Name: c.Particulars.Name, Note: c.Particulars.CorporateNumber})
	}
	return byName(all)
}

func byName(all []Named) []Named {
	slices.SortFunc(all, func(a, b Named) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return all
}
