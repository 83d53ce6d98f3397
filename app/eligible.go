package app

import (
	"slices"

	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/eligibility"
)

// eligible asks whether the applicant may apply today (申請資格): from what it has
// stated, and from what the office itself has on record about it.
func (w *work) eligible() (ground, error) {
	result, err := w.eligibility()
	if err != nil || result.Eligible {
		return held(err == nil), err
	}
	g := ground{reasons: result.Reasons, detail: map[string]string{"earliest": result.Earliest.String()}}
	for _, bar := range result.Grounds {
		g.clause = bar.Clause
		g.detail[string(bar.Reason)] = bar.Until.String()
	}
	return g, nil
}

func (w *work) eligibility() (eligibility.Result, error) {
	facts := w.statedFacts()
	if err := w.addOwnRecords(&facts); err != nil {
		return eligibility.Result{}, err
	}
	return eligibility.Check(w.edition, w.today, facts)
}

// statedFacts are the facts as the applicant states them, with its region.
func (w *work) statedFacts() (facts record.Past) {
	facts = w.c.Past
	if facts.Region == "" {
		facts.Region = w.c.Particulars.Region
	}
	return facts
}

// addOwnRecords adds refusals and withdrawals of this scheme that are in the
// office's own records, so that nobody can leave them out, nor shed them by being
// entered anew under the same corporate number.
func (w *work) addOwnRecords(facts *record.Past) error {
	self, err := w.Applicant(w.c.ApplicantID)
	if err != nil {
		return err
	}
	same := []CaseQuery{{ApplicantID: self.ID}}
	for _, number := range []string{self.CorporateNumber, w.c.Particulars.CorporateNumber} {
		if number != "" {
			same = append(same, CaseQuery{CorporateNumber: number})
		}
	}
	var all []record.Case
	for _, q := range same {
		q.Scheme, q.Visible = w.c.Scheme, access.Everything()
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
	return w.addPast(facts, all)
}

func (w *work) addPast(facts *record.Past, cases []record.Case) error {
	seen := map[string]bool{}
	for _, c := range cases {
		d, decided, err := notFound(w.Decision(c.ID))
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
