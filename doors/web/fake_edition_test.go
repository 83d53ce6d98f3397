package web_test

import (
	"context"
	"slices"

	"akashi/app"
	"akashi/rules/access"
	"akashi/rules/scoring"
	"akashi/rules/statistics"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Draft weighs the one edition beside a draft with one criterion less and a new one: one case
// would come out otherwise. A file that begins with an x is no edition.
func (o *office) Draft(_ context.Context, actor access.Actor, in app.DraftInput) (app.DraftView, error) {
	if err := access.May(actor, access.Simulate, access.Object{Scheme: in.Scheme}).Err(); err != nil {
		return app.DraftView{}, err
	}
	from, err := o.shelf.Edition(in.Scheme, in.From)
	if err != nil {
		return app.DraftView{}, err
	}
	if len(in.File) > 0 && in.File[0] == 'x' {
		return app.DraftView{From: from, Problems: fault.Problems{{Code: "yaml-broken", Where: "line 2, column 1"}, {Code: "file-empty", Where: "line 1, column 1"}}}, nil
	}
	to := *from
	to.ID, to.Criteria = "draft", slices.Clone(from.Criteria)
	to.Criteria[0].ID = "9-9-9"
	turned := app.TurnedCase{No: "SA-2026-0001", Difference: scoring.Difference{VerdictBefore: scoring.Pass, VerdictAfter: scoring.Fail, PointsDelta: -3},
		Turn: scoring.Turn{PointsBefore: 91, MaxBefore: 122, PassBefore: 91, PointsAfter: 88, MaxAfter: 119, PassAfter: 89, Missed: []scheme.Condition{scheme.PointsAtLeastPass},
			Items: []scoring.ItemTurn{{Item: from.Criteria[0].ID, Gone: true, Before: 3}, {Item: "9-9-9", New: true, Assumed: true, Fails: true}, {Item: from.Criteria[1].ID, Before: 5, After: 3}}}, Assumed: scoring.AssumeMet}
	hidden := turned
	hidden.No, hidden.Assumed = "", scoring.AssumeUnmet
	return app.DraftView{From: from, To: &to, Changes: scheme.Compare(from, &to), Before: scheme.Stats(from), After: scheme.Stats(&to),
		Past: []app.PastView{{Of: scheme.New, Cases: 64, Met: app.Outcomes{{scoring.Pass, scoring.Pass}: 60, {scoring.Pass, scoring.Fail}: 4},
			Unmet: app.Outcomes{{scoring.Pass, scoring.Fail}: 64}, Turned: []app.TurnedCase{turned, hidden}, More: 62}}}, nil
}

// EditionFile is the same of each.
func (o *office) EditionFile(actor access.Actor, key, id string) (app.FileView, error) {
	if _, err := o.shelf.Edition(key, id); err != nil {
		return app.FileView{}, err
	}
	return app.FileView{Name: key + ".yaml", Content: []byte("format: 1\n")}, access.May(actor, access.Simulate, access.Object{Scheme: key}).Err()
}

// Figures are of two years: one of them hides what is few.
func (o *office) Figures(_ context.Context, actor access.Actor, _ string) (app.FiguresView, error) {
	day := civil.MustOf(2025, 5, 1)
	var facts []statistics.Fact
	for i := range 20 {
		facts = append(facts, statistics.Fact{Filed: day, Decided: day.AddDays(90 + i), Outcome: statistics.Renewed}, statistics.Fact{Filed: day.AddDays(-365), Decided: day, Outcome: statistics.Granted})
	}
	facts = append(facts, statistics.Fact{Filed: day, Decided: day.AddDays(9), Outcome: statistics.Refused})
	return app.FiguresView{Today: civil.In(noon), Schemes: []app.SchemeFigures{{Scheme: "anshin", Valid: 108, Years: statistics.ByYear(facts)}, {Scheme: "pmark"}}},
		access.May(actor, access.ViewFigures, access.Object{Kind: access.KindOffice, Scheme: "anshin"}).Err()
}
