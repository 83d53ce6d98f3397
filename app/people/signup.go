package people

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/fault"
	"akashi/values/ident"
)

// SignUpInput is what somebody states who wishes to begin as an applicant.
type SignUpInput struct {
	Scheme          string `json:"scheme"`
	Email           string `json:"email" maxLength:"200"`
	Name            string `json:"name" maxLength:"100"`
	Organisation    string `json:"organisation" maxLength:"200"`
	CorporateNumber string `json:"corporate_number" maxLength:"40"`
	Region          string `json:"region" maxLength:"100"`
	Lang            string `json:"-"` // that letters are written in
}

// SignUp notes the wish to begin, and sends a link to the address (利用の申込み):
//  1. every problem of what was stated at once, without a look at who is there;
//  2. an address that has an account is told so by letter, and by nothing else: what is
//     written, closed and answered is the same;
//  3. the link makes the account, see Begin.
func SignUp(w *desk.Work, in SignUpInput) error {
	var p fault.Problems
	p.Want(in.Name != "", "user.name", "/name")
	p.Want(isAddress(in.Email), "user.email", "/email", "given", in.Email)
	stated := statedOf(w, in.Scheme, in.Organisation, in.CorporateNumber, in.Region, &p)
	if err := p.Err(); err != nil {
		return err
	}
	link := w.Desk.Secret()
	s := record.SignUp{ID: w.NewID(), Scheme: in.Scheme, Email: in.Email, Name: in.Name, Lang: in.Lang, Organisation: stated.Name,
		CorporateNumber: stated.CorporateNumber, Region: stated.Region, Link: Hashed(link), Until: w.Now.Add(linkLasts), At: w.Now, Version: 1}
	to, template := s.Reader(), "sign-up"
	if there := desk.Read(w, w.UsersByEmail, in.Email); len(there) > 0 {
		s.Link, template = "", "sign-up-known"
		if !there[0].Disabled {
			to = there[0]
		}
	}
	w.Add(&s)
	w.SecretLetter(to, template, link)
	return nil
}

// statedOf reads what was stated of an organisation, against the edition in force.
func statedOf(w *desk.Work, key, name, number, region string, p *fault.Problems) (stated record.Particulars) {
	if !slices.Contains(w.Desk.Shelf.Keys(), key) {
		fault.Choose(p, "user.scheme", "/scheme", key, w.Desk.Shelf.Keys())
	}
	p.Want(name != "", "applicant.name", "/organisation")
	stated = record.Particulars{Name: name, Region: region}
	if number != "" {
		valid, problem := ident.CorporateNumber(number)
		if stated.CorporateNumber = valid; problem != "" {
			p.Add("applicant.corporate-number", "/corporate_number", "given", number, "problem", problem)
		}
	}
	if ed, err := w.Desk.Shelf.EditionAt(key, w.Today); err == nil && region != "" && len(ed.Eligibility.Regions) > 0 {
		id, ok := scheme.IDOf(ed.Eligibility.Regions, region)
		if stated.Region = id; !ok {
			fault.Choose(p, "applicant.region", "/region", region, scheme.IDs(ed.Eligibility.Regions))
		}
	}
	return stated
}

// SignedUp is the sign-up whose link this is, while it waits and its address has got no
// account by another way.
func SignedUp(w *desk.Work, link string) (record.SignUp, bool) {
	s, known := desk.Find(w, w.SignUpByLink, Hashed(link))
	return s, known && s.Waits(w.Now) && len(desk.Read(w, w.UsersByEmail, s.Email)) == 0
}

// UserOf is the account that a sign-up becomes: an applicant's, of the scheme, which names no
// applicant yet.
func UserOf(s record.SignUp) record.User {
	u := s.Reader()
	u.LinkUntil = s.Until
	return u
}

// Begin makes the account of a sign-up, when its link is used (利用の開始):
//  1. the address is that of who has the link;
//  2. an organisation that is not on record is entered, and is the account's;
//  3. of one that is on record nobody becomes an officer by knowing its name and number: the
//     office is asked, and until it has confirmed the account names no applicant.
func Begin(w *desk.Work, s record.SignUp) (record.User, error) {
	u := UserOf(s)
	u.LinkUntil, u.Created, u.Version = s.Until, w.Now, 1
	known := OnRecord(w, s.Particulars())
	if len(known) == 0 {
		a := record.Applicant{ID: w.NewID(), Particulars: s.Particulars(), Version: 1}
		w.Add(&a)
		u.ApplicantID = a.ID
	}
	s.Link = ""
	w.Save(&s)
	w.Add(&u)
	if len(known) == 0 {
		return u, nil
	}
	return u, w.Ask(access.Of(u), access.JoinApplicant, "", &JoinInput{Scheme: s.Scheme, Organisation: s.Organisation, CorporateNumber: s.CorporateNumber,
		Region: s.Region, Person: s.Name, Email: s.Email})
}

// SignUpWaits reports that the letter on the desk has the link of a sign-up that waits.
func SignUpWaits(w *desk.Work) bool {
	s, known := desk.Find(w, w.SignUp, w.Outgoing.To)
	return known && s.Waits(w.Now)
}

// HandOutSignUp gives the office the link of a sign-up, to hand it to who has asked for it,
// where no letter reaches them (申込みの手渡し). The one before it ends.
func HandOutSignUp(w *desk.Work, _ desk.NoInput) error {
	s, known := desk.Find(w, w.SignUp, w.Outgoing.To)
	if !known || !s.Waits(w.Now) {
		return fault.New(fault.Conflict, "mail.no-sign-up", "")
	}
	link := w.Desk.Secret()
	s.Link, s.Until = Hashed(link), w.Now.Add(linkLasts)
	w.Save(&s)
	w.Outgoing.State, w.Outgoing.Secret, w.Outgoing.Answer = record.LetterUndeliverable, "", "handed-out"
	w.Result = Credentials{User: UserOf(s), Link: link}
	return nil
}
