package store

import "akashi/record"

func pendings() table[record.Pending] {
	return table[record.Pending]{name: "pending", key: "id", columns: func(p *record.Pending) []column {
		return []column{
			{"id", &p.ID}, {"scheme", &p.Scheme}, {"word", &p.Word}, {"act", &p.Act}, {"kind", &p.Kind}, {"object", &p.Object},
			{"seen", &p.Seen}, {"input", written{&p.Input}}, {"first", &p.First}, {"role", &p.Role}, {"at", moment{&p.At}},
			{"state", &p.State}, {"second", &p.Second}, {"reason", &p.Reason}, {"settled", moment{&p.Settled}}, {"version", &p.Version},
		}
	}}
}

func safeguards() table[record.Safeguard] {
	return table[record.Safeguard]{name: "safeguard", key: "id", columns: func(s *record.Safeguard) []column {
		return []column{
			{"id", &s.ID}, {"scheme", &s.Scheme}, {"word", &s.Word}, {"round", &s.Round}, {"is_on", &s.On}, {"reason", &s.Reason},
			{"decided_by", &s.By}, {"at", moment{&s.At}},
		}
	}}
}

// Pending returns the pending act with the ID.
func (r reader) Pending(id string) (record.Pending, error) {
	return one(r, pendings(), id, "WHERE id = ?", id)
}

// AllPending returns what waits for a second person, the oldest first.
func (r reader) AllPending() ([]record.Pending, error) {
	return find(r, pendings(), "WHERE state = ? ORDER BY at, id", record.PendingWaiting)
}

// Safeguards returns the decisions on a second person, those on each act in their order.
func (r reader) Safeguards() ([]record.Safeguard, error) {
	return find(r, safeguards(), "ORDER BY scheme, word, round")
}
