package store

import "akashi/record"

func bodyChanges() table[record.BodyChange] {
	return table[record.BodyChange]{name: "body_change", columns: func(c *record.BodyChange) []column {
		return []column{
			{"id", &c.ID}, {"scheme", &c.Scheme}, {"round", &c.Round}, {"kind", &c.Kind}, {"body", &c.Body}, {"name", &c.Name}, {"name_en", &c.NameEN},
			{"code", &c.Code}, {"from_day", &c.From}, {"to_day", &c.To}, {"reason", &c.Reason}, {"by", &c.By}, {"at", moment{&c.At}},
		}
	}}
}

// BodyChanges returns what was said of the intake bodies of a scheme, in order.
func (r reader) BodyChanges(scheme string) ([]record.BodyChange, error) {
	return find(r, bodyChanges(), "WHERE scheme = ? ORDER BY round", scheme)
}
