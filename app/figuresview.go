package app

import (
	"context"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/rules/statistics"
	"akashi/values/civil"
	"akashi/values/fault"
)

// FiguresView is what a scheme came to, for whoever watches over it (統計).
type FiguresView struct {
	Today   civil.Date      `json:"today"`
	Schemes []SchemeFigures `json:"schemes"`
}

// SchemeFigures are those of one scheme. Nobody is named, and no count is shown that is few
// or would tell one that is.
type SchemeFigures struct {
	Scheme string            `json:"scheme"`
	Valid  int               `json:"valid"` // marks that may be used today, which the register tells one by one
	Years  []statistics.Year `json:"years"`
}

// outcomes says what has become of an application in its state; what is not there is open.
var outcomes = map[lifecycle.State]statistics.Outcome{
	lifecycle.Agreement: statistics.Granted, lifecycle.Granted: statistics.Granted,
	lifecycle.Refused: statistics.Refused, lifecycle.Failed: statistics.Refused,
	lifecycle.Withdrawn: statistics.Withdrawn, lifecycle.Lapsed: statistics.Withdrawn,
}

// Figures counts the applications of the actor's schemes, or of the one that is named.
func (a *App) Figures(ctx context.Context, actor access.Actor, only string) (FiguresView, error) {
	view := FiguresView{Today: a.Today(), Schemes: []SchemeFigures{}}
	var p fault.Problems
	if desk.Among(&p, "filter.scheme", "scheme", only, a.Shelf.Keys()); len(p) > 0 {
		return view, p
	}
	if !actor.May(access.ViewFigures) {
		return view, fault.New(fault.Forbidden, actor.WhyNot(access.ViewFigures), string(access.ViewFigures))
	}
	err := a.Look(ctx, actor, func(w *desk.Work) error {
		for _, key := range a.Shelf.Keys() {
			ruling := access.May(actor, access.ViewFigures, access.Object{Kind: access.KindOffice, Scheme: key})
			if only == key && !ruling.Allowed {
				return ruling.Err()
			}
			if !ruling.Allowed || only != "" && only != key {
				continue
			}
			valid, err := w.CountMarks(desk.MarkQuery{Scheme: key, Standing: lifecycle.Valid, On: w.Today})
			if err != nil {
				return err
			}
			view.Schemes = append(view.Schemes, SchemeFigures{key, valid, statistics.ByYear(facts(w, key))})
		}
		return nil
	})
	return view, err
}

// facts are the applications that were accepted, whoever may see them: they are only counted.
func facts(w *desk.Work, key string) (all []statistics.Fact) {
	for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{Scheme: key, Visible: access.Everything()}) {
		if c.Filed.IsZero() || c.Accepted.IsZero() {
			continue
		}
		outcome, ended := outcomes[c.State]
		switch {
		case !ended:
			outcome = statistics.Open
		case outcome == statistics.Granted && c.Type == record.Renewal:
			outcome = statistics.Renewed
		}
		all = append(all, statistics.Fact{Filed: c.Filed, Decided: c.Decided, Outcome: outcome})
	}
	return all
}
