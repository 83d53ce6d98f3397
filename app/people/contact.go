package people

import (
	"cmp"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Colleague is a contact of an applicant as its others see one.
type Colleague struct {
	record.Contact
	Name, Email string
	Waits       bool // has not used the link yet
	Acting      bool // today
	Ends        bool // whoever looks may take them away
}

// Colleagues are those who act, or will, for an applicant.
func Colleagues(w *desk.Work, applicant string) (all []Colleague) {
	known := desk.Read(w, w.Contacts, applicant)
	users, err := w.Users()
	w.Fail(err)
	further := desk.Read(w, w.UserRoles, "")
	for _, u := range users {
		for _, r := range u.InRoles(further) {
			if r.ApplicantID != applicant || r.Role != record.RoleApplicant || u.Disabled {
				continue
			}
			c := desk.ContactOf(known, u.ID)
			c.ApplicantID, c.UserID, c.Kind = applicant, u.ID, cmp.Or(c.Kind, record.StaffContact)
			if c.Ended.IsZero() && (c.To.IsZero() || !w.Today.After(c.To)) {
				all = append(all, Colleague{c, u.Name, u.Email, w.Now.Before(u.LinkUntil) && u.Password == "", c.Acts(w.Today), false})
			}
			break
		}
	}
	for i := range all {
		all[i].Ends = MayEnd(all, w.Actor.ID, all[i].UserID) == nil
	}
	return all
}

// ColleagueInput is a colleague whom a contact invites.
type ColleagueInput struct {
	Name, Email string
	Kind        record.ContactKind
	From, To    civil.Date
}

// InviteColleague adds a further contact of the applicant for whom the actor acts (担当者の招待):
//  1. a consultant invites nobody;
//  2. a consultant has a last day;
//  3. the colleague is given a way in, and nothing else, once.
func InviteColleague(w *desk.Work, in ColleagueInput) (link string, err error) {
	of := w.Actor.ApplicantID
	mine := colleague(Colleagues(w, of), w.Actor.ID)
	if mine.Kind == record.Consultant {
		return "", fault.New(fault.Forbidden, "contact.consultant", "")
	}
	var p fault.Problems
	p.Want(in.Name != "" && len([]rune(in.Name)) <= 100, "user.name", "/name")
	p.Want(isAddress(in.Email), "user.email", "/email", "given", in.Email)
	fault.OneOf(&p, "contact.kind", "/kind", in.Kind, record.ContactKinds())
	p.Want(in.Kind != record.Consultant || !in.To.IsZero(), "contact.until", "/to")
	p.Want(in.To.IsZero() || !in.To.Before(in.From) && !in.To.Before(w.Today), "contact.days", "/to", "given", in.To)
	if err := p.Err(); err != nil {
		return "", err
	}
	link = w.Desk.Secret()
	u := record.User{ID: w.NewID(), Name: Called(in.Name), Email: in.Email, Role: record.RoleApplicant, Scheme: w.Actor.Scheme, ApplicantID: of,
		Link: Hashed(link), LinkUntil: w.Now.Add(linkLasts), Created: w.Now, Version: 1}
	w.Add(&u, &record.Contact{ID: w.NewID(), ApplicantID: of, UserID: u.ID, Kind: in.Kind, From: in.From, To: in.To, By: w.Actor.ID, At: w.Now, Version: 1})
	w.User = u
	return link, nil
}

// EndColleague takes a contact of the applicant's away, oneself included (担当者の交代):
//  1. a consultant takes nobody away but oneself;
//  2. somebody of the applicant's own who acts today remains.
func EndColleague(w *desk.Work, user string) error {
	all := Colleagues(w, w.Actor.ApplicantID)
	if err := MayEnd(all, w.Actor.ID, user); err != nil {
		return err
	}
	one := colleague(all, user).Contact
	one.Ended, one.EndedBy = w.Now, w.Actor.ID
	if one.ID == "" {
		one.ID, one.By, one.At, one.Version = w.NewID(), w.Actor.ID, w.Now, 1
		w.Add(&one)
	} else {
		w.Save(&one)
	}
	u := desk.Read(w, w.Tx.User, user)
	w.User = u
	if u.Link != "" { // a way in that was handed out ends with it
		u.Link = ""
		w.Save(&u)
	}
	return nil
}

// MayEnd says what stands against one contact taking another, or itself, away.
func MayEnd(all []Colleague, by, user string) error {
	remains := slices.ContainsFunc(all, func(o Colleague) bool { return o.UserID != user && o.Kind != record.Consultant && o.Acting && !o.Waits })
	switch {
	case colleague(all, user).UserID == "":
		return fault.New(fault.Conflict, "contact.none", "")
	case colleague(all, by).Kind == record.Consultant && user != by:
		return fault.New(fault.Forbidden, "contact.consultant", "")
	case !remains:
		return fault.New(fault.Conflict, "contact.last", "")
	}
	return nil
}

func colleague(all []Colleague, user string) Colleague {
	c, _ := desk.First(all, func(c Colleague) bool { return c.UserID == user })
	return c
}
