package people

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/form"
)

// Colleague is a contact of an applicant as its others see one.
type Colleague struct {
	record.Contact
	Name, Email string
	Waits       bool // has not used the link yet
	Acting      bool // today
	Ends        bool // whoever looks may take them away

	CaseNos []string      // receipt numbers of the cases that they are commissioned with; none for all
	Does    []access.Task // what with; none for everything
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
				one := Colleague{Contact: c, Name: u.Name, Email: u.Email, Waits: (w.Now.Before(u.LinkUntil) || neverLetIn(w, u)) && u.Password == "", Acting: c.Acts(w.Today)}
				for id := range strings.FieldsFuncSeq(c.Cases, isComma) {
					one.CaseNos = append(one.CaseNos, desk.Read(w, w.Tx.Case, id).No)
				}
				for task := range strings.FieldsFuncSeq(c.Tasks, isComma) {
					one.Does = append(one.Does, access.Task(task))
				}
				all = append(all, one)
			}
			break
		}
	}
	for i := range all {
		all[i].Ends = MayEnd(all, w.Actor.ID, all[i].UserID) == nil
	}
	return all
}

// ContactNamed is a contact of the applicant, by the ID of the account.
func ContactNamed(w *desk.Work, applicant, id string) (u record.User, known bool) {
	u, known = desk.Find(w, w.Tx.User, id)
	return u, known && !u.Disabled && desk.ContactOf(desk.Read(w, w.Contacts, applicant), id).Ended.IsZero() &&
		slices.ContainsFunc(u.InRoles(desk.Read(w, w.UserRoles, id)), func(r record.InRole) bool {
			return r.Role == record.RoleApplicant && r.ApplicantID == applicant
		})
}

// neverLetIn reports somebody who was carried over, and to whom no way in was ever handed out.
func neverLetIn(w *desk.Work, u record.User) bool {
	if !u.LinkUntil.IsZero() || u.Token != "" {
		return false
	}
	ever, err := w.SignIns(u.ID, time.Time{})
	w.Fail(err)
	return len(ever) == 0
}

func isComma(r rune) bool { return r == ',' }

// ColleagueInput is a colleague whom a contact invites.
type ColleagueInput struct {
	Name, Email string
	Kind        record.ContactKind
	From        civil.Date
	Commission
}

// Commission is how far a consultant acts (委任の範囲): until when, in which cases and what.
// Without cases, in all of them, those to come too; without tasks, everything.
type Commission struct {
	To    civil.Date
	Cases []string // receipt numbers
	Tasks []access.Task
}

// settled reads a commission of a kind of contact, and notes what is wrong with it. A case of
// another is missing like one that is not there.
func (in Commission) settled(w *desk.Work, kind record.ContactKind, p *fault.Problems) (cases, tasks string) {
	p.Want(kind != record.Consultant || !in.To.IsZero(), "contact.until", "/to")
	p.Want(kind == record.Consultant || len(in.Cases)+len(in.Tasks) == 0, "contact.whole", "/cases")
	var ids, words []string
	for _, no := range in.Cases {
		c, known := desk.Find(w, w.Tx.Case, no)
		if known = known && c.ApplicantID == w.Actor.ApplicantID && c.No == no; !known {
			p.Add("contact.case", "/cases", "given", no)
			continue
		}
		ids = append(ids, c.ID)
	}
	for _, task := range in.Tasks {
		fault.OneOf(p, "contact.task", "/tasks", task, append(access.Tasks(), access.OnlySee))
		words = append(words, string(task))
	}
	return strings.Join(ids, ","), strings.Join(words, ",")
}

// InviteColleague adds a further contact of the applicant for whom the actor acts (担当者の招待):
//  1. a consultant invites nobody;
//  2. a consultant has a last day, and is commissioned with some cases or all, and with some tasks or everything;
//  3. the colleague is given a way in, and nothing else, once.
func InviteColleague(w *desk.Work, in ColleagueInput) (link string, err error) {
	of := w.Actor.ApplicantID
	mine := colleague(Colleagues(w, of), w.Actor.ID)
	if mine.Kind == record.Consultant {
		return "", fault.New(fault.Forbidden, "contact.consultant", "")
	}
	var p fault.Problems
	p.Want(in.Name != "" && len([]rune(in.Name)) <= 100, "user.name", "/name")
	form.Plain(&p, "/name", in.Name, math.MaxInt)
	p.Want(isAddress(in.Email), "user.email", "/email", "given", in.Email)
	fault.OneOf(&p, "contact.kind", "/kind", in.Kind, record.ContactKinds())
	cases, tasks := in.settled(w, in.Kind, &p)
	p.Want(in.To.IsZero() || !in.To.Before(in.From) && !in.To.Before(w.Today), "contact.days", "/to", "given", in.To)
	if err := p.Err(); err != nil {
		return "", err
	}
	link = w.Desk.Secret()
	u := record.User{ID: w.NewID(), Name: Called(in.Name), Email: in.Email, Role: record.RoleApplicant, Scheme: w.Actor.Scheme, ApplicantID: of,
		Link: Hashed(link), LinkUntil: w.Now.Add(linkLasts), Created: w.Now, Version: 1}
	w.Add(&u, &record.Contact{ID: w.NewID(), ApplicantID: of, UserID: u.ID, Kind: in.Kind, From: in.From, To: in.To, Cases: cases, Tasks: tasks, By: w.Actor.ID, At: w.Now, Version: 1})
	w.User = u
	return link, nil
}

// CommissionColleague changes how far a consultant acts (委任の範囲の変更):
//  1. a consultant widens nobody's commission, the own neither;
//  2. only a consultant has one;
//  3. it holds from the next page on: what was done stays.
func CommissionColleague(w *desk.Work, user string, in Commission) error {
	all := Colleagues(w, w.Actor.ApplicantID)
	one := colleague(all, user)
	switch {
	case colleague(all, w.Actor.ID).Kind == record.Consultant:
		return fault.New(fault.Forbidden, "contact.consultant", "")
	case one.UserID == "" || one.Kind != record.Consultant:
		return fault.New(fault.Conflict, "contact.none", "")
	}
	var p fault.Problems
	cases, tasks := in.settled(w, one.Kind, &p)
	p.Want(in.To.IsZero() || !in.To.Before(one.From) && !in.To.Before(w.Today), "contact.days", "/to", "given", in.To)
	if err := p.Err(); err != nil {
		return err
	}
	c := one.Contact
	c.To, c.Cases, c.Tasks = in.To, cases, tasks
	w.Save(&c)
	w.User = desk.Read(w, w.Tx.User, user)
	w.Facts["to"], w.Facts["cases"], w.Facts["tasks"] = c.To, c.Cases, c.Tasks
	return nil
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
	if u.Link != "" || u.Calendar != "" { // what was handed out ends with it
		u.Link = ""
		EndCalendar(&u)
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
