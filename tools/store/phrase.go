package store

import "akashi/record"

func officePhrases() table[record.OfficePhrases] {
	return table[record.OfficePhrases]{name: "office_phrase", columns: func(o *record.OfficePhrases) []column {
		return []column{{"id", &o.ID}, {"scheme", &o.Scheme}, {"phrases", asJSON{&o.Phrases}}, {"by", &o.By}, {"at", moment{&o.At}}}
	}}
}

// OfficePhrases returns every writing of the phrases that the office keeps for a scheme, the
// first first.
func (r reader) OfficePhrases(scheme string) ([]record.OfficePhrases, error) {
	return find(r, officePhrases(), "WHERE scheme = ? ORDER BY at, id", scheme)
}
