package judging

import (
	"akashi/app/desk"
	"akashi/rules/scoring"
	"akashi/scheme"
)

// KeepFinal keeps final verdicts (最終判定) where they differ from the first ones or
// these were left to the committee.
func KeepFinal(w *desk.Work, in AnswersInput) error {
	return keepAnswers(w, in, scoring.Final, func(scheme.Place) bool { return true })
}

// explain asks for a reason wherever a final verdict is another than the one that
// stood before it.
func (e *entry) explain(notes map[string]string) {
	explained := map[scheme.Place]bool{}
	for name, why := range notes {
		for _, p := range e.Edition.Named(name) {
			explained[p] = explained[p] || why != ""
		}
	}
	for _, p := range e.Edition.Places() {
		was, _ := scoring.At(e.rows, p)
		now := e.changed[p]
		if e.Voice == scoring.Final && now != nil && !explained[p] && !scoring.Standing(now).Is(scoring.Standing(&was)) {
			e.problems.Add("judge.reason", "/notes/"+p.String(), "given", p)
		}
	}
}
