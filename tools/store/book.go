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

func publishedRules() table[record.PublishedRule] {
	return table[record.PublishedRule]{name: "published_rule", columns: func(p *record.PublishedRule) []column {
		return []column{
			{"id", &p.ID}, {"scheme", &p.Scheme}, {"document", &p.Document}, {"version", &p.Version}, {"first_day", &p.From},
			{"link", &p.Link}, {"name", &p.Name}, {"type", &p.Type}, {"size", &p.Size}, {"sha256", &p.SHA256},
			{"by", &p.By}, {"at", moment{&p.At}},
		}
	}}
}

// PublishedRules returns the regulations that the office published for a scheme, the
// latest version first.
func (r reader) PublishedRules(scheme string) ([]record.PublishedRule, error) {
	return find(r, publishedRules(), "WHERE scheme = ? ORDER BY first_day DESC, at DESC, id DESC", scheme)
}
