package store

import "akashi/record"

func visits() table[record.Visit] {
	return table[record.Visit]{name: "visit", key: "id", columns: func(v *record.Visit) []column {
		return []column{
			{"id", &v.ID}, {"case_id", &v.CaseID}, {"kind", &v.Kind}, {"day", &v.Day}, {"minutes", &v.Minutes},
			{"persons", &v.Persons}, {"note", &v.Note}, {"by", &v.By}, {"corrects", optional{&v.Corrects}}, {"reason", &v.Reason}, {"version", &v.Version},
		}
	}}
}

func reports() table[record.Report] {
	return table[record.Report]{name: "report", key: "id", columns: func(p *record.Report) []column {
		return []column{
			{"id", &p.ID}, {"case_id", &p.CaseID}, {"recommendation", &p.Recommendation}, {"summary", &p.Summary}, {"reason", &p.Reason},
			{"outcome", &p.Outcome}, {"points", &p.Points}, {"filed", &p.Filed}, {"by", &p.By},
		}
	}}
}

// Visits returns the on-site reviews of the case by day.
func (r reader) Visits(caseID string) ([]record.Visit, error) {
	return find(r, visits(), "WHERE case_id = ? ORDER BY day, id", caseID)
}

// Report returns the latest review report of the case.
func (r reader) Report(caseID string) (record.Report, error) {
	return one(r, reports(), "of case "+caseID, "WHERE case_id = ? ORDER BY filed DESC, id DESC", caseID)
}

func eligibilityChecks() table[record.EligibilityCheck] {
	return table[record.EligibilityCheck]{name: "eligibility_check", key: "id", columns: func(c *record.EligibilityCheck) []column {
		return []column{
			{"id", &c.ID}, {"case_id", &c.CaseID}, {"round", &c.Round}, {"day", &c.Day}, {"found", &c.Found}, {"bar", &c.Bar},
			{"reason", &c.Reason}, {"by", &c.By}, {"at", moment{&c.At}},
		}
	}}
}

// EligibilityChecks returns what was found of eligibility on site, the last of which
// stands.
func (r reader) EligibilityChecks(caseID string) ([]record.EligibilityCheck, error) {
	return find(r, eligibilityChecks(), "WHERE case_id = ? ORDER BY round", caseID)
}
