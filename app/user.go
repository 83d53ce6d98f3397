package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/mail"
	"slices"

	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// UserInput adds a user.
type UserInput struct {
	ID          string      `json:"id,omitempty" doc:"short name to sign acts with; made up when empty"`
	Name        string      `json:"name" doc:"name"`
	Role        record.Role `json:"role" doc:"secretariat, reviewer, assessor, member, applicant, observer or admin"`
	Scheme      string      `json:"scheme,omitempty" doc:"schemes the user works for, with commas between, or all; staff must name it"`
	Email       string      `json:"email,omitempty" doc:"address for letters and invitations"`
	Body        string      `json:"body,omitempty" doc:"intake body of a reviewer"`
	Seat        string      `json:"seat,omitempty" doc:"committee seat of a member"`
	ApplicantID string      `json:"applicant_id,omitempty" doc:"applicant that an officer acts for"`
}

func (in UserInput) about() about { return about{scheme: in.Scheme} }

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
		p.Add("user.name", "/name")
	}
	roles := slices.DeleteFunc(access.Roles(), func(r record.Role) bool { return r == record.RolePublic || r == record.RoleCalendar })
	if !slices.Contains(roles, in.Role) {
		fault.Choose(&p, "user.role", "/role", string(in.Role), roles)
	}
	for _, need := range []struct {
		role        record.Role
		value, name string
	}{
		{record.RoleReviewer, in.Body, "body"}, {record.RoleMember, in.Seat, "seat"},
		{record.RoleApplicant, in.ApplicantID, "applicant_id"}, {record.RoleResponsible, in.ApplicantID, "applicant_id"},
	} {
		if in.Role == need.role && need.value == "" {
			p.Add("user.belongs", "/"+need.name, "role", need.role)
		}
	}
	scheme := w.schemesOf(in, &p)
	if in.Email != "" && !isAddress(in.Email) {
		p.Add("user.email", "/email", "given", in.Email)
	}
	if err := p.Err(); err != nil {
		return err
	}
	if in.ID == "" {
		in.ID = w.id()
	}
	token, link := w.app.Secret(), w.app.Secret()
	u := record.User{ID: in.ID, Name: in.Name, Role: in.Role, Scheme: scheme, Email: in.Email, Body: in.Body, Seat: in.Seat,
		ApplicantID: in.ApplicantID, Token: hashed(token), Link: hashed(link), Created: w.now, Version: 1}
	w.result, w.user = Credentials{u, token, link}, u
	w.made(OnUser)
	return w.Add(&u)
}

// isAddress reports whether mail can be sent to the address: one name, one host.
func isAddress(text string) bool {
	address, err := mail.ParseAddress(text)
	return err == nil && address.Address == text
}

func hashed(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Actor is whoever holds the token: of the API, or of a signed-in browser. An
// unknown one is fault.Forbidden.
func (a *App) Actor(ctx context.Context, token string) (access.Actor, error) {
	var actor access.Actor
	err := a.Store.View(ctx, func(r Reader) error {
		u, known, err := notFound(r.UserByToken(hashed(token)))
		if err == nil && !known {
			u, known, err = notFound(r.UserBySession(hashed(token)))
		}
		if err == nil && (!known || u.Disabled) {
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

// SignIn spends a one-time sign-in link and returns the token of the browser that
// it signs in. The bearer token of the user's programs stays as it is.
func (a *App) SignIn(ctx context.Context, link string) (string, error) {
	token := a.Secret()
	return token, a.changeUser(ctx, "sign-in", func(r Reader) (record.User, error) { return r.UserByLink(hashed(link)) },
		func(u *record.User) { u.Link, u.Session = "", hashed(token) })
}

// SignOut makes the token of a signed-in browser worthless.
func (a *App) SignOut(ctx context.Context, token string) error {
	return a.changeUser(ctx, "sign-out", func(r Reader) (record.User, error) { return r.UserBySession(hashed(token)) },
		func(u *record.User) { u.Session = "" })
}

// Readmit hands a user a new token and a new sign-in link; the old ones end. It is
// for whoever holds the machine that the store is on.
func (a *App) Readmit(ctx context.Context, id string) (Credentials, error) {
	token, link := a.Secret(), a.Secret()
	given := Credentials{Token: token, Link: link}
	err := a.changeUser(ctx, "readmit", func(r Reader) (record.User, error) { return r.User(id) },
		func(u *record.User) {
			u.Token, u.Link, u.Session = hashed(token), hashed(link), ""
			given.User = *u
		})
	return given, err
}

// changeUser changes a user who has shown something, in one transaction with its
// journal leaf. A disabled or unknown user is fault.Forbidden.
func (a *App) changeUser(ctx context.Context, act string, shown func(Reader) (record.User, error), change func(*record.User)) error {
	return a.Store.Update(ctx, func(tx Tx) error {
		u, known, err := notFound(shown(tx))
		if err != nil {
			return err
		}
		if !known || u.Disabled {
			return fault.New(fault.Forbidden, "access.link-spent", "")
		}
		change(&u)
		if err := tx.Save(&u); err != nil {
			return err
		}
		return tx.Append(&record.Leaf{At: a.now(), Actor: u.ID, Action: act, Kind: access.KindUser, Object: u.ID, Data: "{}"})
	})
}
