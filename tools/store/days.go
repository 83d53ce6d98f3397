package store

import "akashi/record"

func officeDays() table[record.OfficeDays] {
	return table[record.OfficeDays]{name: "office_days", columns: func(o *record.OfficeDays) []column {
		return []column{{"id", &o.ID}, {"scheme", &o.Scheme}, {"from_day", &o.From}, {"to_day", &o.To}, {"open", &o.Open}, {"reason", &o.Reason}, {"by", &o.By}, {"at", moment{&o.At}}}
	}}
}

// OfficeDays returns every setting of days of a scheme, the first first.
func (r reader) OfficeDays(scheme string) ([]record.OfficeDays, error) {
	return find(r, officeDays(), "WHERE scheme = ? ORDER BY at, id", scheme)
}
