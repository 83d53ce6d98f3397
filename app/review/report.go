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
	Reason         string                `json:"reason,omitempty" doc:"why the recommendation differs from the score, where it does"`
}

// FileReport closes the evaluation (審査報告):
//  1. score the first verdicts; what is left to the committee stays open;
//  2. a recommendation that differs from that score, or from a disqualification that was
//     found on site, says why;
//  3. write the report with its recommendation;
//  4. freeze the dossier that the decision will name;
//  5. raise what falls due when the review is completed.
func FileReport(w *desk.Work, in ReportInput) error {
	if err := in.Check(); err != nil {
		return err
	}
	result, _ := judging.Score(w, scoring.First)
	scored := recommendedBy(result.Outcome)
	if !NotBarred(w).Holds {
		scored = record.RecommendRefuse
	}
	if in.Recommendation != scored && in.Reason == "" {
		return fault.Wrong("report.reason", "/reason", "given", in.Recommendation, "score", result.Outcome)
	}
	if err := w.Move(lifecycle.FileReport, desk.Grounds{lifecycle.ReportWritten: desk.Holds(true)}); err != nil {
		return err
	}
	w.Add(&record.Report{ID: w.NewID(), CaseID: w.Case.ID, Recommendation: in.Recommendation, Summary: in.Summary, Reason: in.Reason,
		Outcome: string(result.Outcome), Points: result.Points, Filed: w.Today, By: w.Actor.ID})
	evidence.Freeze(w, record.StageReviewed)
	money.RaiseCharges(w, scheme.DueAfterReview)
	w.LetterInCharge("office-ready")
	return nil
}

// Resume goes on with the review after its report, because something has changed markedly
// (再現地審査, S3-14) or because what failed can be put right. The report that was filed
// stays; another one is filed when the review is closed again.
func Resume(w *desk.Work, in desk.ReasonInput) error {
	if err := in.Check(); err != nil {
		return err
	}
	if err := w.Move(lifecycle.ResumeReview, nil); err != nil {
		return err
	}
	w.Case.Reason = in.Reason
	w.Letter(w.Case.ApplicantID, "review-resumed", map[string]string{"no": w.Case.No, "reason": in.Reason})
	return nil
}

// recommendedBy is the recommendation that a score alone would make.
func recommendedBy(o scoring.Outcome) record.Recommendation {
	switch o {
	case scoring.Pass:
		return record.RecommendGrant
	case scoring.Fail:
		return record.RecommendRefuse
	}
	return record.RecommendUndecided
}

// Check finds what is wrong with the input by itself.
func (in ReportInput) Check() error {
	var p fault.Problems
	known := []record.Recommendation{record.RecommendGrant, record.RecommendRefuse, record.RecommendUndecided}
	fault.OneOf(&p, "report.recommendation", "/recommendation", in.Recommendation, known)
	p.Want(in.Summary != "", "report.summary", "/summary")
	return p.Err()
}
