package store

import (
	"time"

	"akashi/record"
)

func signIns() table[record.SignIn] {
	return table[record.SignIn]{name: "sign_in", key: "id", columns: func(s *record.SignIn) []column {
		return []column{
			{"id", &s.ID}, {"user_id", &s.UserID}, {"secret", &s.Secret}, {"way", &s.Way}, {"agent", &s.Agent},
			{"begun", moment{&s.Begun}}, {"until", moment{&s.Until}}, {"second", moment{&s.Second}}, {"role_id", optional{&s.RoleID}},
			{"provider", &s.Provider}, {"posts", &s.Posts}, {"version", &s.Version},
		}
	}}
}

// SignIn returns the browser that shows the secret with the hash.
func (r reader) SignIn(hash string) (record.SignIn, error) {
	return one(r, signIns(), "with this secret", "WHERE secret = ?", hash)
}

// SignIns returns the browsers in which a user is signed in after a moment, the latest first.
func (r reader) SignIns(userID string, after time.Time) ([]record.SignIn, error) {
	return find(r, signIns(), "WHERE user_id = ? AND until > ? ORDER BY begun DESC, id DESC", userID, moment{&after})
}
