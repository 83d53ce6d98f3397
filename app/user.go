package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"akashi/access"
	"akashi/fault"
	"akashi/record"
)

// UserInput adds a user.
type UserInput struct {
	ID          string `json:"id,omitempty" doc:"short name to sign acts with; made up when empty"`
	Name        string `json:"name" doc:"name"`
	Role        string `json:"role" doc:"secretariat, reviewer, assessor, member, applicant, observer or admin"`
	Scheme      string `json:"scheme,omitempty" doc:"scheme the user works for; all when empty"`
	Body        string `json:"body,omitempty" doc:"intake body of a reviewer"`
	Seat        string `json:"seat,omitempty" doc:"committee seat of a member"`
	ApplicantID string `json:"applicant_id,omitempty" doc:"applicant that an officer acts for"`
}

// Journaled leaves nothing out: an invitation holds no secret.
func (in UserInput) Journaled() any { return in }

// Credentials are handed out once, when a user is added; the office keeps only
// their hashes.
type Credentials struct {
	User  record.User `json:"user"`
	Token string      `json:"token"` // bearer token of the API
	Link  string      `json:"link"`  // one-time sign-in link, the part after /login?link=
}

// WithoutSecrets is what may be kept of the credentials.
func (c Credentials) WithoutSecrets() any { return Credentials{User: c.User} }

func addUser(w *work, in UserInput) error {
	var p fault.Problems
	if in.Name == "" {
		p.Add("user.name", "/name", "write a name")
	}
	if !contains(access.Roles(), in.Role) || in.Role == record.RolePublic || in.Role == record.RoleCalendar {
		p.Addf("user.role", "/role", "%q is not a role of a person", in.Role)
	}
	for _, need := range []struct{ role, value, where, say string }{
		{record.RoleReviewer, in.Body, "/body", "a first-stage reviewer belongs to a body"},
		{record.RoleMember, in.Seat, "/seat", "a committee member holds a seat"},
		{record.RoleApplicant, in.ApplicantID, "/applicant_id", "an applicant's officer acts for an applicant"},
	} {
		if in.Role == need.role && need.value == "" {
			p.Add("user.belongs", need.where, need.say)
		}
	}
	if err := p.Err(); err != nil {
		return err
	}
	if in.ID == "" {
		in.ID = w.id()
	}
	token, link := w.app.Secret(), w.app.Secret()
	u := record.User{ID: in.ID, Name: in.Name, Role: in.Role, Scheme: in.Scheme, Body: in.Body, Seat: in.Seat,
		ApplicantID: in.ApplicantID, Token: hashed(token), Link: hashed(link), Created: w.now, Version: 1}
	w.result = Credentials{u, token, link}
	return w.Add(&u)
}

func hashed(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Actor is whoever holds the bearer token; an unknown one is fault.Forbidden.
func (a *App) Actor(ctx context.Context, token string) (access.Actor, error) {
	var actor access.Actor
	err := a.Store.View(ctx, func(r Reader) error {
		u, err := r.UserByToken(hashed(token))
		if errors.Is(err, fault.NotFound) || u.Disabled {
			return fault.New(fault.Forbidden, "access.unknown-token", "")
		}
		actor = access.Of(u)
		return err
	})
	return actor, err
}

// UserActor is the user of the ID as an actor, for the command line of the
// machine that holds the store.
func (a *App) UserActor(ctx context.Context, id string) (access.Actor, error) {
	var actor access.Actor
	err := a.Store.View(ctx, func(r Reader) error {
		u, err := r.User(id)
		actor = access.Of(u)
		return err
	})
	return actor, err
}

// SignIn spends a one-time sign-in link and returns a new token for the session.
func (a *App) SignIn(ctx context.Context, link string) (string, error) {
	token := a.Secret()
	err := a.Store.Update(ctx, func(tx Tx) error {
		u, err := tx.UserByLink(hashed(link))
		if errors.Is(err, fault.NotFound) || u.Disabled {
			return fault.New(fault.Forbidden, "access.link-spent", "")
		}
		if err != nil {
			return err
		}
		u.Link, u.Token = "", hashed(token)
		if err := tx.Save(&u); err != nil {
			return err
		}
		return tx.Append(&record.Leaf{At: a.now(), Actor: u.ID, Action: "sign-in", Kind: "user", Object: u.ID, Data: "{}"})
	})
	return token, err
}
