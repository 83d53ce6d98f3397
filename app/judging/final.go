package judging

import (
	"akashi/app/desk"
	"akashi/rules/scoring"
	"akashi/scheme"
)

// JudgeFinal keeps the committee's final verdicts (最終判定), given by its chair or the
// secretariat:
//  1. check every verdict against the edition, all at once;
//  2. each verdict that changes or settles what stood has a note that says why;
//  3. refuse to call met what the evidence on record shows to be unmet;
//  4. keep all of them, with who gave them and when.
func JudgeFinal(w *desk.Work, in AnswersInput) error {
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
