package app

import (
	"context"
	"slices"
	"time"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/values/fault"
)

// AccountView is somebody's own account, without secrets.
type AccountView struct {
	record.User
	HasPassword, HasApp bool
	CodesLeft           int
	Keys                []record.Passkey
	Identities          []record.Identity
	SignIns             []SignInLine // the latest first
}

// SignInLine is one browser in which somebody is signed in. Used is known for as long as
// the server runs, and is otherwise when it began.
type SignInLine struct {
	record.SignIn
	Used time.Time
	Here bool
}

// Account shows who is signed in the own account.
func (a *App) Account(ctx context.Context, v Visitor) (view AccountView, err error) {
	err = a.Look(ctx, v.Actor, func(w *desk.Work) error {
		s, u, err := mine(w, v.SignIn.Secret)
		view = AccountView{User: u, HasPassword: u.Password != "", HasApp: u.App != "", CodesLeft: people.Left(u), Keys: people.KeysOf(w, u), Identities: people.IdentitiesOf(w, u)}
		for _, one := range people.SignedIn(w, u) {
			line := SignInLine{one, one.Begun, one.ID == s.ID}
			if at := a.used.last(one.ID); !at.IsZero() {
				line.Used = at
			}
			view.SignIns = append(view.SignIns, line)
		}
		return err
	})
	return view, err
}

// SetPassword chooses another password. The one before is asked for, unless the browser
// was signed in by a link, as for who has forgotten it, and none was chosen there since: a
// browser that is left open is no way to choose it anew. Every other browser is signed out.
func (a *App) SetPassword(ctx context.Context, v Visitor, before, password string) error {
	view, err := a.Account(ctx, v)
	if err != nil {
		return err
	}
	if view.HasPassword && v.SignIn.Way != record.ByLink {
		right, err := a.Factor.Check(ctx, before, view.Password)
		if err == nil && !right {
			err = fault.New(fault.Forbidden, "access.password-before", "")
		}
		if err != nil {
			return err
		}
	}
	hash, err := a.hashed(ctx, password, view.User)
	if err != nil {
		return err
	}
	return a.own(ctx, v.SignIn.Secret, "set-password", func(w *desk.Work, u *record.User, s *record.SignIn) (map[string]any, error) {
		if u.Password != view.Password {
			return nil, fault.New(fault.Conflict, "app.changed-since", "")
		}
		u.Password, u.PasswordAt = hash, w.Now
		if s.Way == record.ByLink {
			s.Way = record.ByPassword
		}
		endOthers(w, *u, *s)
		return nil, nil
	})
}

// endOthers signs every browser of the user out but one.
func endOthers(w *desk.Work, u record.User, but record.SignIn) {
	for _, s := range people.SignedIn(w, u) {
		if s.ID != but.ID {
			s.Until = w.Now
			w.Save(&s)
		}
	}
}

// AppOffer is a secret for an authenticator app, which becomes the user's when a code of it
// is shown with its box.
type AppOffer struct{ Secret, Box string }

// OfferApp makes a secret for an authenticator app. Nothing is kept.
func (a *App) OfferApp(_ context.Context, v Visitor) (AppOffer, error) {
	secret := a.Factor.Fresh()
	box, err := people.CloseApp(&a.Desk, record.User{ID: v.ID}, secret)
	return AppOffer{secret, box}, err
}

// TakeApp makes the app whose secret is in the box the second factor, when it shows a right
// code. Who has none yet is handed recovery codes, and they are shown this once. In the place
// of another app it needs that one, freshly.
func (a *App) TakeApp(ctx context.Context, v Visitor, box, code string) (codes []string, err error) {
	err = a.own(ctx, v.SignIn.Secret, "set-second-factor", func(w *desk.Work, u *record.User, s *record.SignIn) (map[string]any, error) {
		if people.HasSecond(w, *u) && !freshly(w, *s) {
			return nil, fault.New(fault.Forbidden, "access.step-up", "")
		}
		step, err := people.StepOfApp(w.Desk, *u, box, 0, code)
		if err != nil {
			return nil, err
		}
		u.App, u.AppAt, u.AppStep, s.Second = box, w.Now, step, w.Now
		codes = handCodes(w, u)
		return nil, nil
	})
	return codes, err
}

// NewCodes makes new recovery codes, which are shown this once; the old ones end.
func (a *App) NewCodes(ctx context.Context, v Visitor) (codes []string, err error) {
	err = a.own(ctx, v.SignIn.Secret, "new-recovery-codes", func(w *desk.Work, u *record.User, s *record.SignIn) (map[string]any, error) {
		if !people.HasSecond(w, *u) || !freshly(w, *s) {
			return nil, fault.New(fault.Forbidden, "access.step-up", "")
		}
		codes, u.Recovery = people.Recovery(w.Desk.Factor.Fresh)
		return nil, nil
	})
	return codes, err
}

func freshly(w *desk.Work, s record.SignIn) bool { return Visitor{SignIn: s}.Fresh(w.Now) }

// ShowSecond takes the second factor, at the entrance or before an act that asks for it
// freshly.
func (a *App) ShowSecond(ctx context.Context, v Visitor, code string) error {
	return a.own(ctx, v.SignIn.Secret, "show-second-factor", func(w *desk.Work, u *record.User, s *record.SignIn) (map[string]any, error) {
		left := people.Left(*u)
		if err := people.ShowCode(w.Desk, u, code); err != nil {
			return nil, err
		}
		s.Second = w.Now
		return map[string]any{"recovery": people.Left(*u) < left}, nil
	})
}

// EndSignIn signs a browser of the own out, or, with no ID, every other one.
func (a *App) EndSignIn(ctx context.Context, v Visitor, id string) error {
	return a.own(ctx, v.SignIn.Secret, "end-sign-in", func(w *desk.Work, u *record.User, s *record.SignIn) (map[string]any, error) {
		if id == "" {
			endOthers(w, *u, *s)
			return nil, nil
		}
		if id == s.ID {
			s.Until = w.Now
			return nil, nil
		}
		all := people.SignedIn(w, *u)
		at := slices.IndexFunc(all, func(one record.SignIn) bool { return one.ID == id })
		if at < 0 {
			return nil, fault.New(fault.NotFound, "sign-in.none", "")
		}
		all[at].Until = w.Now
		w.Save(&all[at])
		return nil, nil
	})
}

// SwitchRole lets a browser go on in another role of who is signed in there; no ID is that of
// the account.
func (a *App) SwitchRole(ctx context.Context, v Visitor, id string) error {
	return a.own(ctx, v.SignIn.Secret, "switch-role", func(w *desk.Work, u *record.User, s *record.SignIn) (map[string]any, error) {
		if !slices.ContainsFunc(w.InRoles(*u), func(r record.InRole) bool { return r.RoleID == id && s.Allows(id) }) {
			return nil, fault.New(fault.NotFound, "role.none", "")
		}
		s.RoleID = id
		return map[string]any{"role": id}, nil
	})
}

// SetKeys keeps the keys that somebody works with.
func (a *App) SetKeys(ctx context.Context, v Visitor, keys record.Keys) error {
	if err := people.CheckKeys(keys); err != nil {
		return err
	}
	return a.own(ctx, v.SignIn.Secret, "set-keys", func(_ *desk.Work, u *record.User, _ *record.SignIn) (map[string]any, error) {
		u.Keys = keys
		return nil, nil
	})
}

// KeepSearch keeps a question to the board under its name; one that asks for nothing forgets it.
func (a *App) KeepSearch(ctx context.Context, v Visitor, s record.Search) error {
	return a.own(ctx, v.SignIn.Secret, "keep-search", func(_ *desk.Work, u *record.User, _ *record.SignIn) (map[string]any, error) {
		kept, err := people.KeepSearch(u.Searches, s)
		if err == nil {
			u.Searches = kept
		}
		return map[string]any{"n": len(kept)}, err
	})
}

// SetPhrases keeps the phrases that somebody writes with.
func (a *App) SetPhrases(ctx context.Context, v Visitor, written string) error {
	phrases, err := people.ReadPhrases(written)
	if err != nil {
		return err
	}
	return a.own(ctx, v.SignIn.Secret, "set-phrases", func(_ *desk.Work, u *record.User, _ *record.SignIn) (map[string]any, error) {
		u.Phrases = phrases
		return map[string]any{"n": len(phrases)}, nil
	})
}
