package app

import (
	"context"
	"slices"
	"time"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

// Calendar is every day that concerns somebody (カレンダー), the nearest first: the clocks that run for what they may know
// of, in each of their roles, and the days on which somebody was on site.
type Calendar struct {
	Lang string    // that they read; "" where nobody said
	At   time.Time // when it was made
	Days []ClockLine
}

// Calendar is that of an actor.
func (a *App) Calendar(ctx context.Context, actor access.Actor) (c Calendar, err error) {
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		c = Calendar{At: w.Now}
		return c.gather(w)
	})
	return c, err
}

// CalendarOf is that of a user, for the command line of the machine that holds the store.
func (a *App) CalendarOf(ctx context.Context, id string) (c Calendar, err error) {
	err = a.Look(ctx, access.Actor{}, func(w *desk.Work) error {
		u, err := w.Tx.User(id)
		if err == nil {
			c, err = calendarOf(w, u, func(record.InRole) bool { return true })
		}
		return err
	})
	return c, err
}

// CalendarAt is that of the user who has an address for it with the secret, which shows at each look what they may see
// then. One that nobody has, or has any more, is fault.NotFound.
func (a *App) CalendarAt(ctx context.Context, secret string) (user string, c Calendar, err error) {
	err = a.Look(ctx, access.Actor{}, func(w *desk.Work) error {
		u, known := desk.Find(w, w.UserByCalendar, people.Hashed(secret))
		if !known || u.Disabled {
			return fault.New(fault.NotFound, "page-unknown", "")
		}
		user = u.ID
		made := record.SignIn{Posts: u.CalendarPosts}
		c, err = calendarOf(w, u, func(r record.InRole) bool { return made.Allows(r.RoleID) })
		return err
	})
	return user, c, err
}

// MakeCalendar gives whoever is signed in an address for the calendar, whose secret is told this once; the one before
// ends. It has no more roles than this sign-in.
func (a *App) MakeCalendar(ctx context.Context, v Visitor) (secret string, err error) {
	secret = a.Secret()
	err = a.own(ctx, v.SignIn.Secret, "make-calendar", func(w *desk.Work, u *record.User, s *record.SignIn) (map[string]any, error) {
		u.Calendar, u.CalendarAt, u.CalendarPosts = people.Hashed(secret), w.Now, s.Posts
		return nil, nil
	})
	return secret, err
}

// EndCalendar takes the address away.
func (a *App) EndCalendar(ctx context.Context, v Visitor) error {
	return a.own(ctx, v.SignIn.Secret, "end-calendar", func(_ *desk.Work, u *record.User, _ *record.SignIn) (map[string]any, error) {
		people.EndCalendar(u)
		return nil, nil
	})
}

// calendarOf is what the user is shown in the roles that count. What two of them show is there once.
func calendarOf(w *desk.Work, u record.User, counts func(record.InRole) bool) (c Calendar, err error) {
	c = Calendar{Lang: u.Lang, At: w.Now}
	roles := w.InRoles(u)
	for _, role := range roles {
		if counts(role) {
			if err := c.gather(w.Beside(desk.ActorOf(roles, func(r record.InRole) bool { return r.RoleID == role.RoleID }))); err != nil {
				return c, err
			}
		}
	}
	return c, nil
}

// gather adds what the actor of the work is shown; nothing for one who is shown no case at all.
func (c *Calendar) gather(w *desk.Work) error {
	if !access.Allows(w.Actor, access.ListCases, access.Object{Kind: access.KindCase, Scheme: w.Actor.Scheme}) {
		return nil
	}
	l := clocks{Work: w, visits: true}
	if err := l.all(); err != nil {
		return err
	}
	for _, line := range l.found {
		if !slices.ContainsFunc(c.Days, func(d ClockLine) bool { return d.On == line.On && d.Of == line.Of && d.Day == line.Day }) {
			c.Days = append(c.Days, line)
		}
	}
	slices.SortStableFunc(c.Days, byDay)
	return nil
}

// onSite adds the days on which somebody was on site, to whoever may see them.
func (l *clocks) onSite(line ClockLine) {
	w := l.Work
	if !access.Fields(w.Actor, w.ObjectOf(w.Case))[access.FirstNotes] {
		return
	}
	line.Turn, line.Count = "", nil
	for _, v := range fees.StandingVisits(desk.Read(w, w.Visits, w.Case.ID)) {
		day := lifecycle.NextDay{Day: v.Day, Why: lifecycle.WhyVisit}
		if !slices.ContainsFunc(l.found, func(f ClockLine) bool { return f.On == line.On && f.Of == line.Of && f.Day == day }) {
			line.Day = day
			l.add(line)
		}
	}
}
