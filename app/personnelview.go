package app

import (
	"context"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// PersonnelList is who examines and decides, with what is on record of each.
type PersonnelList struct {
	Today  civil.Date   `json:"today"`
	People []PersonLine `json:"people"`
}

// PersonLine is one of them, under one scheme.
type PersonLine struct {
	ID          string           `json:"id"`
	Name        string           `json:"name"`
	Scheme      string           `json:"scheme"`
	Roles       []record.Role    `json:"roles"`
	Competences []CompetenceLine `json:"competences"`
	Ties        []TieLine        `json:"ties"`
	Away        civil.Date       `json:"away_until,omitzero"` // last day of an absence that runs today
}

// CompetenceLine is a competence, and whether it runs today.
type CompetenceLine struct {
	record.Competence
	Now bool `json:"now"`
}

// TieLine is a tie, and how long it keeps the person out of the organisation's cases.
type TieLine struct {
	record.Tie
	Bars  bool       `json:"bars"`                // today
	Until civil.Date `json:"bars_until,omitzero"` // last day; none while the tie lasts
}

// Personnel lists who examines and decides under a scheme, or under each of the actor's: for the
// office everybody, for others themselves.
func (a *App) Personnel(ctx context.Context, actor access.Actor, key string) (PersonnelList, error) {
	list := PersonnelList{Today: a.Today(), People: []PersonLine{}}
	var p fault.Problems
	if desk.Among(&p, "filter.scheme", "scheme", key, a.Shelf.Keys()); len(p) > 0 {
		return list, p
	}
	var keys []string
	for _, one := range a.Shelf.Keys() {
		ruling := access.May(actor, access.ViewPersonnel, access.Object{Kind: access.KindPersonnel, Scheme: one})
		if key == one && !ruling.Allowed {
			return list, ruling.Err()
		}
		if ruling.Allowed && (key == "" || key == one) {
			keys = append(keys, one)
		}
	}
	if !actor.May(access.ViewPersonnel) {
		return list, fault.New(fault.Forbidden, "access.role", string(access.ViewPersonnel))
	}
	err := a.Look(ctx, actor, func(w *desk.Work) error {
		users := w.Everybody()
		for _, one := range keys {
			list.People = append(list.People, personnelOf(w, one, users)...)
		}
		return nil
	})
	return list, err
}

func personnelOf(w *desk.Work, key string, users []record.User) (people []PersonLine) {
	for _, u := range users {
		works := slices.Contains([]record.Role{record.RoleSecretariat, record.RoleReviewer, record.RoleAssessor, record.RoleMember}, u.Role)
		if !works || u.Disabled || !u.Serves(key) || w.Actor.Role != record.RoleSecretariat && u.ID != w.Actor.ID {
			continue
		}
		if at := slices.IndexFunc(people, func(l PersonLine) bool { return l.ID == u.ID }); at >= 0 {
			people[at].Roles = append(people[at].Roles, u.Role)
			continue
		}
		line := PersonLine{ID: u.ID, Name: u.Name, Scheme: key, Roles: []record.Role{u.Role}, Competences: []CompetenceLine{}, Ties: []TieLine{}}
		if away, is := w.AwayOf(key, u.ID); is {
			line.Away = away.To
		}
		for _, c := range desk.Read(w, w.Competences, u.ID) {
			if c.Scheme == key {
				line.Competences = append(line.Competences, CompetenceLine{c, c.On(w.Today)})
			}
		}
		for _, t := range desk.Read(w, w.Ties, u.ID) {
			if t.Scheme == key {
				bar := w.BarOf(t)
				line.Ties = append(line.Ties, TieLine{t, t.Stands() && bar.On(w.Today), bar.Until})
			}
		}
		people = append(people, line)
	}
	return people
}
