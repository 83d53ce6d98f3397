package store

import "akashi/record"

func passkeys() table[record.Passkey] {
	return table[record.Passkey]{name: "passkey", key: "id", columns: func(k *record.Passkey) []column {
		return []column{
			{"id", &k.ID}, {"user_id", &k.UserID}, {"credential", &k.Credential}, {"public_key", &k.Key}, {"name", &k.Name},
			{"synced", &k.Synced}, {"count", &k.Count}, {"made", moment{&k.Made}}, {"used", moment{&k.Used}}, {"ended", moment{&k.Ended}},
			{"version", &k.Version},
		}
	}}
}

// Passkey returns the key that a device calls so.
func (r reader) Passkey(credential string) (record.Passkey, error) {
	return one(r, passkeys(), "with this key", "WHERE credential = ?", credential)
}

// Passkeys returns the keys of a user, the first first, those that ended among them.
func (r reader) Passkeys(userID string) ([]record.Passkey, error) {
	return find(r, passkeys(), "WHERE user_id = ? ORDER BY made, id", userID)
}
