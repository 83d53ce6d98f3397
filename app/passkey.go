package app

import (
	"context"
	"time"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/values/fault"
)

// KeyOffer is a question to a device, as a page hands it on. Nothing is kept of it.
type KeyOffer struct{ Options, Box string }

// AskPasskey asks whoever is there for a passkey.
func (a *App) AskPasskey(_ context.Context, at desk.Site) (KeyOffer, error) {
	asked, err := a.Factor.AskPasskey(at)
	return a.keyOffer(asked, "", err)
}

// OfferPasskey asks a device of who is signed in to make one.
func (a *App) OfferPasskey(ctx context.Context, v Visitor, at desk.Site) (offer KeyOffer, err error) {
	err = a.Look(ctx, v.Actor, func(w *desk.Work) error {
		_, u, err := mine(w, v.SignIn.Secret)
		if err != nil {
			return err
		}
		asked, err := a.Factor.NewPasskey(at, u, people.KeysOf(w, u))
		offer, err = a.keyOffer(asked, u.ID, err)
		return err
	})
	return offer, err
}

func (a *App) keyOffer(asked desk.Ceremony, user string, err error) (KeyOffer, error) {
	if err != nil {
		return KeyOffer{}, err
	}
	box, err := people.CloseChallenge(&a.Desk, asked.Challenge, user)
	return KeyOffer{asked.Options, box}, err
}

// KeyShown is what a device has answered: the box of the question, and the answer.
type KeyShown struct {
	At          desk.Site
	Box, Answer string
}

// EnterByKey signs a browser in by a passkey, which is worth two factors.
func (a *App) EnterByKey(ctx context.Context, shown KeyShown, agent string) (secret string, err error) {
	return a.begin(ctx, record.ByPasskey, &Entry{Agent: agent}, func(w *desk.Work) (record.User, error) {
		k, err := people.UseKey(w, shown.At, shown.Box, shown.Answer)
		if err != nil {
			return record.User{}, err
		}
		u := desk.Read(w, w.Tx.User, k.UserID)
		if u.Disabled {
			err = fault.New(fault.Forbidden, "access.passkey-unknown", "")
		}
		return u, err
	})
}

// ShowPasskey takes a passkey as the second factor.
func (a *App) ShowPasskey(ctx context.Context, v Visitor, shown KeyShown) error {
	return a.own(ctx, v.SignIn.Secret, "show-second-factor", func(w *desk.Work, u *record.User, s *record.SignIn) (map[string]any, error) {
		k, err := people.UseKey(w, shown.At, shown.Box, shown.Answer)
		if err == nil && k.UserID != u.ID {
			err = fault.New(fault.Forbidden, "access.passkey-unknown", "")
		}
		s.Second = w.Now
		return map[string]any{"passkey": k.ID}, err
	})
}

// TakePasskey keeps a key that a device has made. Who has another second factor shows it
// freshly; who has no recovery codes yet is handed some, this once.
func (a *App) TakePasskey(ctx context.Context, v Visitor, shown KeyShown, name string) (codes []string, err error) {
	err = a.own(ctx, v.SignIn.Secret, "add-passkey", func(w *desk.Work, u *record.User, s *record.SignIn) (map[string]any, error) {
		if people.HasSecond(w, *u) && !freshly(w, *s) {
			return nil, fault.New(fault.Forbidden, "access.step-up", "")
		}
		c, err := people.OpenChallenge(w.Desk, shown.Box, u.ID)
		if err != nil {
			return nil, err
		}
		k, err := a.Factor.MadePasskey(shown.At, *u, c.Value, shown.Answer)
		if err != nil {
			return nil, err
		}
		k.ID, k.Name, k.Made, k.Version = w.NewID(), people.Called(name), w.Now, 1
		w.Add(&k)
		s.Second = w.Now
		codes = handCodes(w, u)
		return map[string]any{"passkey": k.ID}, nil
	})
	return codes, err
}

// handCodes gives recovery codes to who has none.
func handCodes(w *desk.Work, u *record.User) (codes []string) {
	if people.Left(*u) == 0 {
		codes, u.Recovery = people.Recovery(w.Desk.Factor.Fresh)
	}
	return codes
}

// EndFactor takes a passkey of the own away, or, with no ID, the app. Who has to have a
// second factor keeps one.
func (a *App) EndFactor(ctx context.Context, v Visitor, id string) error {
	return a.own(ctx, v.SignIn.Secret, "end-second-factor", func(w *desk.Work, u *record.User, s *record.SignIn) (map[string]any, error) {
		if !freshly(w, *s) {
			return nil, fault.New(fault.Forbidden, "access.step-up", "")
		}
		keys := people.KeysOf(w, *u)
		k, there := desk.First(keys, func(k record.Passkey) bool { return k.ID == id })
		left := len(keys)
		switch {
		case id == "":
			there, u.App, u.AppAt, u.AppStep = u.App != "", "", time.Time{}, 0
		case there:
			people.EndKey(w, k)
			left--
		}
		switch {
		case !there:
			return nil, fault.New(fault.NotFound, "factor.none", "")
		case left == 0 && u.App == "" && people.NeedsSecond(w, w.InRoles(*u)):
			return nil, fault.New(fault.Conflict, "factor.last", "")
		case left == 0 && u.App == "":
			u.Recovery = "" // they stand for a factor that is no more
		}
		return map[string]any{"passkey": id}, nil
	})
}
