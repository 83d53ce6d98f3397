package review

import (
	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/app/judging"
	"akashi/app/money"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/fault"
)

// ReportInput closes the evaluation.
type ReportInput struct {
	Recommendation record.Recommendation `json:"recommendation" enum:"grant,refuse,undecided" doc:"grant, refuse or undecided"`
	Summary        string                `json:"summary" doc:"what the committee should know"`
}

// FileReport closes the evaluation (審査報告):
//  1. score the first verdicts; what is left to the committee stays open;
//  2. write the report with its recommendation;
//  3. freeze the dossier that the decision will name;
//  4. raise what falls due when the review is completed.
func FileReport(w *desk.Work, in ReportInput) error {
	if err := in.Check(); err != nil {
		return err
	}
	result, _ := judging.Score(w, scoring.First)
	if err := w.Move(lifecycle.FileReport, desk.Grounds{lifecycle.ReportWritten: desk.Holds(true)}); err != nil {
		return err
	}
	w.Add(&record.Report{ID: w.NewID(), CaseID: w.Case.ID, Recommendation: in.Recommendation, Summary: in.Summary,
		Outcome: string(result.Outcome), Points: result.Points, Filed: w.Today, By: w.Actor.ID})
	evidence.Freeze(w, record.StageReviewed)
	money.RaiseCharges(w, scheme.DueAfterReview)
	return nil
}

// Check finds what is wrong with the input by itself.
func (in ReportInput) Check() error {
	var p fault.Problems
	known := []record.Recommendation{record.RecommendGrant, record.RecommendRefuse, record.RecommendUndecided}
	fault.OneOf(&p, "report.recommendation", "/recommendation", in.Recommendation, known)
	p.Want(in.Summary != "", "report.summary", "/summary")
	return p.Err()
}
