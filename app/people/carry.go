package people

import (
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// CarriedContact is somebody who acted for an applicant before the office kept it here
// (担当者の引継ぎ).
type CarriedContact struct {
	Name, Email string
	Kind        record.ContactKind
	Until       civil.Date
}

// Check finds what is wrong with it, all at once.
func (c CarriedContact) Check(w *desk.Work) error {
	var p fault.Problems
	p.Want(c.Name != "", "user.name", "/person")
	p.Want(isAddress(c.Email), "user.email", "/email", "given", c.Email)
	p.Want(c.Kind != record.Consultant || !c.Until.IsZero(), "contact.until", "/until")
	p.Want(c.Until.IsZero() || !c.Until.Before(w.Today), "contact.days", "/until", "given", c.Until)
	return p.Err()
}

// CarryContact makes somebody a contact of an applicant without a way in: the office sends
// an invitation when it means to, which is another act. Somebody who acts for the applicant
// already, under that address, stays as they are.
func CarryContact(w *desk.Work, applicant string, in CarriedContact, act access.Action, told any) (id string, already bool, err error) {
	if err := in.Check(w); err != nil {
		return "", false, err
	}
	for _, u := range desk.Read(w, w.UsersOf, applicant) {
		if strings.EqualFold(u.Email, in.Email) && !u.Disabled {
			return u.ID, true, nil
		}
	}
	known := slices.DeleteFunc(desk.Read(w, w.UsersByEmail, in.Email), func(u record.User) bool { return u.Disabled })
	if len(known) > 0 {
		return "", false, fault.Wrong("move.address-known", "/email", "given", in.Email)
	}
	u := record.User{ID: w.NewID(), Name: Called(in.Name), Email: in.Email, Role: record.RoleApplicant, ApplicantID: applicant, Created: w.Now, Version: 1}
	return u.ID, false, w.AlongUser(u, act, told, func(w *desk.Work) error {
		w.Add(&w.User, &record.Contact{ID: w.NewID(), ApplicantID: applicant, UserID: w.User.ID, Kind: in.Kind, To: in.Until, By: w.Actor.ID, At: w.Now, Version: 1})
		w.Made(desk.OnUser)
		return nil
	})
}
