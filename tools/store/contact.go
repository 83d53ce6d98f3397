package store

import "akashi/record"

func contacts() table[record.Contact] {
	return table[record.Contact]{name: "contact", key: "id", columns: func(c *record.Contact) []column {
		return []column{
			{"id", &c.ID}, {"applicant_id", &c.ApplicantID}, {"user_id", &c.UserID}, {"kind", &c.Kind}, {"from_day", &c.From}, {"to_day", &c.To},
			{"cases", &c.Cases}, {"tasks", &c.Tasks},
			{"by", &c.By}, {"at", moment{&c.At}}, {"ended", moment{&c.Ended}}, {"ended_by", &c.EndedBy}, {"version", &c.Version},
		}
	}}
}

// Contacts returns who acts, or acted, for an applicant, the first first.
func (r reader) Contacts(applicantID string) ([]record.Contact, error) {
	return find(r, contacts(), "WHERE applicant_id = ? ORDER BY at, id", applicantID)
}
