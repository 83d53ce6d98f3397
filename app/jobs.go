package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"akashi/app/application"
	"akashi/app/desk"
	"akashi/app/money"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/deadline"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// calendar is who does what a day brings.
func calendar() access.Actor { return access.Actor{ID: access.Calendar, Role: record.RoleCalendar} }

// DueJobs are what the calendar has to do now: what the record says is due, without what was done and what failed and is to
// wait. Of a case that lapses nobody is reminded.
func (a *App) DueJobs(ctx context.Context) (due []record.Job, err error) {
	err = a.Look(ctx, calendar(), func(w *desk.Work) error {
		p := planner{Work: w, seen: map[string]bool{}, stuck: map[string]record.Job{}, owing: map[string][]record.Charge{}}
		if err := p.plan(); err != nil {
			return err
		}
		due = p.due
		return nil
	})
	return due, err
}

// longest is how long jobs are done in one transaction, for which everybody else who writes waits; the last of them may go on
// beyond it. At most so many are looked at.
const (
	longest = 40 * time.Millisecond
	most    = 500
)

// Perform does jobs, from the first of them on, as acts of the calendar, as many as fit into a moment: all in one transaction,
// in which it is kept that they were done. done has a job each of those that it came to, and is false where somebody else was
// sooner. One that fails is done alone, and its row says why and when it is tried again: then err is why. Where the store is
// away it comes to none, and they are due still.
func (a *App) Perform(ctx context.Context, due []record.Job) (done []bool, err error) {
	var acts []desk.JobAct
	for _, j := range due[:min(len(due), most)] {
		action, input := actOf(j)
		acts = append(acts, desk.JobAct{Job: j, Action: action, Input: input})
	}
	done, err = a.DoJobs(ctx, calendar(), acts, longest)
	switch {
	case err == nil:
		return done, nil
	case errors.Is(err, fault.Unavailable) || ctx.Err() != nil: // nothing stands against it: the store is away
		return nil, err
	case len(done) > 0:
		return a.Perform(ctx, due[:len(done)]) // without the one that fails
	}
	return []bool{false}, a.failed(ctx, due[0], err)
}

// failed keeps that a job has failed, unless somebody else has done it meanwhile, and is why.
func (a *App) failed(ctx context.Context, j record.Job, why error) error {
	failed := false
	err := a.Change(ctx, calendar(), func(w *desk.Work) error {
		failed = w.JobFailed(j, whyFailed(why), func(attempts int) time.Time { return w.Now.Add(pause(attempts)) })
		return nil
	})
	if err == nil && !failed {
		return nil
	}
	return errors.Join(why, err)
}

// pause is how long a job that failed so often waits: an hour, and twice as long each time, up to a day.
func pause(attempts int) time.Duration {
	return min(24*time.Hour, time.Hour<<min(attempts-1, 5))
}

// whyFailed is the code of what stood against a job.
func whyFailed(err error) string {
	if refused, is := errors.AsType[*fault.Refusal](err); is {
		return refused.Reason
	}
	if known, is := errors.AsType[*fault.Error](err); is {
		return known.Code
	}
	if problems := fault.ProblemsIn(err); len(problems) > 0 {
		return problems[0].Code
	}
	return string(fault.KindOf(err))
}

// actOf is the act of a job with its input.
func actOf(j record.Job) (desk.Action, any) {
	name, input := access.Lapse, any(&desk.ReasonInput{})
	switch {
	case j.Kind == record.JobYearly:
		name, input = access.RaiseYearlyFees, &money.YearlyInput{}
	case j.Kind == record.JobReminder && j.On == string(desk.OnMark):
		name, input = access.RemindHolder, &desk.RemindInput{What: j.What}
	case j.Kind == record.JobReminder:
		name, input = access.Remind, &desk.RemindInput{What: j.What}
	}
	action, _ := FindAction(name)
	return action, input
}

// planner finds what is due.
type planner struct {
	*desk.Work
	due   []record.Job
	seen  map[string]bool
	stuck map[string]record.Job      // those that failed, by their IDs
	owing map[string][]record.Charge // by the IDs of their cases
}

// jobID is the ID of a job: what stands before and after the number of its object.
func jobID(kind record.JobKind, what string, about, day civil.Date) (before, after string) {
	return cmp.Or(what, string(kind)) + ":", fmt.Sprintf(":%s:%s", about, day)
}

// add adds a job that was not done yet, and does not wait after it failed.
func (p *planner) add(kind record.JobKind, on desk.Kind, of, what string, about, day civil.Date) {
	before, after := jobID(kind, what, about, day)
	j := record.Job{ID: before + of + after, Kind: kind, On: string(on), Of: of, What: what, Day: day, Scheme: p.Edition.Scheme, State: record.JobDue}
	if p.seen[j.ID] {
		return
	}
	p.seen[j.ID] = true
	if kept, known := desk.Find(p.Work, p.Job, j.ID); !known || kept.State != record.JobDone {
		p.still(j)
	}
}

// still adds a job that is known not to be done, unless it failed and waits.
func (p *planner) still(j record.Job) {
	if failed, did := p.stuck[j.ID]; did {
		if failed.Next.After(p.Now) {
			return
		}
		j = failed
	}
	p.due = append(p.due, j)
}

func (p *planner) plan() error {
	for _, j := range desk.Read(p.Work, p.Jobs, desk.JobQuery{State: record.JobFailed}) {
		p.stuck[j.ID] = j
	}
	if err := p.cases(); err != nil {
		return err
	}
	for _, key := range p.Desk.Shelf.Keys() {
		if err := p.yearly(key); err != nil {
			return err
		}
		if err := p.marks(key); err != nil {
			return err
		}
	}
	return nil
}

// cases: those whose last day has passed lapse; of the days of the others their applicants are reminded.
func (p *planner) cases() error {
	w := p.Work
	owed, err := w.Owed()
	if err != nil {
		return err
	}
	for _, c := range owed {
		p.owing[c.CaseID] = append(p.owing[c.CaseID], c)
	}
	q := desk.CaseQuery{States: lifecycle.Open(), OrOwing: true, Visible: access.Everything(), Limit: 200}
	for {
		cases := desk.Read(w, w.Cases, q)
		for _, c := range cases {
			if err := w.OfCase(c); err != nil {
				return err
			}
			p.ofCase()
			q.After = w.NoOf(c)
		}
		if len(cases) < q.Limit {
			return nil
		}
	}
}

func (p *planner) ofCase() {
	w, c := p.Work, p.Case
	if last, _ := application.Due(w); slices.Contains(lifecycle.Cases().Froms(lifecycle.Lapse), c.State) && !last.IsZero() && last.Before(w.Today) {
		p.add(record.JobLapse, desk.OnCase, c.No, "", last, last.AddDays(1))
		return
	}
	p.remind(desk.OnCase, c.No, application.Days(w, application.Awaited(w), p.owing[c.ID]))
}

// remind adds the letters that are due about days of the object on the desk.
func (p *planner) remind(on desk.Kind, of string, days []lifecycle.NextDay) {
	for _, l := range p.letters(days) {
		p.add(record.JobReminder, on, of, l.what, l.about, l.day)
	}
}

// letter is one that is due about a day.
type letter struct {
	what       string
	about, day civil.Date
}

// letters are those that the edition on the desk has sent today about some of the days: of each kind about the nearest, as the
// act does.
func (p *planner) letters(days []lifecycle.NextDay) (due []letter) {
	nearest := map[string]civil.Date{}
	for _, d := range days {
		what := lifecycle.RemindedOf(d)
		if known := nearest[what]; known.IsZero() || d.Day.Before(known) {
			nearest[what] = d.Day
		}
	}
	for _, what := range scheme.RemindedOf() {
		about, runs := nearest[what]
		if !runs {
			continue
		}
		if _, day, ok := deadline.Reminded(p.Edition.Reminder(what).Value.Offsets(), about, p.Today); ok {
			due = append(due, letter{what, about, day})
		}
	}
	return due
}

// yearly raises the fees of marks that fall due within a month.
func (p *planner) yearly(key string) error {
	w := p.Work
	until := w.Today.AddMonths(1)
	var ids, codes []string
	for _, e := range w.Desk.Shelf.Editions(key) {
		if e.Fees == nil {
			continue
		}
		for _, line := range e.Fees.Lines {
			if line.Yearly && !slices.Contains(codes, line.Code) {
				codes = append(codes, line.Code)
			}
		}
	}
	if len(codes) == 0 {
		return nil
	}
	last := until.AddMonths(-12).AddDays(1) // of a leap day
	ids = desk.Read(w, func(key string) ([]string, error) { return w.YearlyDue(key, codes, w.Today, last) }, key)
	for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{Scheme: key, States: []record.CaseState{lifecycle.Granted}, Carried: true, Visible: access.Everything()}) {
		ids = append(ids, c.ID)
	}
	for _, id := range ids {
		if err := w.OfCase(desk.Read(w, w.Tx.Case, id)); err != nil {
			return err
		}
		m := desk.Read(w, w.Tx.Mark, w.Case.MarkID)
		if !money.YearlyFeesRun(w) {
			continue
		}
		if open := money.YearlyToRaise(w, m, until); len(open) > 0 {
			p.add(record.JobYearly, desk.OnCase, w.Case.No, "", open[0].Due, open[0].Due.AddMonths(-1))
		}
	}
	return nil
}

// marks: the holders of those that end, or can be renewed, are reminded. What letters are due about a mark follows from its
// edition and its last day alone, so the store is asked once of each last day, and gives the marks whose letter is still to go.
func (p *planner) marks(key string) error {
	w := p.Work
	for _, e := range p.Desk.Shelf.Editions(key) {
		for _, ends := range p.ends(e) {
			if err := w.OfMark(record.Mark{Scheme: key, Edition: e.ID, ValidTo: ends}); err != nil {
				return err
			}
			for _, l := range p.letters(w.DaysOfMark()) {
				before, after := jobID(record.JobReminder, l.what, l.about, l.day)
				untold := desk.Read(w, w.Untold, desk.UntoldQuery{Scheme: key, Edition: e.ID, Ends: ends, Before: before, After: after, Renewing: lifecycle.Open()})
				for _, number := range untold {
					p.still(record.Job{ID: before + number + after, Kind: record.JobReminder, On: string(desk.OnMark), Of: number, What: l.what, Day: l.day, Scheme: key, State: record.JobDue})
				}
			}
		}
	}
	return nil
}

// ends are the last days of the marks of an edition of which one may have to be reminded today: of the last day itself, and of
// those that lie a period before it, and are moved by a weekend or holidays.
func (p *planner) ends(e *scheme.Edition) (ends []civil.Date) {
	const moved = 15 // days: the longest run of days off, and what months differ by
	of := func(what string, before civil.Period) {
		for _, r := range deadline.RemindedOf(e.Reminder(what).Value.Offsets(), p.Today) {
			for d, last := before.After(r.From).AddDays(-moved), before.After(r.To).AddDays(moved); !d.After(last); d = d.AddDays(1) {
				ends = append(ends, d)
			}
		}
	}
	of(scheme.RemindExpiry, civil.Period{})
	if rule := e.Validity.Renewal; rule != nil {
		of(scheme.RemindWindow, rule.Closes)
		if !rule.Opens.IsZero() {
			of(scheme.RemindOpens, rule.Opens)
		}
	}
	slices.SortFunc(ends, civil.Date.Compare)
	return slices.Compact(ends)
}
