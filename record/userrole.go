package record

import "time"

// UserRole is a further role of a user, beside that of the account (兼務).
type UserRole struct {
	ID          string    `json:"id"`
	UserID      string    `json:"user_id"`
	Role        Role      `json:"role"`
	Scheme      string    `json:"scheme"` // "" for all
	Body        string    `json:"body"`
	Seat        string    `json:"seat"`
	ApplicantID string    `json:"applicant_id"`
	By          string    `json:"by"`
	At          time.Time `json:"at"`
	Ended       time.Time `json:"ended,omitzero"` // the zero moment: it lasts
	EndedBy     string    `json:"ended_by"`
	Version     int       `json:"version"`
}

// InRole is a user as one of the roles makes them.
type InRole struct {
	User
	RoleID string // "" is that of the account

	Cases, Tasks string // what a consultant is commissioned with, see Contact
	Barred       string // applicants to which ties on record keep the person out today, with commas between
}

// InRoles are a user in every role that lasts, that of the account first.
func (u User) InRoles(further []UserRole) []InRole {
	all := []InRole{{User: u}}
	for _, r := range further {
		if r.UserID == u.ID && r.Ended.IsZero() {
			one := u
			one.Role, one.Scheme, one.Body, one.Seat, one.ApplicantID = r.Role, r.Scheme, r.Body, r.Seat, r.ApplicantID
			all = append(all, InRole{User: one, RoleID: r.ID})
		}
	}
	return all
}
