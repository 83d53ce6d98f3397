package judging

import (
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/scoring"
	"akashi/scheme"
)

// belongsTo reports whether a verdict is given at the step. A criterion without
// aspects is judged at the document review, or on site when there is none.
func belongsTo(w *desk.Work, p scheme.Place, step scheme.Step) bool {
	for _, a := range w.Edition.Aspects {
		if a.ID == p.Aspect {
			return a.Step == step
		}
	}
	return step == scheme.StepDocumentReview || !w.Edition.Process.Takes(scheme.StepDocumentReview)
}

// judgements turns the answers of a case into what the score reads. The final
// verdict stands where there is one, the first verdict otherwise.
func judgements(rows []record.Answer, v Voice) []scoring.Judgement {
	all := make([]scoring.Judgement, 0, len(rows))
	for i := range rows {
		s := v.of(&rows[i])
		if v == Final && *s.status == "" {
			s = First.of(&rows[i])
		}
		j := scoring.Judgement{Criterion: rows[i].Criterion, Aspect: rows[i].Aspect, Status: *s.status, Points: *s.points, Justification: rows[i].Justification}
		all = append(all, j)
	}
	return all
}

// Score works out the verdict on the case as one voice sees it.
func Score(w *desk.Work, v Voice) (scoring.Result, scoring.Vector) {
	return ScoreRows(w, desk.Read(w, w.Answers, w.Case.ID), v)
}

// ScoreRows works out the verdict that answers come to, in one voice.
func ScoreRows(w *desk.Work, rows []record.Answer, v Voice) (scoring.Result, scoring.Vector) {
	sheet, t := scoreSheet(w), w.CaseType()
	if sheet == nil {
		return scoring.Result{}, scoring.Vector{}
	}
	judged, err := sheet.Judge(t, judgements(rows, v))
	w.Fail(err)
	result, err := scoring.Score(sheet, t, judged.Vector)
	w.Fail(err)
	return result, judged.Vector
}

// ClaimsComplete asks whether the applicant has answered every criterion.
func ClaimsComplete(w *desk.Work) desk.Ground {
	result, _ := Score(w, Claim)
	if len(result.Unanswered) == 0 {
		return desk.Holds(true)
	}
	return desk.Because(false, w.Edition.Pass.Source, "unanswered", desk.List(result.Unanswered))
}

// JudgedAt asks whether every verdict of the step is given; "cannot judge" is
// one, for the committee to settle.
func JudgedAt(step scheme.Step) func(*desk.Work) desk.Ground {
	return func(w *desk.Work) desk.Ground {
		var open []string
		for _, r := range desk.Read(w, w.Answers, w.Case.ID) {
			p := scheme.Place{Criterion: r.Criterion, Aspect: r.Aspect}
			if r.First == "" && belongsTo(w, p, step) {
				open = append(open, p.String())
			}
		}
		return desk.Because(len(open) == 0, w.Edition.Pass.Source, "unjudged", desk.List(open))
	}
}

// scoreSheet is the edition as the scoring rule reads it, compiled once a use case.
func scoreSheet(w *desk.Work) *scoring.Sheet {
	return desk.Once(w, func() (*scoring.Sheet, error) { return scoring.Compile(w.Edition) })
}
