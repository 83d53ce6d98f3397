package app

import (
	"akashi/app/judging"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/scoring"
)

// VoiceScore is the score of one voice as it stands, and what of it is certain.
type VoiceScore struct {
	Of      string          `json:"of"` // claim, first or final
	Result  scoring.Result  `json:"result"`
	Outlook scoring.Outlook `json:"outlook"`
}

// Headline is the word for how the score stands: a failure is certain (不合格が確定) once
// nothing that is still to be judged can help, and a pass once nothing is open.
func (s VoiceScore) Headline() string {
	switch {
	case s.Result.Outcome == scoring.Fail:
		return string(scoring.Fail)
	case !s.Outlook.CanPass:
		return "fail_certain"
	case s.Outlook.CertainPass:
		return string(scoring.Pass)
	}
	return string(scoring.Incomplete)
}

// standing scores the voice that stands: the latest one the actor is shown.
func (v *viewer) standing(rows []record.Answer) {
	of := scoring.Claim
	if v.mask[access.FirstNotes] && scoring.First.Speaks(rows) {
		of = scoring.First
	}
	if v.mask[access.FinalNotes] && scoring.Final.Speaks(rows) {
		of = scoring.Final
	}
	if of == scoring.Claim && v.Case.IsCarried() {
		return // nobody has claimed anything here: the application was made on paper
	}
	result, outlook := judging.Outlook(v.Work, rows, of)
	if of != scoring.Claim && !v.mask[access.Graded] {
		result = result.Veiled(v.veiled)
	}
	v.view.Score = &VoiceScore{string(of), result, outlook}
}
