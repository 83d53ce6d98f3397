package demo

import (
	"context"
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
	for _, user := range []string{secretariat, program, observer} {
		given, err := office.Readmit(ctx, user)
		if err != nil {
			return d, err
		}
		if user == secretariat {
			d.Link = given.Link
			continue
		}
		d.Tokens[user] = given.Token
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
		return t.addUser(app.UserInput{ID: program, Name: program, Role: record.RoleSecretariat, Scheme: "all"})
	})
	return t.run()
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
