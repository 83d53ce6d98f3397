package app

import (
	"akashi/access"
	"akashi/eligibility"
	"akashi/record"
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
	facts, err := w.statedFacts()
	if err != nil {
		return eligibility.Result{}, err
	}
	if err := w.addOwnRecords(&facts); err != nil {
		return eligibility.Result{}, err
	}
	return eligibility.Check(w.edition, w.today, facts)
}

// statedFacts are the facts as the applicant states them, with its region.
func (w *work) statedFacts() (facts record.Past, err error) {
	facts = w.c.Past
	if facts.Region == "" {
		a, err := w.Applicant(w.c.ApplicantID)
		if err != nil {
			return facts, err
		}
		facts.Region = a.Region
	}
	return facts, nil
}

// addOwnRecords adds refusals and withdrawals of this scheme that are in the
// office's own records, so that nobody can leave them out, nor shed them by being
// entered anew under the same corporate number.
func (w *work) addOwnRecords(facts *record.Past) error {
	same, err := w.sameApplicants()
	if err != nil {
		return err
	}
	for _, id := range same {
		cases, err := w.Cases(CaseQuery{Scheme: w.c.Scheme, ApplicantID: id, Visible: access.Everything()})
		if err != nil {
			return err
		}
		if err := w.addPast(facts, cases); err != nil {
			return err
		}
	}
	return nil
}

// sameApplicants are the entries of the applicant: its own, and others of its
// corporate number.
func (w *work) sameApplicants() ([]string, error) {
	self, err := w.Applicant(w.c.ApplicantID)
	if err != nil || self.CorporateNumber == "" {
		return []string{w.c.ApplicantID}, err
	}
	all, err := w.Applicants()
	var same []string
	for _, a := range all {
		if a.CorporateNumber == self.CorporateNumber {
			same = append(same, a.ID)
		}
	}
	return same, err
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
