package store

import (
	"time"

	"akashi/record"
)

func observations() table[record.Observation] {
	return table[record.Observation]{name: "observation", key: "id", columns: func(o *record.Observation) []column {
		return []column{
			{"id", &o.ID}, {"case_id", &o.CaseID}, {"criterion", &o.Criterion}, {"text", &o.Text}, {"name", &o.Name}, {"type", &o.Type},
			{"size", &o.Size}, {"sha256", &o.SHA256}, {"corrects", optional{&o.Corrects}}, {"reason", &o.Reason}, {"by", &o.By}, {"at", moment{&o.At}},
		}
	}}
}

func closings() table[record.Closing] {
	return table[record.Closing]{name: "closing", key: "id", columns: func(c *record.Closing) []column {
		return []column{
			{"id", &c.ID}, {"case_id", &c.CaseID}, {"round", &c.Round}, {"day", &c.Day}, {"text", &c.Text}, {"sha256", &c.SHA256},
			{"person", &c.Person}, {"post", &c.Post}, {"remark", &c.Remark}, {"reason", &c.Reason}, {"by", &c.By}, {"at", moment{&c.At}},
		}
	}}
}

func checkOuts() table[record.CheckOut] {
	return table[record.CheckOut]{name: "check_out", key: "id", columns: func(c *record.CheckOut) []column {
		return []column{
			{"id", &c.ID}, {"case_id", &c.CaseID}, {"user_id", &c.UserID}, {"key", &c.Key}, {"at", moment{&c.At}}, {"until", moment{&c.Until}},
			{"ended", moment{&c.Ended}}, {"ended_by", &c.EndedBy}, {"reason", &c.Reason}, {"version", &c.Version},
		}
	}}
}

// Observations returns what was seen on site, in its order, with those that were corrected.
func (r reader) Observations(caseID string) ([]record.Observation, error) {
	return find(r, observations(), "WHERE case_id = ? ORDER BY at, id", caseID)
}

// Closings returns the sheets of the closing meetings, the last of which stands.
func (r reader) Closings(caseID string) ([]record.Closing, error) {
	return find(r, closings(), "WHERE case_id = ? ORDER BY round", caseID)
}

// CheckOuts returns who carries or carried the case on a device, the first first.
func (r reader) CheckOuts(caseID string) ([]record.CheckOut, error) {
	return find(r, checkOuts(), "WHERE case_id = ? ORDER BY at, id", caseID)
}

// CheckOutsSince returns those of all cases that were to last beyond a moment, the first to end first.
func (r reader) CheckOutsSince(at time.Time) ([]record.CheckOut, error) {
	return find(r, checkOuts(), "WHERE until > ? ORDER BY until, id", moment{&at})
}
