package store

import "akashi/record"

func findings() table[record.Finding] {
	return table[record.Finding]{name: "finding", key: "id", columns: func(f *record.Finding) []column {
		return []column{
			{"id", &f.ID}, {"case_id", &f.CaseID}, {"no", &f.No}, {"criterion", &f.Criterion}, {"aspect", &f.Aspect},
			{"step", &f.Step}, {"round", &f.Round}, {"text", &f.Text}, {"state", &f.State}, {"raised_by", &f.RaisedBy},
			{"raised", &f.Raised}, {"due", &f.Due}, {"expected", &f.Expected}, {"correction", &f.Correction}, {"answered", &f.Answered},
			{"judgement", &f.Judgement}, {"closed", &f.Closed}, {"version", &f.Version},
		}
	}}
}

// Findings returns the findings of the case by number.
func (r reader) Findings(caseID string) ([]record.Finding, error) {
	return find(r, findings(), "WHERE case_id = ? ORDER BY no", caseID)
}
