package app

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// Actor is whoever holds the token of the API. One that nobody holds, or that has ended,
// is fault.Forbidden.
func (a *App) Actor(ctx context.Context, token string) (actor access.Actor, err error) {
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		u, known := desk.Find(w, w.UserByToken, people.Hashed(token))
		if !known || u.Disabled || !w.Now.Before(people.TokenEnds(u)) {
			return fault.New(fault.Forbidden, "access.unknown-token", "")
		}
		actor = desk.ActorOf(w.InRoles(u), own)
		return nil
	})
	return actor, err
}

// own picks the role of the account, in which programs act.
func own(r record.InRole) bool { return r.RoleID == "" }

// Visitor is who is signed in in a browser, in the role that they have switched to.
type Visitor struct {
	access.Actor
	Name   string
	SignIn record.SignIn
	Second bool            // has a second factor
	Needs  bool            // has to have one
	Roles  []record.InRole // every role, that of the account first
	Keys   record.Keys     // that they work with
	// Phrases are those that they write with.
	Phrases  []record.Phrase
	Searches []record.Search // that they keep of the board
}

// Complete reports whether nothing more has to be shown: the second factor by who has one,
// and whoever needs one has to have it; in a demonstration nobody needs one.
func (v Visitor) Complete(demonstration bool) bool {
	return !v.SignIn.Second.IsZero() || !v.Second && (demonstration || !v.Needs)
}

// stepUpLasts is how long a second factor that was shown is fresh.
const stepUpLasts = 5 * time.Minute

// Fresh reports whether the second factor was shown within the last minutes.
func (v Visitor) Fresh(now time.Time) bool {
	return !v.SignIn.Second.IsZero() && now.Before(v.SignIn.Second.Add(stepUpLasts))
}

// Visitor is whoever is signed in with the secret of a browser; it opens no door to
// programs, nor does their token open this one.
func (a *App) Visitor(ctx context.Context, secret string) (v Visitor, err error) {
	err = a.Look(ctx, access.Actor{}, func(w *desk.Work) error {
		s, u, err := signedIn(w, people.Hashed(secret))
		if err == nil {
			roles := w.InRoles(u)
			v = Visitor{desk.ActorOf(roles, func(r record.InRole) bool { return r.RoleID == s.RoleID }), u.Name, s, people.HasSecond(w, u), people.NeedsSecond(w, roles),
				slices.DeleteFunc(slices.Clone(roles), func(r record.InRole) bool { return !s.Allows(r.RoleID) }), u.Keys, u.Phrases, u.Searches}
			if !slices.ContainsFunc(v.Roles, func(r record.InRole) bool { return r.RoleID == s.RoleID }) && s.Posts != "" {
				return fault.New(fault.Forbidden, "access.unknown-token", "") // the role by which the provider let them in has ended
			}
		}
		return err
	})
	if err == nil {
		a.used.now(v.SignIn.ID, a.Now())
	}
	return v, err
}

// signedIn is the browser with the hash of a secret, and who is signed in there.
func signedIn(w *desk.Work, hash string) (record.SignIn, record.User, error) {
	s, known := desk.Find(w, w.SignIn, hash)
	if !known || !s.Stands(w.Now) {
		return s, record.User{}, fault.New(fault.Forbidden, "access.unknown-token", "")
	}
	u := desk.Read(w, w.Tx.User, s.UserID)
	if u.Disabled {
		return s, u, fault.New(fault.Forbidden, "access.unknown-token", "")
	}
	return s, u, nil
}

// UserActor is the user of the ID as an actor, for the command line of the
// machine that holds the store.
func (a *App) UserActor(ctx context.Context, id string) (access.Actor, error) {
	var actor access.Actor
	err := a.Look(ctx, actor, func(w *desk.Work) error {
		u, err := w.Tx.User(id)
		if err == nil {
			actor = desk.ActorOf(w.InRoles(u), own)
		}
		return err
	})
	return actor, err
}

// SignIn spends a one-time sign-in link and returns the secret of the browser that
// it signs in. The bearer token of the user's programs stays as it is.
func (a *App) SignIn(ctx context.Context, link string) (secret string, err error) {
	return a.Enter(ctx, Entry{Link: link})
}

// Entry is what is shown at the entrance: a link, with a password that the person chooses;
// or the name of a user, or an address that one user alone has, with the password.
type Entry struct {
	Link, Name, Password string
	Agent                string // kind of browser

	with func(*record.SignIn) // what else is kept of the browser
}

// Invitation is whom a link is for. It is looked at, and not used up.
func (a *App) Invitation(ctx context.Context, link string) (u record.User, err error) {
	err = a.Look(ctx, access.Actor{}, func(w *desk.Work) error {
		u, err = invited(w, link)
		return err
	})
	return u, err
}

func invited(w *desk.Work, link string) (record.User, error) {
	u, known := desk.Find(w, w.UserByLink, people.Hashed(link))
	if !known {
		if s, waits := people.SignedUp(w, link); waits {
			return people.UserOf(s), nil
		}
	}
	if !known || u.Disabled || !w.Now.Before(u.LinkUntil) {
		return record.User{}, fault.New(fault.Forbidden, "access.link-spent", "")
	}
	return u, nil
}

// Enter signs a browser in and returns its secret.
func (a *App) Enter(ctx context.Context, e Entry) (secret string, err error) {
	if e.Link == "" && e.Name != "" {
		return a.byPassword(ctx, e)
	}
	u, err := a.Invitation(ctx, e.Link)
	if err != nil {
		return "", err
	}
	chosen := ""
	if e.Password != "" && u.Password == "" {
		if chosen, err = a.hashed(ctx, e.Password, u); err != nil {
			return "", err
		}
		e.with = func(s *record.SignIn) { s.Way = record.ByPassword }
	}
	return a.begin(ctx, record.ByLink, &e, func(w *desk.Work) (record.User, error) {
		u, err := invited(w, e.Link)
		if s, waits := people.SignedUp(w, e.Link); waits && err == nil {
			u, err = people.Begin(w, s)
		}
		u.Link, u.LinkUntil = "", time.Time{}
		if chosen != "" && u.Password == "" {
			u.Password, u.PasswordAt = chosen, w.Now
		}
		return u, err
	})
}

// hashed is what is kept of a password that a person has chosen.
func (a *App) hashed(ctx context.Context, password string, u record.User) (string, error) {
	if err := people.MayChoose(password, u); err != nil {
		return "", err
	}
	return a.Factor.Hash(ctx, password)
}

// byPassword does the same work whether there is such a user or not, and gives the same
// answer.
func (a *App) byPassword(ctx context.Context, e Entry) (string, error) {
	u, err := a.named(ctx, e.Name)
	if err != nil {
		return "", err
	}
	right, err := a.Factor.Check(ctx, e.Password, u.Password)
	if err != nil {
		return "", err
	}
	wrong := fault.New(fault.Forbidden, "access.password-wrong", "")
	if !right {
		return "", wrong
	}
	return a.begin(ctx, record.ByPassword, &e, func(w *desk.Work) (record.User, error) {
		now := desk.Read(w, w.Tx.User, u.ID)
		if now.Disabled || now.Password != u.Password {
			return now, wrong
		}
		return now, nil
	})
}

// named is the user of a name or of an address; the zero user where there is none, or more
// than one, or who is kept out.
func (a *App) named(ctx context.Context, name string) (found record.User, err error) {
	err = a.Look(ctx, access.Actor{}, func(w *desk.Work) error {
		found = goesBy(w, name)
		return nil
	})
	return found, err
}

func goesBy(w *desk.Work, name string) record.User {
	u, known := desk.Find(w, w.Tx.User, name)
	if others := desk.Read(w, w.UsersByEmail, name); !known && len(others) == 1 {
		u, known = others[0], true
	}
	if !known || u.Disabled {
		return record.User{}
	}
	return u
}

// begin signs a browser in as the user who has shown enough.
func (a *App) begin(ctx context.Context, way record.SignInWay, e *Entry, who func(*desk.Work) (record.User, error)) (string, error) {
	secret := a.Secret()
	err := a.Change(ctx, access.Actor{}, func(w *desk.Work) error {
		u, err := who(w)
		if err != nil {
			return err
		}
		w.Save(&u)
		s := record.SignIn{ID: w.NewID(), UserID: u.ID, Secret: people.Hashed(secret), Way: way, Agent: e.Agent,
			Begun: w.Now, Until: w.Now.Add(people.SessionLasts), Version: 1}
		if way == record.ByPasskey {
			s.Second = w.Now
		}
		if e.with != nil {
			e.with(&s)
		}
		w.Add(&s)
		return account(w, u, "sign-in", map[string]any{"way": way})
	})
	return secret, err
}

// account writes what somebody did with the own account into the journal.
func account(w *desk.Work, u record.User, act string, facts map[string]any) error {
	data, err := json.Marshal(facts)
	if err != nil {
		return err
	}
	return w.Append(&record.Leaf{At: w.Now, Actor: u.ID, Action: act, Kind: access.KindUser, Object: u.ID, Data: string(data)})
}

// SignOut makes the secret of a signed-in browser worthless.
func (a *App) SignOut(ctx context.Context, secret string) error {
	return a.own(ctx, people.Hashed(secret), "sign-out", func(w *desk.Work, _ *record.User, s *record.SignIn) (map[string]any, error) {
		s.Until = w.Now
		return nil, nil
	})
}

// mine is signedIn for who looks after the own account.
func mine(w *desk.Work, hash string) (record.SignIn, record.User, error) {
	s, u, err := signedIn(w, hash)
	if err == nil {
		err = access.May(access.Of(u), access.OwnAccount, access.Object{Kind: access.KindUser, Scheme: u.Scheme}).Err()
	}
	return s, u, err
}

// own changes the own account of who is signed in in a browser, in one transaction with
// its leaf in the journal.
func (a *App) own(ctx context.Context, hash, act string, change func(*desk.Work, *record.User, *record.SignIn) (map[string]any, error)) error {
	return a.Change(ctx, access.Actor{}, func(w *desk.Work) error {
		s, u, err := mine(w, hash)
		if err != nil {
			return err
		}
		facts, err := change(w, &u, &s)
		if err != nil {
			return err
		}
		if facts == nil {
			facts = map[string]any{}
		}
		w.Save(&u)
		w.Save(&s)
		return account(w, u, act, facts)
	})
}

// Readmit hands a user a new token and a new sign-in link; the old ones end. It is
// for whoever holds the machine that the store is on.
func (a *App) Readmit(ctx context.Context, id string) (given people.Credentials, err error) {
	err = a.Change(ctx, access.Actor{}, func(w *desk.Work) error {
		u, known := desk.Find(w, w.Tx.User, id)
		if !known || u.Disabled {
			return fault.New(fault.Forbidden, "access.link-spent", "")
		}
		given = people.HandOut(w, &u)
		w.Save(&u)
		return account(w, u, "readmit", map[string]any{})
	})
	return given, err
}

// UserLine is one user as the office lists them: without secrets.
type UserLine struct {
	record.User
	SignedIn bool         `json:"signed_in"` // in a browser
	Invited  bool         `json:"invited"`   // a link waits to be used
	Can      []desk.Offer `json:"can,omitempty"`
	// Roles are those beside that of the account.
	Roles []record.UserRole `json:"roles,omitempty"`
}

// Standing is how a user stands at the entrance, as the words "user.is" call it.
func (u UserLine) Standing() string {
	switch {
	case u.Disabled:
		return "disabled"
	case u.SignedIn:
		return "signed-in"
	case u.Invited:
		return "invited"
	}
	return "out"
}

// Users lists everybody who may sign in.
func (a *App) Users(ctx context.Context, actor access.Actor) ([]UserLine, error) {
	if err := access.May(actor, access.ListUsers, access.Object{Kind: access.KindUser}).Err(); err != nil {
		return nil, err
	}
	lines := []UserLine{}
	err := a.Look(ctx, actor, func(w *desk.Work) error {
		users, err := w.Users()
		for _, u := range users {
			if !access.Allows(actor, access.AddUser, access.Object{Kind: access.KindUser, Scheme: u.Scheme}) {
				continue // of a scheme that is not the actor's
			}
			one := w.Beside(actor)
			one.OfUser(u)
			lines = append(lines, UserLine{u, len(people.SignedIn(w, u)) > 0, w.Now.Before(u.LinkUntil), one.Offers(), slices.DeleteFunc(desk.Read(w, w.UserRoles, u.ID), func(r record.UserRole) bool { return !r.Ended.IsZero() })})
		}
		return err
	})
	return lines, err
}
