package store

import "akashi/record"

func matters() table[record.Matter] {
	return table[record.Matter]{name: "matter", key: "id", columns: func(m *record.Matter) []column {
		return []column{
			{"id", &m.ID}, {"no", &m.No}, {"kind", &m.Kind}, {"scheme", &m.Scheme}, {"state", &m.State}, {"ground", &m.Ground},
			{"number", &m.Number}, {"mark_id", optional{&m.MarkID}}, {"site", &m.Site}, {"text", &m.Text}, {"contact", &m.Contact},
			{"received", &m.Received}, {"by", &m.By}, {"at", moment{&m.At}}, {"outcome", &m.Outcome}, {"reason", &m.Reason},
			{"ended", &m.Ended}, {"version", &m.Version},
		}
	}}
}

func matterNotes() table[record.MatterNote] {
	return table[record.MatterNote]{name: "matter_note", key: "id", columns: func(n *record.MatterNote) []column {
		return []column{
			{"id", &n.ID}, {"matter_id", &n.MatterID}, {"round", &n.Round}, {"day", &n.Day}, {"text", &n.Text}, {"by", &n.By}, {"at", moment{&n.At}},
		}
	}}
}

// Matter returns the matter with the number.
func (r reader) Matter(no string) (record.Matter, error) {
	return one(r, matters(), no, "WHERE no = ?", no)
}

// Matters returns the matters of a scheme, or with no key of every one, the latest first.
func (r reader) Matters(scheme string) ([]record.Matter, error) {
	if scheme == "" {
		return find(r, matters(), "ORDER BY at DESC, id DESC")
	}
	return find(r, matters(), "WHERE scheme = ? ORDER BY at DESC, id DESC", scheme)
}

// MatterNotes returns what was noted of a matter, in its order.
func (r reader) MatterNotes(matterID string) ([]record.MatterNote, error) {
	return find(r, matterNotes(), "WHERE matter_id = ? ORDER BY round", matterID)
}
