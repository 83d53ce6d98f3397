package app

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/values/fault"
)

// Purpose is what somebody is sent to a provider for.
type Purpose string

// The purposes.
const (
	ToEnter Purpose = "enter" // to sign in
	ToBind  Purpose = "bind"  // to tie the provider to the own account
	ToStep  Purpose = "step"  // to show the second factor anew
)

// Trip is a browser on its way to a provider and back. It is kept in the browser alone, closed
// to the office's key.
type Trip struct {
	Provider string             `json:"provider"`
	Purpose  Purpose            `json:"purpose"`
	User     string             `json:"user,omitempty"` // whose account it is for, but to enter
	Back     string             `json:"back"`           // address that the provider sends it back to
	Next     string             `json:"next,omitempty"`
	At       time.Time          `json:"at"`
	Asked    desk.AskedProvider `json:"asked"`
}

// aboutTrip is what it is closed about, and tripLasts how long it may take.
var aboutTrip = []byte("trip to a provider")

const tripLasts = 15 * time.Minute

// AllProviders lists those that people may sign in with.
func (a *App) AllProviders() []desk.Provider {
	if a.Desk.Providers == nil {
		return nil
	}
	return a.Desk.Providers.Providers()
}

func (a *App) provider(id string) (desk.Provider, error) {
	p, known := desk.First(a.AllProviders(), func(p desk.Provider) bool { return p.ID == id })
	if !known {
		return p, fault.New(fault.NotFound, "oidc.no-such", id)
	}
	return p, nil
}

// SendTo is where a browser is sent, and the box that it has to bring back. Nothing is kept.
func (a *App) SendTo(ctx context.Context, v Visitor, t Trip) (url, box string, err error) {
	if _, err := a.provider(t.Provider); err != nil {
		return "", "", err
	}
	if t.Purpose != ToEnter {
		t.User = v.ID
	}
	if t.Asked, err = a.Desk.Providers.Ask(ctx, t.Provider, t.Back, t.Purpose == ToStep, a.Secret); err != nil {
		return "", "", err
	}
	t.At = a.Moment()
	text, err := json.Marshal(t)
	if err == nil {
		box, err = a.Seals.Seal(text, aboutTrip)
	}
	return t.Asked.URL, box, err
}

// Returned is what a browser has brought back from a provider.
type Returned struct{ Provider, Box, State, Code string }

// Opened is the trip that a browser is back from, while it answers.
func (a *App) Opened(r Returned) (t Trip, err error) {
	text, err := a.Seals.Open(r.Box, aboutTrip)
	if err == nil {
		err = json.Unmarshal(text, &t)
	}
	if err != nil {
		return Trip{}, fault.Wrap(fault.Forbidden, "oidc.stale", "", err)
	}
	if t.Provider != r.Provider || r.State == "" || t.Asked.State != r.State || !a.Moment().Before(t.At.Add(tripLasts)) {
		return Trip{}, fault.New(fault.Forbidden, "oidc.stale", "")
	}
	return t, nil
}

// arrive ends a trip, which is good once, and is who the provider says it is.
func (a *App) arrive(ctx context.Context, r Returned, purpose Purpose) (t Trip, p desk.Provider, who desk.Identified, err error) {
	if t, err = a.Opened(r); err != nil {
		return t, p, who, err
	}
	if t.Purpose != purpose {
		return t, p, who, fault.New(fault.Forbidden, "oidc.stale", "")
	}
	if p, err = a.provider(t.Provider); err != nil {
		return t, p, who, err
	}
	err = a.Store.Update(ctx, func(tx desk.Tx) error {
		return tx.Add(&record.Replay{Key: "oidc/" + people.Hashed(r.State), Request: string(t.Purpose), Answer: "{}", At: a.Moment()})
	})
	if errors.Is(err, fault.Conflict) {
		err = fault.New(fault.Forbidden, "oidc.stale", "")
	}
	if err == nil {
		who, err = a.Desk.Providers.Answered(ctx, t.Provider, t.Back, r.Code, t.Asked)
	}
	return t, p, who, err
}

// EnterBy signs a browser in as the user whom the provider has identified.
func (a *App) EnterBy(ctx context.Context, r Returned, agent string) (secret string, t Trip, err error) {
	t, p, who, err := a.arrive(ctx, r, ToEnter)
	if err != nil {
		return "", t, err
	}
	e := Entry{Agent: agent}
	secret, err = a.begin(ctx, record.ByProvider, &e, func(w *desk.Work) (record.User, error) {
		u, err := people.ByIdentity(w, who, p)
		if err != nil {
			return u, err
		}
		ids, err := people.RolesFor(w, u, p, func(c desk.ClaimedRole) bool { return a.Desk.Providers.Matches(who, c.Claim, c.Value) })
		if err != nil {
			return u, err
		}
		e.with = func(s *record.SignIn) {
			s.Provider, s.Posts = p.ID, postsOf(ids)
			if len(ids) > 0 {
				s.RoleID = ids[0]
			}
			if who.Second {
				s.Second = shownAt(who, w.Now)
			}
		}
		return u, nil
	})
	return secret, t, err
}

// postsOf are role IDs as a browser keeps them: "" for every role that the user has.
func postsOf(ids []string) string {
	if ids == nil {
		return ""
	}
	return "," + people.Posts(ids) + ","
}

// shownAt is when a second factor was shown at a provider. One that does not say when has it
// shown, and not freshly.
func shownAt(who desk.Identified, now time.Time) time.Time {
	switch {
	case who.At.IsZero():
		return now.Add(-stepUpLasts)
	case who.At.After(now):
		return now
	}
	return who.At
}

// Bind ties a provider to the own account.
func (a *App) Bind(ctx context.Context, v Visitor, r Returned) (Trip, error) {
	t, _, who, err := a.arrive(ctx, r, ToBind)
	if err == nil && t.User != v.ID {
		err = fault.New(fault.Forbidden, "oidc.stale", "")
	}
	if err != nil {
		return t, err
	}
	return t, a.own(ctx, v.SignIn.Secret, "add-identity", func(w *desk.Work, u *record.User, s *record.SignIn) (map[string]any, error) {
		if people.HasSecond(w, *u) && !freshly(w, *s) {
			return nil, fault.New(fault.Forbidden, "access.step-up", "")
		}
		return map[string]any{"provider": who.Provider}, people.TieIdentity(w, who, *u)
	})
}

// StepUpBy takes what was shown anew at a provider as the second factor of who came by it.
func (a *App) StepUpBy(ctx context.Context, v Visitor, r Returned) (Trip, error) {
	t, p, who, err := a.arrive(ctx, r, ToStep)
	if err != nil {
		return t, err
	}
	return t, a.own(ctx, v.SignIn.Secret, "show-second-factor", func(w *desk.Work, u *record.User, s *record.SignIn) (map[string]any, error) {
		bound, known := desk.Find(w, w.Identity, who.Name())
		fresh := !who.At.IsZero() && w.Now.Sub(who.At) < stepUpLasts
		if !known || bound.UserID != u.ID || t.User != u.ID || !who.Second || !fresh {
			return nil, fault.New(fault.Forbidden, "oidc.not-shown", "")
		}
		s.Second = shownAt(who, w.Now)
		return map[string]any{"provider": p.ID}, nil
	})
}

// EndIdentity takes a provider away from the own account, which keeps another way in.
func (a *App) EndIdentity(ctx context.Context, v Visitor, id string) error {
	return a.own(ctx, v.SignIn.Secret, "end-identity", func(w *desk.Work, u *record.User, s *record.SignIn) (map[string]any, error) {
		if people.HasSecond(w, *u) && !freshly(w, *s) {
			return nil, fault.New(fault.Forbidden, "access.step-up", "")
		}
		all := people.IdentitiesOf(w, *u)
		one, there := desk.First(all, func(i record.Identity) bool { return i.ID == id })
		if !there {
			return nil, fault.New(fault.Conflict, "oidc.none", "")
		}
		if len(all) == 1 && u.Password == "" && len(people.KeysOf(w, *u)) == 0 {
			return nil, fault.New(fault.Conflict, "oidc.last", "")
		}
		people.EndIdentity(w, one, u.ID)
		return map[string]any{"provider": one.Provider}, nil
	})
}
