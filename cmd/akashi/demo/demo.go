package demo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"time"

	"akashi/access"
	"akashi/app"
	"akashi/civil"
	"akashi/cli"
	"akashi/fault"
	"akashi/record"
)

// The users to whom the demonstration hands out a way in. The last one is added
// when everything else is done: a store that has it is filled.
const (
	secretariat = "jimukyoku"
	observer    = "observer"
	program     = "demo-api"
)

// Fill fills an empty office with the demonstration. One that has been filled
// before only gets a fresh way in; one that holds anything else is refused.
func Fill(ctx context.Context, office *app.App) (cli.Demo, error) {
	filled, err := isFilled(ctx, office)
	if err != nil {
		return cli.Demo{}, err
	}
	if !filled {
		if err := fill(ctx, office); err != nil {
			return cli.Demo{}, err
		}
	}
	d := cli.Demo{Filled: !filled, Tokens: map[string]string{}}
	if d.Link, _, err = wayIn(ctx, office, secretariat); err != nil {
		return d, err
	}
	for _, user := range []string{program, observer} {
		if _, d.Tokens[user], err = wayIn(ctx, office, user); err != nil {
			return d, err
		}
	}
	return d, count(ctx, office, &d)
}

// isFilled reports whether the demonstration is there already.
func isFilled(ctx context.Context, office *app.App) (filled bool, err error) {
	err = office.Store.View(ctx, func(r app.Reader) error {
		users, err := r.Users()
		if err != nil || len(users) == 0 {
			return err
		}
		filled = slices.ContainsFunc(users, func(u record.User) bool { return u.ID == program })
		if !filled {
			return fault.New(fault.Conflict, "demo.store-not-empty", "")
		}
		return nil
	})
	return filled, err
}

// fill works through every step of the demonstration, day by day.
func fill(ctx context.Context, office *app.App) error {
	all, err := load()
	if err != nil {
		return err
	}
	clock := *office // its own, so that the clock of the office stays as it is
	t := &teller{ctx: ctx, office: &clock, words: all.Words, today: civil.In(office.Now())}
	clock.Now = func() time.Time { return t.now }
	t.people(all)
	for _, s := range all.Cases {
		t.tell(s)
	}
	t.sessions.close(t)
	t.at(t.today, last, func() error {
		return t.addUser(app.UserInput{ID: program, Name: program, Role: record.RoleSecretariat})
	})
	return t.run()
}

// wayIn gives a user a new one-time link and a new token; the old ones end.
func wayIn(ctx context.Context, office *app.App, user string) (link, token string, err error) {
	link, token = office.Secret(), office.Secret()
	err = office.Store.Update(ctx, func(tx app.Tx) error {
		u, err := tx.User(user)
		if err != nil {
			return err
		}
		u.Link, u.Token = hashed(link), hashed(token)
		if err := tx.Save(&u); err != nil {
			return err
		}
		return tx.Append(&record.Leaf{At: office.Now().UTC().Truncate(time.Second), Actor: program, Action: "demo-way-in",
			Kind: access.KindUser, Object: user, Data: "{}"})
	})
	return link, token, err
}

func hashed(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

func count(ctx context.Context, office *app.App, d *cli.Demo) error {
	page, err := office.Register(ctx, app.MarkQuery{Limit: 1})
	if err != nil {
		return err
	}
	d.Marks = page.Total
	return errors.Join(office.Store.View(ctx, func(r app.Reader) error {
		cases, err := r.Cases(app.CaseQuery{Visible: access.Everything()})
		d.Cases = len(cases)
		return err
	}))
}
