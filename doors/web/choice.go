package web

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"akashi/app/desk"
	"akashi/app/review"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
)

// choices are the values that the fields of a form take where there are only some, by the name
// of the flag or the key of a field; before those stand the act and a dot where it means
// something else by the key than others do.
type choices map[string][]option

// askedWhere says of fields, by their flags, in which schemes and cases they mean anything;
// elsewhere a form leaves them out.
var askedWhere = map[string]func(about) bool{
	"intake-body":        func(of about) bool { return len(of.ed.Organisation.IntakeBodies) > 0 },
	"applicant-region":   func(of about) bool { return len(of.ed.Eligibility.Regions) > 0 },
	"applicant-industry": func(of about) bool { return of.ed.Size != nil },
	"size":               func(of about) bool { return of.ed.Size != nil },
	"aspect":             func(of about) bool { return len(of.ed.Aspects) > 0 },
	"late-reason":        func(of about) bool { return of.c == nil || of.c.Type == record.Renewal },
}

// asks reports whether the form has a field where it is filled in.
func (f paper) asks(field ask.Field) bool {
	means := askedWhere[field.Flag]
	return means == nil || f.about.ed == nil || means(f.about)
}

// put adds a value to each of several fields.
func (c choices) put(names, value, label string) {
	for _, n := range strings.Fields(names) {
		c[n] = append(c[n], option{Value: value, Label: label})
	}
}

// of are those of a field of an act.
func (c choices) of(act, flag, key string) []option {
	for _, name := range []string{act + "." + key, flag, key} {
		if known := c[name]; known != nil {
			return known
		}
	}
	return nil
}

// choices are those of the form of an act: what the scheme, the case and the session hold, and
// whom the visitor may name.
func (d *Door) choices(v *visit, p page, a desk.Action, object, key string, of about) (choices, error) {
	all := choices{}
	for _, s := range v.schemes() {
		all.put("scheme", s.Key, s.Short)
	}
	for _, role := range access.Roles() {
		if access.IsStaff(role) || role == record.RoleApplicant || role == record.RoleResponsible || role == record.RoleAdmin {
			all.put("role", string(role), p.Name("role", role))
		}
	}
	all["add.scheme"] = append([]option{{Value: "all", Label: p.T("me.scheme.all")}}, all["scheme"]...)
	all["grant-role.scheme"], all["revoke-role.scheme"] = all["add.scheme"], all["add.scheme"]
	for _, kind := range []scheme.ConflictKind{scheme.ConflictDeclared, scheme.ConflictSameBody, scheme.ConflictReviewer, scheme.ConflictApplicant} {
		all.put("declare-conflict.kind", string(kind), p.T("option.declare-conflict.kind."+string(kind)))
	}
	named, err := d.Office.Choices(v.r.Context(), v.actor, a, object, desk.About{Scheme: key})
	if err != nil {
		return nil, err
	}
	for field, them := range named {
		for _, n := range them {
			all.put(field, n.ID, p.named(n))
		}
	}
	if of.ed != nil {
		d.choicesOfScheme(p, of, all)
	}
	for _, s := range v.schemes() {
		if ed, err := d.edition(s.Key, ""); err == nil {
			choicesOfUsers(p, ed, s.Short, all)
		}
	}
	if of.session != nil {
		for _, line := range of.session.Agenda {
			all.put("parts-key", line.Case, line.Case)
		}
	}
	if of.c != nil {
		return all, d.choicesOfCase(v, p, a, of, all)
	}
	if a.Name == access.CorrectTie {
		err = d.choicesOfPersonnel(v, p, key, all)
	}
	return all, err
}

// named is what somebody or something is called in a list.
func (p page) named(n desk.Named) string {
	var roles []string
	for _, r := range n.Roles {
		roles = append(roles, p.Name("role", r))
	}
	return strings.Join(slices.DeleteFunc([]string{n.Name, p.List(roles), n.Note}, func(s string) bool { return s == "" }), "　")
}

// choicesOfScheme are those that an edition holds.
func (d *Door) choicesOfScheme(p page, of about, all choices) {
	ed := of.ed
	for _, e := range d.Shelf.Editions(ed.Scheme) {
		all.put("edition", e.ID, e.ID)
	}
	for _, c := range ed.Criteria {
		all.put("criterion criteria cannot-judge item state.items except.items", c.ID, c.ID+"　"+clipped(p.Text(c.Text)))
	}
	for _, doc := range ed.Documents {
		if of.c == nil || slices.Contains(doc.Cases, scheme.CaseType(of.c.Type)) {
			all.put("document documents", doc.ID, p.Text(doc.Title))
		}
	}
	for _, c := range ed.Staff().Competences {
		all.put("competence", c.ID, p.Text(c.Text))
	}
	for _, a := range ed.Aspects {
		all.put("aspect", a.ID, p.Text(a.Title))
	}
	for _, s := range ed.Committee.Seats {
		all.put("seat seats appoint.seat end-term.seat", s.ID, p.Text(s.Title))
		if !s.Chair {
			all.put("name-deputy.seat", s.ID, p.Text(s.Title)+"　"+p.Text(s.Affiliation))
		}
	}
	for _, s := range slices.Concat(ed.Organisation.Officers, ed.Organisation.Secretariats, ed.Organisation.Observers) {
		all.put("appoint.seat end-term.seat", s.ID, p.Text(s.Title))
	}
	for _, b := range p.joined(ed).Organisation.Taking(p.today) {
		all.put("intake-body", b.ID, p.Text(b.Name))
	}
	for _, b := range p.joined(ed).Organisation.IntakeBodies {
		all.put("body", b.ID, p.Text(b.Name))
	}
	for _, doc := range ed.Organisation.Documents {
		all.put("publish-rule.document", doc.ID, p.Text(doc.Title))
	}
	for _, r := range ed.Eligibility.Regions {
		all.put("region applicant-region", r.ID, p.Text(r.Title))
	}
	for _, w := range ed.Eligibility.Windows {
		all.put("bar", w.ID, p.Text(w.Label))
	}
	for _, declared := range ed.Eligibility.Declarations {
		all.put("declare.items", declared.ID, clipped(p.Text(declared.Text)))
		if declared.Onsite {
			all.put("bar", declared.ID, clipped(p.Text(declared.Text)))
		}
	}
	if ed.Size != nil {
		for _, i := range ed.Size.Industries {
			all.put("applicant-industry", i.ID, p.Text(i.Title))
		}
		for _, class := range scheme.SizeClasses() {
			all.put("size", string(class), p.Name("size", class))
		}
	}
}

// choicesOfUsers are the bodies and the seats of a scheme, for the account of somebody who may
// work for several.
func choicesOfUsers(p page, ed *scheme.Edition, short string, all choices) {
	for _, b := range p.joined(ed).Organisation.IntakeBodies {
		all.put("add.body grant-role.body", b.ID, p.Text(b.Name)+"　"+short)
	}
	for _, s := range ed.Committee.Seats {
		at := slices.IndexFunc(all["add.seat"], func(o option) bool { return o.Value == s.ID })
		if at < 0 {
			all.put("add.seat grant-role.seat", s.ID, p.Text(s.Title)+"　"+short)
			continue
		}
		for _, name := range []string{"add.seat", "grant-role.seat"} {
			all[name][at].Label += "　" + short
		}
	}
}

// choicesOfCase are those that a case holds.
func (d *Door) choicesOfCase(v *visit, p page, a desk.Action, of about, all choices) error {
	ctx, c := v.r.Context(), of.c
	for _, charge := range c.Charges {
		all.put("charge", charge.ID, p.fee(of.ed, charge.Code)+"　"+p.sum(charge))
	}
	for _, f := range c.Findings {
		all.put("no", strconv.Itoa(f.No), strconv.Itoa(f.No)+"　"+f.Criterion+"　"+clipped(f.Text))
	}
	for _, pay := range c.Payments {
		all.put("payment", pay.ID, p.Day(pay.Received)+"　"+p.Yen(pay.Amount))
	}
	for _, x := range c.Visits {
		all.put("visit", x.ID, p.Day(x.Day)+"　"+p.T("option.kind."+string(x.Kind)))
	}
	for _, x := range review.StandingObservations(c.Observed) {
		all.put("corrects", x.ID, p.Moment(x.At)+"　"+clipped(x.Text))
	}
	for _, x := range c.CheckOuts {
		if x.Lasts(d.Now()) {
			all.put("check-out", x.ID, p.Moment(x.At)+"　"+examinerOf(*c, x.UserID))
		}
	}
	d.choicesOfConflicts(p, of, all)
	if _, can := (&caseView{CaseView: *c}).offered(access.Allot); can {
		if org, err := d.Office.Organisation(ctx, v.guest); v.had(err) {
			for _, contact := range org.Contacts {
				all.put("contact", contact.UserID, contact.Name)
			}
		}
	}
	if files, err := d.Office.Reusable(ctx, v.actor, c.No); v.had(err) {
		for _, f := range files {
			all.put("attachment", f.ID, f.Name+"　"+p.Moment(f.At))
		}
	}
	if sessions, _, err := d.Office.Sessions(ctx, v.actor, c.Scheme); v.had(err) {
		for _, s := range sessions {
			if s.State == record.SessionPlanned || s.State == record.SessionOpen {
				all.put("session", s.ID, p.Day(s.Day))
			}
		}
	}
	if a.Name != access.Assign && a.Name != access.Unassign {
		return nil
	}
	them, err := d.Office.Candidates(ctx, v.actor, c.No)
	all["user"] = nil
	for _, one := range them {
		if one.Assigned == (a.Name == access.Unassign) && (one.Assigned || one.Against == nil) {
			all.put("user", one.ID, one.Name)
		}
	}
	return err
}

// choicesOfConflicts are the conflicts of a case that can be retracted, with whoever comes back.
func (d *Door) choicesOfConflicts(p page, of about, all choices) {
	seats, people := all["seat"], all["user"]
	for _, k := range of.c.Conflicts {
		if !k.Stands() {
			continue
		}
		who := calledIn(people, k.UserID)
		if k.Seat != "" {
			who = calledIn(seats, k.Seat)
			all.put("retract-conflict.seat", k.Seat, who)
		}
		if k.UserID != "" {
			all.put("retract-conflict.user", k.UserID, calledIn(people, k.UserID))
		}
		all.put("conflict", k.ID, who+"　"+clipped(k.Note))
	}
}

// calledIn is what a list of choices calls a value.
func calledIn(all []option, value string) string {
	if at := slices.IndexFunc(all, func(o option) bool { return o.Value == value }); at >= 0 {
		return all[at].Label
	}
	return value
}

// choicesOfPersonnel are the ties on record that stand.
func (d *Door) choicesOfPersonnel(v *visit, p page, key string, all choices) error {
	list, err := d.Office.Personnel(v.r.Context(), v.actor, key)
	for _, one := range list.People {
		for _, t := range one.Ties {
			if t.Stands() {
				all.put("tie", t.ID, one.Name+"　"+t.Organisation+"　"+p.Name("tie", t.Kind))
			}
		}
	}
	return err
}

// schemeFirst are the schemes that somebody chooses from before the rest of a form is asked:
// what its fields take is said by the scheme. There are none where it is known, and where there
// is but one it is put into the form.
func (f *paper) schemeFirst(v *visit) []option {
	needed := slices.ContainsFunc(ask.FieldsOf(ask.Pointed(reflect.TypeOf(f.act.Input()))), func(field ask.Field) bool { return field.Needed && field.Flag == "scheme" })
	if !needed || f.given.Get("scheme") != "" || f.given.Has("_key") {
		return nil
	}
	all := v.schemesFor(f.act.Name, "")
	if len(all) != 1 {
		return all
	}
	f.given = maps.Clone(f.given)
	f.given.Set("scheme", all[0].Value)
	return nil
}

// clipped is the beginning of a text, for a list to choose from.
func clipped(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
