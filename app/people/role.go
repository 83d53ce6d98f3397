package people

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// GrantInput gives a user a further role.
type GrantInput struct {
	Role        record.Role `json:"role" doc:"secretariat, reviewer, assessor, member, applicant, observer or admin"`
	Scheme      string      `json:"scheme,omitempty" names:"several" doc:"schemes the user works for, with commas between, or all; staff must name it"`
	Body        string      `json:"body,omitempty" doc:"intake body of a reviewer or a clerk"`
	Seat        string      `json:"seat,omitempty" doc:"committee seat of a member"`
	ApplicantID string      `json:"applicant_id,omitempty" doc:"applicant that an officer acts for"`
}

// About says what the policy asks about.
func (in GrantInput) About() desk.About { return in.asUser().About() }

func (in GrantInput) asUser() UserInput {
	return UserInput{Role: in.Role, Scheme: in.Scheme, Body: in.Body, Seat: in.Seat, ApplicantID: in.ApplicantID}
}

// GrantRole gives a user a further role, in which they act once they have switched to it
// (兼務):
//  1. it belongs to a body, a seat or an applicant as that of an account does;
//  2. it is not one that they have already;
//  3. what one person may not do twice they may do in no role twice: assignments,
//     conflicts and acts that wait are the person's.
func GrantRole(w *desk.Work, in GrantInput) error {
	var p fault.Problems
	schemes := belonging(w, in.asUser(), &p)
	r := record.UserRole{ID: w.NewID(), UserID: w.User.ID, Role: in.Role, Scheme: schemes, Body: in.Body, Seat: in.Seat, ApplicantID: in.ApplicantID,
		By: w.Actor.ID, At: w.Now, Version: 1}
	for _, one := range w.InRoles(w.User) {
		same := one.Role == r.Role && one.Scheme == r.Scheme && one.Body == r.Body && one.Seat == r.Seat && one.ApplicantID == r.ApplicantID
		p.Want(!same, "role.has", "/role", "role", in.Role)
	}
	if err := p.Err(); err != nil {
		return err
	}
	w.Add(&r)
	w.Result = Credentials{User: w.User}
	return nil
}

// RevokeInput takes a further role away.
type RevokeInput struct {
	Role   record.Role `json:"role" doc:"the role that ends"`
	Scheme string      `json:"scheme,omitempty" names:"several" doc:"its schemes, where the user has it in several"`
}

// RevokeRole takes a further role of a user away. Whoever is signed in in it goes on in that
// of the account.
func RevokeRole(w *desk.Work, in RevokeInput) error {
	var p fault.Problems
	n, schemes := 0, ""
	if in.Scheme != "" {
		schemes = schemesOf(w, UserInput{Role: in.Role, Scheme: in.Scheme}, &p)
	}
	if err := p.Err(); err != nil {
		return err
	}
	for _, r := range lastingRoles(w) {
		if r.Role == in.Role && (in.Scheme == "" || schemes == r.Scheme) {
			r.Ended, r.EndedBy = w.Now, w.Actor.ID
			w.Save(&r)
			n++
		}
	}
	w.Result = Credentials{User: w.User}
	p.Want(n == 1, "role.revoke", "/role", "role", in.Role, "count", n)
	return p.Err()
}

func lastingRoles(w *desk.Work) (all []record.UserRole) {
	for _, r := range desk.Read(w, w.UserRoles, w.User.ID) {
		if r.Ended.IsZero() {
			all = append(all, r)
		}
	}
	return all
}

// RolesToRevoke reports whether the user has a further role.
func RolesToRevoke(w *desk.Work) bool { return len(lastingRoles(w)) > 0 }

// OfStaffRole reports a role of the scheme's own people.
func OfStaffRole(w *desk.Work, in GrantInput) bool { return OfStaff(w, in.asUser()) }

// NeedsSecond reports whether somebody has to have a second factor: in one of the roles, the
// one that asks for most, since they are one person's.
func NeedsSecond(w *desk.Work, roles []record.InRole) bool {
	return slices.ContainsFunc(roles, func(one record.InRole) bool {
		return access.NeedsSecond(one.Role, w.Staff(one.Scheme))
	})
}
