package store

import "akashi/record"

func userRoles() table[record.UserRole] {
	return table[record.UserRole]{name: "user_role", key: "id", columns: func(r *record.UserRole) []column {
		return []column{
			{"id", &r.ID}, {"user_id", &r.UserID}, {"role", &r.Role}, {"scheme", &r.Scheme}, {"body", &r.Body}, {"seat", &r.Seat},
			{"applicant_id", optional{&r.ApplicantID}}, {"by", &r.By}, {"at", moment{&r.At}}, {"ended", moment{&r.Ended}},
			{"ended_by", &r.EndedBy}, {"version", &r.Version},
		}
	}}
}

// UserRoles returns the further roles of a user, or, with no ID, of everybody, the first
// first, those that ended among them.
func (r reader) UserRoles(userID string) ([]record.UserRole, error) {
	if userID == "" {
		return find(r, userRoles(), "ORDER BY at, id")
	}
	return find(r, userRoles(), "WHERE user_id = ? ORDER BY at, id", userID)
}
