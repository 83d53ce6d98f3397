package app

import (
	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
)

// checkProofs refuses to call met what the records show to be unmet. It is asked
// when a verdict is given, when the document review closes and when the committee
// decides, because evidence can come in between.
func (w *work) checkProofs(rows []record.Answer, v voice) error {
	proofs, err := w.proofs()
	if err != nil {
		return err
	}
	for _, p := range proofs {
		row, ok := find(rows, scheme.Place{Criterion: p.criterion})
		if !ok || p.holds || *v.of(&row).status != record.Met {
			continue
		}
		return &fault.Refusal{Clause: p.clause, Reason: "judge.contradicts-evidence",
			Detail: map[string]string{"criterion": p.criterion, "verdict": p.verdict}}
	}
	return nil
}

// proofsStand foresees the end of a review: no first verdict of met may stand
// against what the records show.
func (w *work) proofsStand() (prospect, error) {
	rows, err := w.Answers(w.c.ID)
	if err != nil {
		return prospect{}, err
	}
	return against(w.checkProofs(rows, first))
}
