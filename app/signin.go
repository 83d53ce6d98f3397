package app

import (
	"context"
	"time"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// Actor is whoever holds the token of the API. One that nobody holds, or that has ended,
// is fault.Forbidden.
func (a *App) Actor(ctx context.Context, token string) (access.Actor, error) {
	return a.holder(ctx, desk.Reader.UserByToken, token, people.TokenEnds)
}

// Visitor is whoever is signed in with the secret of a browser; it opens no door to
// programs, nor does their token open this one.
func (a *App) Visitor(ctx context.Context, secret string) (access.Actor, error) {
	return a.holder(ctx, desk.Reader.UserBySession, secret, func(u record.User) time.Time { return u.SessionUntil })
}

func (a *App) holder(ctx context.Context, find func(desk.Reader, string) (record.User, error), secret string,
	ends func(record.User) time.Time) (actor access.Actor, err error) {
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		u, known, err := desk.Known(find(w.Tx, people.Hashed(secret)))
		w.Fail(err)
		if !known || u.Disabled || !w.Now.Before(ends(u)) {
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

// SignIn spends a one-time sign-in link and returns the secret of the browser that
// it signs in. The bearer token of the user's programs stays as it is.
func (a *App) SignIn(ctx context.Context, link string) (secret string, err error) {
	err = a.changeUser(ctx, "sign-in", desk.Reader.UserByLink, people.Hashed(link), func(u *record.User) error {
		if !a.Now().Before(u.LinkUntil) {
			return fault.New(fault.Forbidden, "access.link-spent", "")
		}
		secret = people.SignIn(&a.Desk, u)
		return nil
	})
	return secret, err
}

// SignOut makes the secret of a signed-in browser worthless.
func (a *App) SignOut(ctx context.Context, secret string) error {
	return a.changeUser(ctx, "sign-out", desk.Reader.UserBySession, people.Hashed(secret), func(u *record.User) error {
		people.SignOut(u)
		return nil
	})
}

// Readmit hands a user a new token and a new sign-in link; the old ones end. It is
// for whoever holds the machine that the store is on.
func (a *App) Readmit(ctx context.Context, id string) (given people.Credentials, err error) {
	err = a.changeUser(ctx, "readmit", desk.Reader.User, id,
		func(u *record.User) error { given = people.HandOut(&a.Desk, u); return nil })
	return given, err
}

// changeUser changes a user who has shown something, in one transaction with its
// journal leaf. A disabled or unknown user is fault.Forbidden.
func (a *App) changeUser(ctx context.Context, act string, find func(desk.Reader, string) (record.User, error), shown string,
	change func(*record.User) error) error {
	return a.Change(ctx, access.Actor{}, func(w *desk.Work) error {
		u, known, err := desk.Known(find(w.Tx, shown))
		w.Fail(err)
		if !known || u.Disabled {
			return fault.New(fault.Forbidden, "access.link-spent", "")
		}
		if err := change(&u); err != nil {
			return err
		}
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
			lines = append(lines, UserLine{u, a.Now().Before(u.SessionUntil), a.Now().Before(u.LinkUntil)})
		}
		return err
	})
	return lines, err
}
