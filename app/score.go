package app

import (
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/rules/scoring"
	"akashi/scheme"
)

// stepOf is the step of the procedure that a state of review belongs to.
func stepOf(state lifecycle.State) scheme.Step {
	switch state {
	case lifecycle.OnSiteReview, lifecycle.OnSiteCorrection:
		return scheme.StepOnSiteReview
	}
	return scheme.StepDocumentReview
}

// belongsTo reports whether a verdict is given at the step. A criterion without
// aspects is judged at the document review, or on site when there is none.
func (w *work) belongsTo(p scheme.Place, step scheme.Step) bool {
	for _, a := range w.edition.Aspects {
		if a.ID == p.Aspect {
			return a.Step == step
		}
	}
	return step == scheme.StepDocumentReview || !w.edition.Process.Takes(scheme.StepDocumentReview)
}

// judgements turns the answers of a case into what the score reads. The final
// verdict stands where there is one, the first verdict otherwise.
func judgements(rows []record.Answer, v voice) []scoring.Judgement {
	all := make([]scoring.Judgement, 0, len(rows))
	for i := range rows {
		s := v.of(&rows[i])
		if v == final && *s.status == "" {
			s = first.of(&rows[i])
		}
		j := scoring.Judgement{Criterion: rows[i].Criterion, Aspect: rows[i].Aspect, Status: *s.status, Points: *s.points, Justification: rows[i].Justification}
		all = append(all, j)
	}
	return all
}

// score works out the verdict on the case as one voice sees it.
func (w *work) score(v voice) (scoring.Result, scoring.Vector, error) {
	rows, err := w.Answers(w.c.ID)
	if err != nil {
		return scoring.Result{}, scoring.Vector{}, err
	}
	return w.scoreRows(rows, v)
}

func (w *work) scoreRows(rows []record.Answer, v voice) (scoring.Result, scoring.Vector, error) {
	sheet, err := w.scoreSheet()
	if err != nil {
		return scoring.Result{}, scoring.Vector{}, err
	}
	t := w.caseType()
	judged, err := sheet.Judge(t, judgements(rows, v))
	if err != nil {
		return scoring.Result{}, scoring.Vector{}, err
	}
	result, err := scoring.Score(sheet, t, judged.Vector)
	return result, judged.Vector, err
}

func (w *work) claimsComplete() (ground, error) {
	result, _, err := w.score(claim)
	if err != nil || len(result.Unanswered) == 0 {
		return held(err == nil), err
	}
	return because(false, w.edition.Pass.Source, "unanswered", list(result.Unanswered)), nil
}

// judgedAt asks whether every verdict of the step is given; "cannot judge" is
// one, for the committee to settle.
func judgedAt(step scheme.Step) func(*work) (ground, error) {
	return func(w *work) (ground, error) {
		rows, err := w.Answers(w.c.ID)
		var open []string
		for _, r := range rows {
			p := scheme.Place{Criterion: r.Criterion, Aspect: r.Aspect}
			if r.First == "" && w.belongsTo(p, step) {
				open = append(open, p.String())
			}
		}
		return because(len(open) == 0, w.edition.Pass.Source, "unjudged", list(open)), err
	}
}

// scoreSheet is the edition as the scoring rule reads it, compiled once a use case.
func (w *work) scoreSheet() (*scoring.Sheet, error) {
	return once(w, func() (*scoring.Sheet, error) { return scoring.Compile(w.edition) })
}
