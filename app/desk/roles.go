package desk

import (
	"slices"
	"strings"

	"akashi/record"
	"akashi/rules/access"
)

// InRoles are a user in every role, that of the account first.
func (w *Work) InRoles(u record.User) []record.InRole { return u.InRoles(Read(w, w.UserRoles, u.ID)) }

// Everybody is every user in every role.
func (w *Work) Everybody() (all []record.User) {
	users, err := w.Users()
	w.Fail(err)
	further := Read(w, w.UserRoles, "")
	for _, u := range users {
		for _, one := range u.InRoles(further) {
			all = append(all, one.User)
		}
	}
	return all
}

// ActorOf is a user in the role that a test picks, else in that of the account. Whoever acts
// for an applicant in another role is tied to its cases in this one.
func ActorOf(all []record.InRole, picks func(record.InRole) bool) access.Actor {
	at := max(slices.IndexFunc(all, picks), 0)
	a := access.Of(all[at].User)
	var tied []string
	for i, other := range all {
		if i != at && other.ApplicantID != "" && other.ApplicantID != a.ApplicantID {
			tied = append(tied, other.ApplicantID)
		}
	}
	a.TiedTo = strings.Join(tied, ",")
	return a
}
