package store

import "akashi/record"

func charges() table[record.Charge] {
	return table[record.Charge]{name: "charge", key: "id", columns: func(c *record.Charge) []column {
		return []column{
			{"id", &c.ID}, {"case_id", &c.CaseID}, {"mark_id", optional{&c.MarkID}}, {"code", &c.Code},
			{"amount", &c.Amount}, {"tax_rate_permille", &c.Tax}, {"basis", asJSON{&c.Basis}}, {"raised", &c.Raised},
			{"due", &c.Due}, {"paid", &c.Paid}, {"status", &c.Status}, {"version", &c.Version},
		}
	}}
}

func payments() table[record.Payment] {
	return table[record.Payment]{name: "payment", key: "id", columns: func(p *record.Payment) []column {
		return []column{
			{"id", &p.ID}, {"charge_id", &p.ChargeID}, {"case_id", &p.CaseID}, {"amount", &p.Amount},
			{"received", &p.Received}, {"note", &p.Note}, {"by", &p.By},
			{"reverses", optional{&p.Reverses}}, {"reason", &p.Reason},
		}
	}}
}

// Charge returns the charge with the ID.
func (r reader) Charge(id string) (record.Charge, error) {
	return one(r, charges(), id, "WHERE id = ?", id)
}

// Charges returns what the case owes or has paid, in the order in which it was
// raised.
func (r reader) Charges(caseID string) ([]record.Charge, error) {
	return find(r, charges(), "WHERE case_id = ? ORDER BY raised, id", caseID)
}

// Payments returns the money received for the case, in the order of its arrival.
func (r reader) Payments(caseID string) ([]record.Payment, error) {
	return find(r, payments(), "WHERE case_id = ? ORDER BY received, id", caseID)
}
