package store

import "akashi/record"

func feeTables() table[record.FeeTable] {
	return table[record.FeeTable]{name: "fee_table", columns: func(t *record.FeeTable) []column {
		return []column{
			{"id", &t.ID}, {"scheme", &t.Scheme}, {"first_day", &t.From}, {"last_day", &t.To}, {"source", &t.Source},
			{"file", &t.File}, {"sha256", &t.SHA256}, {"by", &t.By}, {"at", moment{&t.At}},
		}
	}}
}

// FeeTables returns the tables of fees that the office entered for a scheme, by first day.
func (r reader) FeeTables(scheme string) ([]record.FeeTable, error) {
	return find(r, feeTables(), "WHERE scheme = ? ORDER BY first_day", scheme)
}
