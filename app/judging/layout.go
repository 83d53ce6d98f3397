package judging

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/scoring"
	"akashi/scheme"
)

// LayOutAnswers makes an empty answer for each criterion and aspect; at renewal
// the last final verdicts come along as the first claims, whatever edition they are of.
func LayOutAnswers(w *desk.Work) {
	layOut(w, Before(w), nil)
}

// Before is what the case before came to (前回), as claims of this edition: those with which
// a renewal begins. It is none for a case that renews nothing, and for one whose own verdict
// the mark rests on by now.
func Before(w *desk.Work) []record.Answer {
	if w.Case.MarkID == "" {
		return nil
	}
	at := desk.Read(w, w.Tx.Mark, w.Case.MarkID).CaseID
	if at == "" || at == w.Case.ID { // carried over without a case
		return nil
	}
	earlier := desk.Read(w, w.Tx.Case, at)
	was, err := w.Desk.Shelf.Edition(earlier.Scheme, earlier.Edition)
	w.Fail(err)
	return carried(w, scoring.Renewed(was, desk.Read(w, w.Answers, earlier.ID)), was)
}

// CarryAnswers lays the answers of a draft out under the edition on the desk, with what
// it has claimed under another one, and names the criteria that are open.
func CarryAnswers(w *desk.Work, was *scheme.Edition) (open []string) {
	under := func(e *scheme.Edition) []record.Answer {
		rows, err := w.AnswersUnder(w.Case.ID, e.ID)
		w.Fail(err)
		return rows
	}
	return layOut(w, carried(w, under(was), was), under(w.Edition))
}

func carried(w *desk.Work, claims []record.Answer, was *scheme.Edition) []record.Answer {
	between := w.Desk.Shelf.Between(was, w.Edition)
	if len(between) == 0 && was != w.Edition { // to an earlier edition no lineage leads
		claims = slices.DeleteFunc(claims, func(a record.Answer) bool { return !sameWords(was, w.Edition, a.Criterion) })
	}
	return scoring.Carry(claims, between, w.Edition, w.CaseType())
}

func sameWords(a, b *scheme.Edition, id string) bool {
	one, here := a.Criterion(id)
	other, there := b.Criterion(id)
	return here && there && one.Wording() == other.Wording()
}

// layOut puts an answer at each place of the edition on the desk, with the claim that
// comes along, and names the places that have none. A draft that comes back to an
// edition has answers there.
func layOut(w *desk.Work, claims, there []record.Answer) (open []string) {
	var rows []any
	for _, place := range w.Edition.Places() {
		a, ok := scoring.At(there, place)
		if !ok {
			a = record.Answer{ID: w.NewID(), CaseID: w.Case.ID, Edition: w.Edition.ID, Criterion: place.Criterion, Aspect: place.Aspect, Version: 1}
		}
		if c, claimed := scoring.At(claims, place); claimed {
			a.Claim, a.ClaimPoints, a.ClaimNote, a.Justification = c.Claim, c.ClaimPoints, c.ClaimNote, c.Justification
		}
		if a.Changed = w.Now; a.Claim == "" {
			open = append(open, place.String())
		}
		if ok {
			w.Save(&a)
			continue
		}
		rows = append(rows, &a)
	}
	w.Add(rows...)
	return open
}
