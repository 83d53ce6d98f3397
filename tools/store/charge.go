package store

import (
	"akashi/app/desk"
	"akashi/record"
	"akashi/values/civil"
)

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
			{"reverses", optional{&p.Reverses}}, {"reason", &p.Reason}, {"kind", &p.Kind}, {"record_id", optional{&p.Record}},
		}
	}}
}

func chargeCorrections() table[record.ChargeCorrection] {
	return table[record.ChargeCorrection]{name: "charge_correction", key: "id", columns: func(c *record.ChargeCorrection) []column {
		return []column{
			{"id", &c.ID}, {"charge_id", &c.ChargeID}, {"case_id", &c.CaseID}, {"round", &c.Round}, {"from_amount", &c.FromAmount},
			{"from_due", &c.FromDue}, {"amount", &c.Amount}, {"due", &c.Due}, {"reason", &c.Reason}, {"by", &c.By},
			{"at", moment{&c.At}},
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

// Owed returns every charge that is owed and has its last day, by that day.
func (r reader) Owed() ([]record.Charge, error) {
	return find(r, charges(), "WHERE status = ? AND due IS NOT NULL ORDER BY due, id", record.ChargeOwed)
}

// ChargeCorrections returns what the charges of the case were before they followed a
// correction, the oldest first.
func (r reader) ChargeCorrections(caseID string) ([]record.ChargeCorrection, error) {
	return find(r, chargeCorrections(), "WHERE case_id = ? ORDER BY at, charge_id, round", caseID)
}

// Payments returns the money received for the case, in the order of its arrival.
func (r reader) Payments(caseID string) ([]record.Payment, error) {
	return find(r, payments(), "WHERE case_id = ? ORDER BY received, id", caseID)
}

// ChargesLike returns the charges that a question finds, by their last day, those without one last.
func (r reader) ChargesLike(q desk.ChargeQuery) ([]record.Charge, error) {
	c := chargesLike(q)
	return find(r, charges(), c.where()+"ORDER BY (CASE WHEN due IS NULL THEN 1 ELSE 0 END), due, id"+limit(q.Limit), c.args...)
}

// PaymentsLike returns the payments of such charges, in the order of their arrival.
func (r reader) PaymentsLike(q desk.ChargeQuery) ([]record.Payment, error) {
	of := chargesLike(q)
	var c conditions
	c.and("charge_id IN (SELECT id FROM charge "+of.where()+")", of.args...)
	between(&c, "received", q.Received)
	return find(r, payments(), c.where()+"ORDER BY received, id"+limit(q.Limit), c.args...)
}

func chargesLike(q desk.ChargeQuery) (c conditions) {
	var of conditions
	visible(&of, q.Visible)
	of.same("scheme", q.Scheme)
	c.and("case_id IN (SELECT id FROM case_file "+of.where()+")", of.args...)
	c.same("status", string(q.Status))
	between(&c, "raised", q.Raised)
	between(&c, "due", q.Due)
	between(&c, "paid", q.Paid)
	return c
}

// between narrows to the days of a range that has a last one.
func between(c *conditions, column string, days civil.Range) {
	if !days.To.IsZero() {
		c.and(column+" >= ? AND "+column+" <= ?", days.From, days.To)
	}
}
