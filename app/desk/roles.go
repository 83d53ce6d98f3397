package desk

import (
	"slices"
	"strings"

	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// InRoles are a user in every role, that of the account first. Whoever acts for an applicant
// no longer, or not yet, acts for none.
func (w *Work) InRoles(u record.User) []record.InRole {
	all := u.InRoles(Read(w, w.UserRoles, u.ID))
	var barred []string
	for _, b := range w.Barred(u.ID) {
		barred = append(barred, b.ApplicantID)
	}
	barred = append(barred, w.elsewhere(u)...)
	for i, r := range all {
		all[i].Barred = strings.Join(barred, ",")
		if r.Role != record.RoleApplicant || r.ApplicantID == "" {
			continue
		}
		c := ContactOf(Read(w, w.Contacts, r.ApplicantID), u.ID)
		all[i].Cases, all[i].Tasks = c.Cases, c.Tasks
		if c.ID != "" && !c.Acts(w.Today) {
			all[i].ApplicantID = record.NoApplicant
		}
	}
	return all
}

// actsStill looks the actor up again within the transaction: nobody acts in a role that was
// taken away between asking and acting. The console and the public are no users.
func (w *Work) actsStill() error {
	u, known := Find(w, w.Tx.User, w.Actor.ID)
	if !known {
		return nil
	}
	if u.Disabled {
		return fault.New(fault.Forbidden, "access.unknown-token", "")
	}
	asked := w.Actor
	held := func(r record.InRole) bool {
		return r.Role == asked.Role && r.Body == asked.Body && r.Seat == asked.Seat && r.ApplicantID == asked.ApplicantID
	}
	roles := w.InRoles(u)
	if !slices.ContainsFunc(roles, held) {
		return fault.New(fault.Forbidden, "access.role-ended", string(asked.Role))
	}
	w.Actor = ActorOf(roles, held)
	return nil
}

// ContactOf is what a user is to an applicant, as it was last settled; the zero contact where
// nothing was.
func ContactOf(all []record.Contact, user string) (c record.Contact) {
	for _, one := range all {
		if one.UserID == user {
			c = one
		}
	}
	return c
}

// elsewhere are the applicants for whom somebody acts with another account: one of the same
// address is taken for the same person.
func (w *Work) elsewhere(u record.User) (applicants []string) {
	if u.Email == "" {
		return nil
	}
	for _, other := range Read(w, w.UsersByEmail, u.Email) {
		if other.ID == u.ID || other.Disabled {
			continue
		}
		for _, r := range other.InRoles(Read(w, w.UserRoles, other.ID)) {
			if r.ApplicantID != "" && r.ApplicantID != record.NoApplicant {
				applicants = append(applicants, r.ApplicantID)
			}
		}
	}
	return applicants
}

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
// for an applicant in another role, or is kept out by a tie on record, is tied to its cases in
// this one.
func ActorOf(all []record.InRole, picks func(record.InRole) bool) access.Actor {
	at := max(slices.IndexFunc(all, picks), 0)
	a := access.Of(all[at].User)
	a.Cases, a.Tasks = all[at].Cases, all[at].Tasks
	tied := strings.FieldsFunc(all[at].Barred, func(r rune) bool { return r == ',' })
	if a.ApplicantID != "" {
		tied = nil // of its own applicant, and of no office
	}
	for i, other := range all {
		if i != at && other.ApplicantID != "" && other.ApplicantID != a.ApplicantID {
			tied = append(tied, other.ApplicantID)
		}
	}
	a.TiedTo = strings.Join(tied, ",")
	return a
}
