package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"akashi/app"
	"akashi/app/people"
	"akashi/doors/ask"
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
	Tasks  []option
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
	f.Tasks = v.taskOptions(f.Given.Get("tasks"))
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
	in.From, in.Commission = dayIn(form, "from", &p), commissionIn(form, &p)
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

// dayIn is a day that was typed; the zero day where none was.
func dayIn(form url.Values, name string, p *fault.Problems) (day civil.Date) {
	text := strings.TrimSpace(form.Get(name))
	if text == "" {
		return day
	}
	day, err := civil.Read(text)
	p.Want(err == nil, "contact.day", "/"+name, "given", text)
	return day
}

// commissionIn is how far a consultant is to act.
func commissionIn(form url.Values, p *fault.Problems) people.Commission {
	c := people.Commission{To: dayIn(form, "to", p), Cases: lines(form["cases"])}
	for _, task := range form["tasks"] {
		if task != "" {
			c.Tasks = append(c.Tasks, access.Task(task))
		}
	}
	return c
}

// commissionColleague changes how far a consultant acts.
func (d *Door) commissionColleague(v *visit) error {
	form, err := v.form()
	if err != nil {
		return err
	}
	if err := v.need(access.InviteUser); v.guest.Second && err != nil {
		return err
	}
	var p fault.Problems
	in := commissionIn(form, &p)
	if err = p.Err(); err == nil {
		err = d.Office.CommissionColleague(v.r.Context(), v.guest, form.Get("user"), in)
	}
	if errors.Is(err, fault.Invalid) {
		said := v.explain(err)
		return d.showOrganisation(v, said.Status, orgForm{Failed: &said})
	}
	if err != nil {
		return err
	}
	return v.goTo("/a/org")
}

// taskOptions are what a consultant can be commissioned with.
func (v *visit) taskOptions(chosen string) (all []option) {
	all = append(all, option{Label: v.book.Say("contacts.task.all"), Chosen: chosen == ""})
	for _, task := range append(access.Tasks(), access.OnlySee) {
		all = append(all, option{Value: string(task), Label: v.book.Say("contacts.task." + string(task)), Chosen: chosen == string(task)})
	}
	return all
}

// taskOf is what a colleague is commissioned with, in a word.
func (p page) taskOf(c people.Colleague) string {
	if len(c.Does) == 0 {
		return p.T("contacts.task.all")
	}
	return p.T("contacts.task." + string(c.Does[0]))
}

// taskChosen are the tasks to choose from, with that of a colleague chosen.
func (p page) taskChosen(all []option, c people.Colleague) []option {
	return ask.Each(all, func(o option) option {
		o.Chosen = len(c.Does) == 0 && o.Value == "" || len(c.Does) > 0 && o.Value == string(c.Does[0])
		return o
	})
}

// casesOf are the cases that a colleague is commissioned with, in a word.
func (p page) casesOf(c people.Colleague) string {
	if len(c.CaseNos) == 0 {
		return p.T("contacts.cases.all")
	}
	return p.List(c.CaseNos)
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
	case from == to:
		return p.Day(from)
	case from.IsZero():
		return p.T("contacts.until", "to", p.Day(to))
	}
	return p.T("fees.span", "from", p.Day(from), "to", p.Day(to))
}
