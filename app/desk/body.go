package desk

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// Joined is the edition of the work with the intake bodies of the scheme as they are: which they are,
// and on which days each takes applications. The edition itself stays what the work compares by.
func (w *Work) Joined() *scheme.Edition {
	type joined struct{ *scheme.Edition }
	return Once(w, func() (joined, error) { return joined{w.JoinedTo(w.Edition)}, nil }).Edition
}

// JoinedTo is another edition with them.
func (w *Work) JoinedTo(e *scheme.Edition) *scheme.Edition {
	with, err := JoinedBy(w.Tx, e)
	w.Fail(err)
	return with
}

// JoinedBy is an edition with the intake bodies that the office has on record beside its own, and
// with the last days of those that take no more applications; mark numbers know their codes. Where an
// edition has none, it stays.
func JoinedBy(r Reader, e *scheme.Edition) (*scheme.Edition, error) {
	changes, err := r.BodyChanges(e.Scheme)
	if err != nil || len(changes) == 0 || len(e.Organisation.IntakeBodies) == 0 {
		return e, err
	}
	with, bodies := *e, slices.Clone(e.Organisation.IntakeBodies)
	for _, c := range changes {
		at := slices.IndexFunc(bodies, func(b scheme.Body) bool { return b.ID == c.Body })
		switch {
		case c.Kind == record.BodyJoined && at < 0:
			bodies = append(bodies, scheme.Body{ID: c.Body, Code: c.Code, Name: scheme.Text{JA: c.Name, EN: c.NameEN}, Days: civil.Range{From: c.From}})
			with.Number.Pattern = with.NumberWith(c.Code)
		case c.Kind == record.BodyLeft && at >= 0:
			bodies[at].Days.To = c.To
		}
	}
	with.Organisation.IntakeBodies = bodies
	return &with, nil
}
