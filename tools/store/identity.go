package store

import "akashi/record"

func identities() table[record.Identity] {
	return table[record.Identity]{name: "identity", key: "id", columns: func(i *record.Identity) []column {
		return []column{
			{"id", &i.ID}, {"user_id", &i.UserID}, {"provider", &i.Provider}, {"issuer", &i.Issuer}, {"subject", &i.Subject}, {"by", &i.By},
			{"at", moment{&i.At}}, {"ended", moment{&i.Ended}}, {"version", &i.Version},
		}
	}}
}

// Identity returns the one that stands, by what its issuer calls the person.
func (r reader) Identity(name record.IssuedName) (record.Identity, error) {
	return one(r, identities(), name.Subject, "WHERE issuer = ? AND subject = ? AND ended IS NULL", name.Issuer, name.Subject)
}

// Identities returns those of a user, the first first, with those that ended.
func (r reader) Identities(userID string) ([]record.Identity, error) {
	return find(r, identities(), "WHERE user_id = ? ORDER BY at, id", userID)
}
