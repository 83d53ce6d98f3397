package demo

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"akashi/app"
	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/doors/cli"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// The users to whom the demonstration hands out a way in. The last one is added
// when everything else is done: a store that has it is filled.
const (
	secretariat = "jimukyoku"
	program     = "demo-api"
)

// seconds are who confirms what waits for a second person: whoever of them may, and did
// not ask for it.
var seconds = []string{secretariat, "pjimu-1", "shinsakai"}

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
	d := cli.Demo{Filled: !filled, Day: civil.In(office.Now())}
	if err := admit(ctx, office, &d); err != nil {
		return d, err
	}
	return d, look(ctx, office, &d)
}

// admit hands everybody a fresh way in and a token; the ones before end.
func admit(ctx context.Context, office *app.App, d *cli.Demo) error {
	var users []record.User
	if err := office.Store.View(ctx, func(r desk.Reader) (err error) { users, err = r.Users(); return err }); err != nil {
		return err
	}
	slices.SortStableFunc(users, byDesk)
	for _, u := range users {
		if u.Disabled {
			continue // whoever looks around has tried that, too
		}
		given, err := office.Readmit(ctx, u.ID)
		if err != nil {
			return err
		}
		d.Tokens = append(d.Tokens, cli.DemoToken{User: u.ID, Role: u.Role, Scheme: u.Scheme, Token: given.Token})
		if u.ID != program {
			d.People = append(d.People, cli.DemoPerson{User: u.ID, Role: u.Role, Scheme: u.Scheme, Name: u.Name, Login: given.Link})
		}
	}
	return nil
}

// byDesk puts people in the order in which a case comes to them, scheme by scheme.
func byDesk(a, b record.User) int {
	order := []record.Role{record.RoleSecretariat, record.RoleClerk, record.RoleReviewer, record.RoleAssessor, record.RoleMember,
		record.RoleApplicant, record.RoleResponsible, record.RoleAccounts, record.RoleObserver, record.RoleAdmin}
	return cmp.Or(cmp.Compare(slices.Index(order, a.Role), slices.Index(order, b.Role)), strings.Compare(a.Scheme, b.Scheme))
}

// Holds reports whether an office holds the demonstration, so that nothing in it is
// real.
func Holds(ctx context.Context, office *app.App) bool {
	_, err := office.UserActor(ctx, program)
	return err == nil
}

// isFilled reports whether the demonstration is there already.
func isFilled(ctx context.Context, office *app.App) (filled bool, err error) {
	err = office.Store.View(ctx, func(r desk.Reader) error {
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
	t := &teller{ctx: ctx, office: &clock, words: all.Words, today: civil.In(office.Now()), until: office.Now()}
	clock.Now = func() time.Time { return t.now }
	t.people(all)
	for _, s := range all.Cases {
		t.tell(s)
	}
	t.sessions.close(t)
	t.deeds(all.Deeds, func() string { return "" })
	t.at(t.today, last, func() error { return t.applicants(all) })
	t.at(t.today, last, t.standIns)
	t.at(t.today, last, func() error {
		return t.addUser(people.UserInput{ID: program, Name: program, Role: record.RoleSecretariat, Scheme: "all"})
	})
	return t.run()
}

// standIns lets somebody of the office be away this week, whom another covers, and names who stands in for a chair.
func (t *teller) standIns() error {
	away := people.AbsenceInput{Scheme: "pmark", User: "pjimu-1", Cover: secretariat, From: t.today, To: t.today.AddDays(4)}
	if _, err := t.act(secretariat, access.RecordAbsence, "", away); err != nil {
		return err
	}
	body := t.edition("anshin").Committee
	other := slices.IndexFunc(body.Seats, func(s scheme.Seat) bool { return s.ID != body.Chair() })
	_, err := t.act(memberID("anshin", body.Chair()), access.NameDeputy, "", committee.DeputyInput{Scheme: "anshin", Seat: body.Seats[other].ID})
	return err
}

// look lists what there is to see.
func look(ctx context.Context, office *app.App, d *cli.Demo) error {
	q := desk.MarkQuery{}
	for {
		page, err := office.Register(ctx, q)
		if err != nil {
			return err
		}
		for _, e := range page.Entries {
			d.Marks = append(d.Marks, cli.DemoMark{Number: e.Number, Status: string(e.Standing)})
		}
		if q.After = page.Next; page.Next == "" {
			break
		}
	}
	return office.Store.View(ctx, func(r desk.Reader) error {
		cases, err := r.Cases(desk.CaseQuery{Visible: access.Everything()})
		for _, c := range cases {
			d.Cases = append(d.Cases, cli.DemoCase{No: c.No, Scheme: c.Scheme, Type: c.Type, State: string(c.State)})
		}
		decided, lost := r.Safeguards()
		d.Alone = slices.DeleteFunc(decided, func(s record.Safeguard) bool { return s.On })
		return errors.Join(err, lost)
	})
}
