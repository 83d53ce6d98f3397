package application

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/eligibility"
)

// Eligible asks whether the applicant may apply today (申請資格): from what it has
// stated, and from what the office itself has on record about it.
func Eligible(w *desk.Work) (desk.Ground, error) {
	result, err := eligibilityOf(w)
	if err != nil || result.Eligible {
		return desk.Holds(err == nil), err
	}
	g := desk.Ground{Reasons: result.Reasons, Detail: map[string]string{"earliest": result.Earliest.String()}}
	for _, bar := range result.Grounds {
		g.Clause = bar.Clause
		g.Detail[string(bar.Reason)] = bar.Until.String()
	}
	return g, nil
}

func eligibilityOf(w *desk.Work) (eligibility.Result, error) {
	facts := statedFacts(w)
	if err := addOwnRecords(w, &facts); err != nil {
		return eligibility.Result{}, err
	}
	return eligibility.Check(w.Edition, w.Today, facts)
}

// statedFacts are the facts as the applicant states them, with its region.
func statedFacts(w *desk.Work) (facts record.Past) {
	facts = w.Case.Past
	if facts.Region == "" {
		facts.Region = w.Case.Particulars.Region
	}
	return facts
}

// addOwnRecords adds refusals and withdrawals of this scheme that are in the
// office's own records, so that nobody can leave them out, nor shed them by being
// entered anew under the same corporate number.
func addOwnRecords(w *desk.Work, facts *record.Past) error {
	self, err := w.Applicant(w.Case.ApplicantID)
	if err != nil {
		return err
	}
	same := []desk.CaseQuery{{ApplicantID: self.ID}}
	for _, number := range []string{self.CorporateNumber, w.Case.Particulars.CorporateNumber} {
		if number != "" {
			same = append(same, desk.CaseQuery{CorporateNumber: number})
		}
	}
	var all []record.Case
	for _, q := range same {
		q.Scheme, q.Visible = w.Case.Scheme, access.Everything()
		cases, err := w.Cases(q)
		if err != nil {
			return err
		}
		for _, c := range cases {
			if !slices.ContainsFunc(all, func(seen record.Case) bool { return seen.ID == c.ID }) {
				all = append(all, c)
			}
		}
	}
	return addPast(w, facts, all)
}

func addPast(w *desk.Work, facts *record.Past, cases []record.Case) error {
	seen := map[string]bool{}
	for _, c := range cases {
		d, decided, err := desk.Known(w.Decision(c.ID))
		if err != nil {
			return err
		}
		if decided && d.Outcome == record.Refused {
			facts.Refusals = append(facts.Refusals, d.Decided)
		}
		if c.MarkID == "" || seen[c.MarkID] {
			continue
		}
		seen[c.MarkID] = true
		events, err := w.MarkEvents(c.MarkID)
		if err != nil {
			return err
		}
		for _, e := range events {
			if e.Kind == record.MarkEventWithdrawn {
				facts.Cancellations = append(facts.Cancellations, e.Day)
			}
		}
	}
	return nil
}
