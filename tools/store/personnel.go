package store

import "akashi/record"

func ties() table[record.Tie] {
	return table[record.Tie]{name: "tie", key: "id", columns: func(t *record.Tie) []column {
		return []column{
			{"id", &t.ID}, {"scheme", &t.Scheme}, {"user_id", &t.UserID}, {"kind", &t.Kind}, {"organisation", &t.Organisation},
			{"corporate_number", &t.CorporateNumber}, {"from_day", &t.From}, {"to_day", &t.To}, {"note", &t.Note}, {"by", &t.By}, {"at", moment{&t.At}},
			{"struck", moment{&t.Struck}}, {"struck_by", &t.StruckBy}, {"reason", &t.Reason}, {"version", &t.Version},
		}
	}}
}

// Ties returns what binds a user to organisations, the first stated first; with no ID, every user.
func (r reader) Ties(userID string) ([]record.Tie, error) {
	if userID == "" {
		return find(r, ties(), "ORDER BY at, id")
	}
	return find(r, ties(), "WHERE user_id = ? ORDER BY at, id", userID)
}

func competences() table[record.Competence] {
	return table[record.Competence]{name: "competence", key: "id", columns: func(c *record.Competence) []column {
		return []column{
			{"id", &c.ID}, {"scheme", &c.Scheme}, {"user_id", &c.UserID}, {"competence", &c.Competence}, {"from_day", &c.From}, {"to_day", &c.To},
			{"evidence", &c.Evidence}, {"reason", &c.Reason}, {"by", &c.By}, {"at", moment{&c.At}}, {"version", &c.Version},
		}
	}}
}

// Competences returns what a user was ever competent for, by first day.
func (r reader) Competences(userID string) ([]record.Competence, error) {
	return find(r, competences(), "WHERE user_id = ? ORDER BY from_day, id", userID)
}
