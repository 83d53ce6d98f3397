package judging

import (
	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/record"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/fault"
)

// CheckProofs refuses to call met what the records show to be unmet, or what they show
// nothing of. It is asked
// when a verdict is given, when the document review closes and when the committee
// decides, because evidence can come in between.
func CheckProofs(w *desk.Work, rows []record.Answer, v scoring.Voice) error {
	for _, p := range evidence.Proofs(w) {
		row, ok := scoring.At(rows, scheme.Place{Criterion: p.Criterion})
		if !ok || p.Holds || *v.In(&row).Verdict != record.Met {
			continue
		}
		return &fault.Refusal{Clause: p.Clause, Reason: "judge.contradicts-evidence",
			Detail: map[string]string{"criterion": p.Criterion, "verdict": p.Verdict}}
	}
	return checkEvidence(w, rows, v)
}

// checkEvidence refuses to call met what has not the evidence that its method asks for.
func checkEvidence(w *desk.Work, rows []record.Answer, v scoring.Voice) error {
	var items []string
	for i := range rows {
		if *v.In(&rows[i]).Verdict == record.Met {
			items = append(items, rows[i].Criterion)
		}
	}
	due := evidence.DueFor(w, items)
	if len(due) == 0 {
		return nil
	}
	return &fault.Refusal{Clause: evidence.ClauseOf(w, due), Reason: "judge.evidence-missing", Detail: evidence.Spelt(due)}
}

// ProofsStand refuses to end a review while a first verdict of met stands against what
// the records show.
func ProofsStand(w *desk.Work) error {
	return CheckProofs(w, desk.Read(w, w.Answers, w.Case.ID), scoring.First)
}
