package store

import "akashi/record"

func absences() table[record.Absence] {
	return table[record.Absence]{name: "absence", key: "id", columns: func(a *record.Absence) []column {
		return []column{
			{"id", &a.ID}, {"scheme", &a.Scheme}, {"user_id", &a.UserID}, {"cover", &a.Cover}, {"from_day", &a.From}, {"to_day", &a.To},
			{"by", &a.By}, {"at", moment{&a.At}}, {"ended", moment{&a.Ended}}, {"ended_by", &a.EndedBy}, {"version", &a.Version},
		}
	}}
}

// Absences returns when people of the office of a scheme are away, in order of their first days.
func (r reader) Absences(scheme string) ([]record.Absence, error) {
	return find(r, absences(), "WHERE scheme = ? ORDER BY from_day, id", scheme)
}
