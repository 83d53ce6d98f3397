package application

import (
	"cmp"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/eligibility"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
)

// Eligible asks whether the applicant may apply today (申請資格): from what it has
// stated, and from what the office itself has on record about it.
func Eligible(w *desk.Work) desk.Ground {
	facts := w.Case.Past // as the applicant states it
	facts.Region = cmp.Or(facts.Region, w.Case.Particulars.Region)
	addOwnRecords(w, &facts)
	result, err := eligibility.CheckApplication(w.Edition, w.Today, facts)
	w.Fail(err)
	if result.Eligible {
		return desk.Holds(true)
	}
	g := desk.Ground{Reasons: result.Reasons, Detail: map[string]string{"earliest": result.Earliest.String()}}
	for _, bar := range result.Grounds {
		g.Clause = bar.Clause
		g.Detail[string(bar.Reason)] = bar.Until.String()
	}
	return g
}

// addOwnRecords adds refusals, withdrawals and periods without application of this scheme
// that are in the office's own records, of imported marks too, so that nobody can leave
// them out, nor shed them by being entered anew under the same corporate number.
func addOwnRecords(w *desk.Work, facts *record.Past) {
	self := desk.Read(w, w.Applicant, w.Case.ApplicantID)
	same := []desk.CaseQuery{{ApplicantID: self.ID}}
	for _, number := range []string{self.CorporateNumber, w.Case.Particulars.CorporateNumber} {
		if number != "" {
			same = append(same, desk.CaseQuery{CorporateNumber: number})
		}
	}
	seen := map[string]bool{}
	for _, q := range same {
		q.Scheme, q.Visible = w.Case.Scheme, access.Everything()
		for _, c := range desk.Read(w, w.Cases, q) {
			if seen[c.ID] {
				continue
			}
			seen[c.ID] = true
			if d, decided := desk.Find(w, w.Decision, c.ID); decided && d.Outcome == record.Refused {
				facts.Refusals = append(facts.Refusals, eligibility.Refusals(d.Decided, desk.Read(w, w.Reexaminations, c.ID))...)
			}
			addMeasures(w, facts, seen, c.MarkID)
		}
		for _, m := range desk.Read(w, w.Marks, desk.MarkQuery{Scheme: w.Case.Scheme, ApplicantID: q.ApplicantID, CorporateNumber: q.CorporateNumber}) {
			addMeasures(w, facts, seen, m.ID)
		}
	}
}

// BarredUntil is the last day of the months without application that measures against
// marks of the applicant laid down; no date when they are over, or there are none.
func BarredUntil(w *desk.Work) (until civil.Date) {
	var facts record.Past
	addOwnRecords(w, &facts)
	for _, i := range facts.Incidents {
		if last := i.Until(); !last.Before(w.Today) && last.After(until) {
			until = last
		}
	}
	return until
}

// addMeasures adds what the history of a mark says against an application, once: that it
// was taken away, and the months that a measure laid down.
func addMeasures(w *desk.Work, facts *record.Past, seen map[string]bool, mark string) {
	if mark == "" || seen[mark] {
		return
	}
	seen[mark] = true
	history := desk.Read(w, w.MarkEvents, mark)
	facts.Cancellations = append(facts.Cancellations, lifecycle.Withdrawals(history)...)
	facts.Incidents = append(facts.Incidents, lifecycle.Barring(history)...)
}
