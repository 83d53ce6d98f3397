package store

import "akashi/record"

func inCharge() table[record.InCharge] {
	return table[record.InCharge]{name: "in_charge", key: "id", columns: func(c *record.InCharge) []column {
		return []column{
			{"id", &c.ID}, {"case_id", &c.CaseID}, {"round", &c.Round}, {"user_id", &c.UserID}, {"by", &c.By}, {"at", moment{&c.At}},
		}
	}}
}

// InCharge returns who of the office saw the case through, every round in order; of every case
// with no ID.
func (r reader) InCharge(caseID string) ([]record.InCharge, error) {
	if caseID == "" {
		return find(r, inCharge(), "ORDER BY case_id, round")
	}
	return find(r, inCharge(), "WHERE case_id = ? ORDER BY round", caseID)
}
