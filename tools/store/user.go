package store

import (
	"akashi/record"
	"akashi/values/fault"
)

func users() table[record.User] {
	return table[record.User]{name: "user_account", key: "id", columns: func(u *record.User) []column {
		return []column{
			{"id", &u.ID}, {"name", &u.Name}, {"role", &u.Role}, {"scheme", &u.Scheme}, {"body", &u.Body},
			{"seat", &u.Seat}, {"applicant_id", optional{&u.ApplicantID}}, {"email", &u.Email}, {"lang", &u.Lang}, {"token", &u.Token},
			{"link", &u.Link}, {"token_until", moment{&u.TokenUntil}}, {"link_until", moment{&u.LinkUntil}},
			{"password", &u.Password}, {"password_at", moment{&u.PasswordAt}}, {"app", &u.App}, {"app_at", moment{&u.AppAt}},
			{"app_step", &u.AppStep}, {"recovery", &u.Recovery}, {"keys", asJSON{&u.Keys}}, {"phrases", asJSON{&u.Phrases}}, {"searches", asJSON{&u.Searches}},
			{"calendar", &u.Calendar}, {"calendar_at", moment{&u.CalendarAt}}, {"calendar_posts", &u.CalendarPosts},
			{"created", moment{&u.Created}}, {"disabled", &u.Disabled}, {"version", &u.Version},
		}
	}}
}

// User returns the user with the ID.
func (r reader) User(id string) (record.User, error) {
	return one(r, users(), id, "WHERE id = ?", id)
}

// UserByToken returns the user whose bearer token has the hash.
func (r reader) UserByToken(hash string) (record.User, error) { return r.userBy("token", hash) }

// UserByLink returns the user whose sign-in link has the hash.
func (r reader) UserByLink(hash string) (record.User, error) { return r.userBy("link", hash) }

// UserByCalendar returns the user whose calendar is at the address with the hash.
func (r reader) UserByCalendar(hash string) (record.User, error) { return r.userBy("calendar", hash) }

// userBy never finds the many users who have no token or link at all.
func (r reader) userBy(name, hash string) (record.User, error) {
	if hash == "" {
		return record.User{}, fault.New(fault.NotFound, "store.no-such-user-account", name)
	}
	return one(r, users(), "with this "+name, "WHERE "+quoted(name)+" = ?", hash)
}

// UsersByEmail returns those who have the address.
func (r reader) UsersByEmail(address string) ([]record.User, error) {
	return find(r, users(), "WHERE email = ? AND email <> '' ORDER BY id", address)
}

// UsersOf returns those who act for an applicant.
func (r reader) UsersOf(applicantID string) ([]record.User, error) {
	return find(r, users(), "WHERE applicant_id = ? ORDER BY id", applicantID)
}

// Users returns every user by name.
func (r reader) Users() ([]record.User, error) {
	return find(r, users(), "ORDER BY name, id")
}
