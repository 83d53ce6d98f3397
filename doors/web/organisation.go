package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"akashi/app"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// orgForm is the page of an applicant's contacts: who they are, and the form by which another
// is invited.
type orgForm struct {
	app.Organisation
	Self   string // the visitor
	Given  url.Values
	Kinds  []option
	Link   string // way in of a colleague who has just been invited
	Failed *failure
}

// organisation shows the contacts of the applicant for whom the visitor acts.
func (d *Door) organisation(v *visit) error { return d.showOrganisation(v, http.StatusOK, orgForm{}) }

func (d *Door) showOrganisation(v *visit, status int, f orgForm) (err error) {
	if f.Organisation, err = d.Office.Organisation(v.r.Context(), v.guest); err != nil {
		return err
	}
	f.Self = v.actor.ID
	for _, kind := range record.ContactKinds() {
		f.Kinds = append(f.Kinds, option{Value: string(kind), Label: v.book.Name("contact", string(kind)), Chosen: f.Given.Get("kind") == string(kind)})
	}
	return v.show(status, organisationPage(v.page(), f))
}

// inviteColleague adds a contact, and shows the way in once.
func (d *Door) inviteColleague(v *visit) error {
	v.private()
	form, err := v.form()
	if err != nil {
		return err
	}
	if err := v.need(access.InviteUser); v.guest.Second && err != nil { // who has a second factor shows it before a key is handed out
		return err
	}
	in := people.ColleagueInput{Name: strings.TrimSpace(form.Get("name")), Email: strings.TrimSpace(form.Get("email")), Kind: record.ContactKind(form.Get("kind"))}
	var p fault.Problems
	for name, day := range map[string]*civil.Date{"from": &in.From, "to": &in.To} {
		if text := strings.TrimSpace(form.Get(name)); text != "" {
			if *day, err = civil.Read(text); err != nil {
				p.Want(false, "contact.day", "/"+name, "given", text)
			}
		}
	}
	link := ""
	if err = p.Err(); err == nil {
		link, err = d.Office.InviteColleague(v.r.Context(), v.guest, in)
	}
	if errors.Is(err, fault.Invalid) {
		said := v.explain(err)
		return d.showOrganisation(v, said.Status, orgForm{Given: form, Failed: &said})
	}
	if err != nil {
		return err
	}
	return d.showOrganisation(v, http.StatusOK, orgForm{Link: link})
}

// endColleague takes a contact away; whoever leaves is signed out.
func (d *Door) endColleague(v *visit) error {
	form, err := v.form()
	if err != nil {
		return err
	}
	if err := d.Office.EndColleague(v.r.Context(), v.guest, form.Get("user")); err != nil {
		return err
	}
	if form.Get("user") == v.actor.ID {
		return v.goTo("/me")
	}
	return v.goTo("/a/org")
}

// days are those from one to another, either of which may be open.
func (p page) days(from, to civil.Date) string {
	switch {
	case to.IsZero():
		return p.T("fees.since", "from", p.Day(from))
	case from.IsZero():
		return p.T("contacts.until", "to", p.Day(to))
	}
	return p.T("fees.span", "from", p.Day(from), "to", p.Day(to))
}
