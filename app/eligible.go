package app

import (
	"encoding/json"
	"strings"

	"akashi/access"
	"akashi/civil"
	"akashi/eligibility"
	"akashi/fault"
	"akashi/record"
	"akashi/scheme"
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
func (w *work) statedFacts() (facts eligibility.Facts, err error) {
	if w.c.Facts != "" {
		if facts, err = eligibility.DecodeFacts(strings.NewReader(w.c.Facts)); err != nil {
			return facts, err
		}
	}
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
// office's own records, so that nobody can leave them out.
func (w *work) addOwnRecords(facts *eligibility.Facts) error {
	cases, err := w.Cases(CaseQuery{Scheme: w.c.Scheme, ApplicantID: w.c.ApplicantID, Visible: access.Everything()})
	if err != nil {
		return err
	}
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

// EvidenceInput states dated evidence: the shapes of the coverage rule for audits,
// and a day for each kind of dated evidence of the edition.
type EvidenceInput struct {
	Audits json.RawMessage   `json:"audits,omitempty" doc:"audits with completion day and items covered"`
	Dates  map[string]string `json:"dates,omitempty" doc:"day of each dated document, by its ID in the edition"`
}

// recordEvidence keeps the dated evidence as stated; what follows from it is
// worked out when asked.
func recordEvidence(w *work, in EvidenceInput) error {
	if err := w.checkEvidence(in); err != nil {
		return err
	}
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	w.c.Evidence = string(body)
	return w.saveCase()
}

// checkEvidence refuses evidence that cannot be read, all problems at once.
func (w *work) checkEvidence(in EvidenceInput) error {
	var p fault.Problems
	for id, day := range in.Dates {
		if !hasEvidence(w.edition.Evidence, id) {
			p.Addf("evidence.unknown", "/dates/"+id, "the edition does not ask for the date of %q", id)
		}
		if d, err := civil.Parse(day); err != nil || d.After(w.today) {
			p.Addf("evidence.day", "/dates/"+id, "%q is not a day that has come", day)
		}
	}
	return p.Err()
}

func hasEvidence(asked []scheme.EvidenceAge, id string) bool {
	for _, e := range asked {
		if e.ID == id {
			return true
		}
	}
	return false
}
