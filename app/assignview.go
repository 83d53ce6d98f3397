package app

import (
	"cmp"
	"context"
	"slices"

	"akashi/app/application"
	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/app/review"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/rules/personnel"
	"akashi/rules/scoring"
	"akashi/values/civil"
)

// Candidate is somebody to whom a case may be given to examine it, or why it may not be.
type Candidate struct {
	record.User
	Assigned bool
	InCharge bool  // of those who judge alone, settles where they differ
	Told     bool  // the actor is told of conflicts and ties: whether there is one
	Conflict bool  // recorded in this case
	Against  error // why the case cannot be given to them; nil where it can
	Fitness  personnel.Fitness
	Tied     *desk.Barred // a tie to the applicant that keeps them out
	Away     civil.Date   // last day of an absence that runs today; zero where they are there
	Load
}

// Load is what somebody has to examine beside it.
type Load struct {
	Cases int                // open ones
	Items int                // of those, that wait for a first verdict
	Next  *lifecycle.NextDay // the nearest of their days
}

// Candidates are those who examine cases of the scheme: first who has this one, then who can
// have it, those with the least to do first, and last who cannot. It is for whoever may
// assign.
func (a *App) Candidates(ctx context.Context, actor access.Actor, no string) (all []Candidate, err error) {
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		if err := w.Load(desk.OnCase, no); err != nil {
			return err
		}
		if err := w.Permit(access.Assign); err != nil {
			return err
		}
		object, err := w.Object()
		if err != nil {
			return err
		}
		open, err := unjudged(w)
		if err != nil {
			return err
		}
		for _, u := range w.Everybody() {
			examines := u.Role == record.RoleReviewer || u.Role == record.RoleAssessor
			known := slices.ContainsFunc(all, func(c Candidate) bool { return c.ID == u.ID })
			if !examines || known || u.Disabled || !u.Serves(w.Case.Scheme) || !w.Actor.Deals(u) {
				continue
			}
			told := actor.Sees(access.Conflicts)
			c := Candidate{User: u, Assigned: slices.Contains(object.Assigned, u.ID), Told: told, Conflict: told && slices.Contains(object.Conflicted, u.ID), Load: loadOf(w, u.ID, open)}
			c.Fitness = review.FitnessOf(w, u.ID, u.Role)
			if b, is := w.BarredFrom(u.ID, w.Case.ApplicantID); is && told {
				c.Tied = &b
			}
			if away, is := w.AwayOf(w.Case.Scheme, u.ID); is {
				c.Away = away.To
			}
			c.InCharge = judging.JudgedAlone(w) > 0 && judging.InCharge(w) == u.ID
			if !c.Assigned {
				_, c.Against = review.Fits(w, desk.Read(w, w.Tx.User, u.ID))
			}
			all = append(all, c)
		}
		return nil
	})
	place := func(c Candidate) int {
		switch {
		case c.Assigned:
			return 0
		case c.Against == nil:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(all, func(a, b Candidate) int {
		return cmp.Or(place(a)-place(b), a.Items-b.Items, a.Cases-b.Cases, cmp.Compare(a.Name, b.Name))
	})
	return all, err
}

// unjudged are the answers of open cases that have no first verdict, by case.
func unjudged(w *desk.Work) (map[string][]record.Answer, error) {
	all, err := w.Unjudged(lifecycle.Open())
	of := map[string][]record.Answer{}
	for _, a := range all {
		of[a.CaseID] = append(of[a.CaseID], a)
	}
	return of, err
}

// loadOf is what somebody has to examine of what the actor may know of.
func loadOf(w *desk.Work, user string, open map[string][]record.Answer) (l Load) {
	theirs := desk.CaseQuery{States: lifecycle.Open(), Visible: access.Filter{AssignedTo: user, Scheme: w.Actor.Scheme, NotUser: w.Actor.ID, NotApplicant: w.Actor.TiedTo}}
	for _, c := range desk.Read(w, w.Cases, theirs) {
		if c.ID == w.Case.ID || !access.Visible(w.Actor).Admits(access.OfCase(c, record.Session{}, nil, nil, nil)) {
			continue
		}
		other := w.Beside(w.Actor)
		w.Fail(other.OfCase(c))
		l.Cases++
		if step := lifecycle.StepOf(c.State); step != "" && lifecycle.TurnOf(c.State) != record.RoleApplicant {
			l.Items += len(scoring.Unjudged(other.Edition, open[c.ID], step))
		}
		if next := application.Next(other, application.Awaited(other), nil); !next.Day.IsZero() && (l.Next == nil || next.Day.Before(l.Next.Day)) {
			l.Next = &next
		}
	}
	return l
}
