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
	"akashi/app/mark"
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
		p := planner{Work: w, seen: map[string]bool{}, owing: map[string][]record.Charge{}}
		if err := p.plan(); err != nil {
			return err
		}
		due = p.due
		return nil
	})
	return due, err
}

// Perform does a job as an act of the calendar, and keeps that it was done, in one transaction. done is false where somebody
// else was sooner, or where it failed; then its row says why, and when it is tried again. Where the store is away there is no
// row, and it is due still.
func (a *App) Perform(ctx context.Context, j record.Job) (done bool, err error) {
	action, input := actOf(j)
	_, err = a.Do(ctx, desk.Request{Actor: calendar(), Job: &j, Blind: true}, action, j.Of, input)
	if err == nil {
		return true, nil
	}
	if errors.Is(err, fault.Unavailable) || ctx.Err() != nil { // nothing stands against it: the store is away
		return false, err
	}
	failed := false
	kept := a.Change(ctx, calendar(), func(w *desk.Work) error {
		failed = false
		if now, known := desk.Find(w, w.Job, j.ID); known && now.State == record.JobDone {
			return nil
		}
		w.KeepJob(j, func(j *record.Job) {
			j.State, j.Code = record.JobFailed, whyFailed(err)
			j.Next = w.Now.Add(pause(j.Attempts))
		})
		failed = true
		return nil
	})
	if !failed && kept == nil {
		return false, nil
	}
	return false, errors.Join(err, kept)
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
	owing map[string][]record.Charge // by the IDs of their cases
}

// add adds a job that was not done yet, and does not wait after it failed.
func (p *planner) add(kind record.JobKind, on desk.Kind, of, what string, about, day civil.Date) {
	j := record.Job{Kind: kind, On: string(on), Of: of, What: what, Day: day, Scheme: p.Edition.Scheme, State: record.JobDue}
	j.ID = fmt.Sprintf("%s:%s:%s:%s", cmp.Or(what, string(kind)), of, about, day)
	if p.seen[j.ID] {
		return
	}
	p.seen[j.ID] = true
	if kept, known := desk.Find(p.Work, p.Job, j.ID); known {
		if kept.State == record.JobDone || kept.Next.After(p.Now) {
			return
		}
		j = kept
	}
	p.due = append(p.due, j)
}

func (p *planner) plan() error {
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
	nearest := map[string]civil.Date{} // the act writes about the nearest of them
	for _, d := range days {
		what := lifecycle.RemindedOf(d)
		if known := nearest[what]; known.IsZero() || d.Day.Before(known) {
			nearest[what] = d.Day
		}
	}
	for _, what := range scheme.RemindedOf() {
		day, runs := nearest[what]
		if !runs {
			continue
		}
		if _, when, ok := deadline.Reminded(p.Edition.Reminder(what).Value.Offsets(), day, p.Today); ok {
			p.add(record.JobReminder, on, of, what, day, when)
		}
	}
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

// marks: the holders of those that end, or can be renewed, are reminded. Only those are read whose last day lies so that a
// letter could be due today.
func (p *planner) marks(key string) error {
	w := p.Work
	for _, ends := range p.ends(key) {
		q := desk.MarkQuery{Scheme: key, Ends: ends, Limit: 500}
		for {
			marks := desk.Read(w, w.Marks, q)
			for _, m := range marks {
				if err := w.OfMark(m); err != nil {
					return err
				}
				p.remind(desk.OnMark, m.Number, mark.DaysToRemind(w))
				q.After = m.ID
			}
			if len(marks) < q.Limit {
				break
			}
		}
	}
	return nil
}

// ends are the last days of the marks of which one may have to be reminded today: of the last day itself, and of those that
// lie a period before it, and are moved by a weekend or holidays.
func (p *planner) ends(key string) (ends []civil.Range) {
	const moved = 15 // days: the longest run of days off, and what months differ by
	for _, e := range p.Desk.Shelf.Editions(key) {
		of := func(what string, before civil.Period) {
			for _, r := range deadline.RemindedOf(e.Reminder(what).Value.Offsets(), p.Today) {
				ends = append(ends, civil.Range{From: before.After(r.From).AddDays(-moved), To: before.After(r.To).AddDays(moved)})
			}
		}
		of(scheme.RemindExpiry, civil.Period{})
		if rule := e.Validity.Renewal; rule != nil {
			of(scheme.RemindWindow, rule.Closes)
			if !rule.Opens.IsZero() {
				of(scheme.RemindOpens, rule.Opens)
			}
		}
	}
	return merged(ends)
}

// merged are the ranges without what they share, in their order.
func merged(all []civil.Range) (some []civil.Range) {
	slices.SortFunc(all, func(a, b civil.Range) int { return a.From.Compare(b.From) })
	for _, r := range all {
		if n := len(some); n > 0 && !r.From.After(some[n-1].To) {
			if r.To.After(some[n-1].To) {
				some[n-1].To = r.To
			}
			continue
		}
		some = append(some, r)
	}
	return some
}
