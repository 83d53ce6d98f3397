package app

import (
	"context"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// Actor is whoever holds the token: of the API, or of a signed-in browser. An
// unknown one is fault.Forbidden.
func (a *App) Actor(ctx context.Context, token string) (actor access.Actor, err error) {
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		u, known := desk.Find(w, w.UserByToken, people.Hashed(token))
		if !known {
			u, known = desk.Find(w, w.UserBySession, people.Hashed(token))
		}
		if !known || u.Disabled {
			return fault.New(fault.Forbidden, "access.unknown-token", "")
		}
		actor = access.Of(u)
		return nil
	})
	return actor, err
}

// UserActor is the user of the ID as an actor, for the command line of the
// machine that holds the store.
func (a *App) UserActor(ctx context.Context, id string) (access.Actor, error) {
	var actor access.Actor
	err := a.Store.View(ctx, func(r desk.Reader) error {
		u, err := r.User(id)
		actor = access.Of(u)
		return err
	})
	return actor, err
}

// SignIn spends a one-time sign-in link and returns the token of the browser that
// it signs in. The bearer token of the user's programs stays as it is.
func (a *App) SignIn(ctx context.Context, link string) (string, error) {
	token := a.Secret()
	return token, a.changeUser(ctx, "sign-in", desk.Reader.UserByLink, people.Hashed(link),
		func(u *record.User) { u.Link, u.Session = "", people.Hashed(token) })
}

// SignOut makes the token of a signed-in browser worthless.
func (a *App) SignOut(ctx context.Context, token string) error {
	return a.changeUser(ctx, "sign-out", desk.Reader.UserBySession, people.Hashed(token),
		func(u *record.User) { u.Session = "" })
}

// Readmit hands a user a new token and a new sign-in link; the old ones end. It is
// for whoever holds the machine that the store is on.
func (a *App) Readmit(ctx context.Context, id string) (given people.Credentials, err error) {
	err = a.changeUser(ctx, "readmit", desk.Reader.User, id,
		func(u *record.User) { given = people.HandOut(&a.Desk, u) })
	return given, err
}

// changeUser changes a user who has shown something, in one transaction with its
// journal leaf. A disabled or unknown user is fault.Forbidden.
func (a *App) changeUser(ctx context.Context, act string, find func(desk.Reader, string) (record.User, error), shown string,
	change func(*record.User)) error {
	return a.Change(ctx, access.Actor{}, func(w *desk.Work) error {
		u, known, err := desk.Known(find(w.Tx, shown))
		w.Fail(err)
		if !known || u.Disabled {
			return fault.New(fault.Forbidden, "access.link-spent", "")
		}
		change(&u)
		w.Save(&u)
		w.Fail(w.Append(&record.Leaf{At: w.Now, Actor: u.ID, Action: act, Kind: access.KindUser, Object: u.ID, Data: "{}"}))
		return nil
	})
}

// UserLine is one user as the office lists them: without secrets.
type UserLine struct {
	record.User
	SignedIn bool `json:"signed_in"` // in a browser
	Invited  bool `json:"invited"`   // a link waits to be used
}

// Users lists everybody who may sign in.
func (a *App) Users(ctx context.Context, actor access.Actor) ([]UserLine, error) {
	if err := access.May(actor, access.ListUsers, access.Object{Kind: access.KindUser}).Err(); err != nil {
		return nil, err
	}
	lines := []UserLine{}
	err := a.Store.View(ctx, func(r desk.Reader) error {
		users, err := r.Users()
		for _, u := range users {
			if !access.May(actor, access.AddUser, access.Object{Kind: access.KindUser, Scheme: u.Scheme}).Allowed {
				continue // of a scheme that is not the actor's
			}
			lines = append(lines, UserLine{u, u.Session != "", u.Link != ""})
		}
		return err
	})
	return lines, err
}
