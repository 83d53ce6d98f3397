package judging

import (
	"strconv"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/scoring"
	"akashi/scheme"
)

// Score works out the verdict on the case as one voice sees it.
func Score(w *desk.Work, v scoring.Voice) (scoring.Result, scoring.Vector) {
	return ScoreRows(w, desk.Read(w, w.Answers, w.Case.ID), v)
}

// ScoreRows works out the verdict that answers come to, in one voice.
func ScoreRows(w *desk.Work, rows []record.Answer, v scoring.Voice) (scoring.Result, scoring.Vector) {
	sheet, t := scoreSheet(w), w.CaseType()
	if sheet == nil {
		return scoring.Result{}, scoring.Vector{}
	}
	judged, err := sheet.Judge(t, v.Judgements(rows))
	w.Fail(err)
	result, err := scoring.Score(sheet, t, judged.Vector)
	w.Fail(err)
	return result, judged.Vector
}

// Outlook is the verdict that the answers come to in one voice, and what of it is certain. Of
// rows that whoever asks alone is told (Said), it is worked out for them.
func Outlook(w *desk.Work, rows []record.Answer, v scoring.Voice) (scoring.Result, scoring.Outlook) {
	if _, alone := own(w); alone {
		return outlookOf(w, rows, v)
	}
	made := desk.Made(w, "judging.outlook "+string(v), func() outlook {
		result, ahead := outlookOf(w, rows, v)
		return outlook{result, ahead}
	})
	return made.result, made.ahead
}

type outlook struct {
	result scoring.Result
	ahead  scoring.Outlook
}

func outlookOf(w *desk.Work, rows []record.Answer, v scoring.Voice) (scoring.Result, scoring.Outlook) {
	result, _ := ScoreRows(w, rows, v)
	_, vector := ScoreRows(w, v.Certain(w.Edition, rows), v)
	sheet := scoreSheet(w)
	if sheet == nil {
		return result, scoring.Outlook{}
	}
	outlook, err := scoring.Look(sheet, w.CaseType(), vector)
	w.Fail(err)
	return result, outlook
}

// ClaimsComplete asks whether the applicant has answered every criterion.
func ClaimsComplete(w *desk.Work) desk.Ground {
	result, _ := Score(w, scoring.Claim)
	if len(result.Unanswered) == 0 {
		return desk.Holds(true)
	}
	return desk.Because(false, w.Edition.Pass.Source, "unanswered", desk.List(result.Unanswered))
}

// JudgedAt asks whether every verdict of the step is given.
func JudgedAt(step scheme.Step) func(*desk.Work) desk.Ground {
	return func(w *desk.Work) desk.Ground {
		if judgedAlone(w, step) {
			return desk.Because(false, w.Edition.Process.Reviewers.Source, "alone", strconv.Itoa(JudgedAlone(w)))
		}
		open := scoring.Unjudged(w.Edition, desk.Read(w, w.Answers, w.Case.ID), step)
		return desk.Because(len(open) == 0, w.Edition.Pass.Source, "unjudged", desk.List(open))
	}
}

// FirstStage asks whether the first verdicts pass the first stage, or fail it, where the
// scheme lets it fail (I-15). What was left to the committee is for the committee.
func FirstStage(passed bool) func(*desk.Work) desk.Ground {
	return func(w *desk.Work) desk.Ground {
		can := w.Edition.Process.FirstStageFails
		if !can.Value {
			return desk.Because(passed, w.Edition.Process.Source)
		}
		result, _ := Score(w, scoring.First)
		return desk.Because((result.Outcome != scoring.Fail) == passed, can.Source, "missing", desk.List(result.Missing),
			"zero_failed", desk.List(result.ZeroFailed), "points", strconv.Itoa(result.Points), "points_pass", strconv.Itoa(result.PointsPass))
	}
}

// scoreSheet is the edition as the scoring rule reads it; nil where it cannot be scored.
func scoreSheet(w *desk.Work) *scoring.Sheet {
	sheet, err := scheme.Made(w.Desk.Shelf, w.Edition, scoring.Compile)
	w.Fail(err)
	return sheet
}
