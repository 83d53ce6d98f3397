package web

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"

	"akashi/app"
	"akashi/record"
)

// sheet is a list as a table for a spreadsheet: what its page shows to the visitor, no more.
type sheet struct {
	Head []string
	Rows [][]string
}

// asSheet reports whether a list is asked for as a table. It is the same address with as=csv, so
// that the policy, the filter and the eyes are those of the page.
func (v *visit) asSheet() bool { return v.query("as") == "csv" && v.door.WriteSheet != nil }

// sheetPath is the address of a list as a table.
func (v *visit) sheetPath() string {
	if v.door.WriteSheet == nil {
		return ""
	}
	q := v.r.URL.Query()
	q.Set("as", "csv")
	_, here := split(v.r.URL.EscapedPath())
	return withQuery(here, q)
}

// giveSheet answers with a list as CSV, as spreadsheets open it, to be saved.
func (v *visit) giveSheet(name string, s sheet) error {
	var text bytes.Buffer
	if err := v.door.WriteSheet(&text, append([][]string{s.Head}, s.Rows...)); err != nil {
		return err
	}
	v.private()
	v.w.Header().Set("Content-Type", "text/csv; charset=utf-8; header=present")
	v.w.Header().Set("Content-Disposition", `attachment; filename="`+url.PathEscape(name)+`-`+v.door.Now().UTC().Format("20060102")+`.csv"`)
	v.w.WriteHeader(http.StatusOK)
	_, _ = v.w.Write(text.Bytes()) // the asker may have gone
	return nil
}

// renewalsSheet is the list of renewals to come.
func (p page) renewalsSheet(list app.RenewalList, names map[string]string) sheet {
	s := sheet{Head: []string{p.T("renewals.number"), p.T("mark.scheme"), p.T("renewals.holder"), p.T("mark.service"), p.T("renewals.closes"), p.T("renewals.passed"), p.T("renewals.valid-to"), p.T("renewals.carried")}}
	for _, m := range list.Marks {
		s.Rows = append(s.Rows, []string{m.Number, names[m.Scheme], m.Holder, m.Service, m.Closes.String(), p.yes(m.Late), m.ValidTo.String(), p.yes(m.Carried)})
	}
	return s
}

// personnelSheet has a line for each competence and each tie on record, and one for whoever has
// none.
func (p page) personnelSheet(all []staffOf) sheet {
	s := sheet{Head: []string{p.T("mark.scheme"), p.T("personnel.who"), p.T("me.role"), p.T("personnel.competence"), p.T("personnel.ties"), p.T("table.kind"), p.T("table.from"), p.T("table.to"), p.T("table.why")}}
	for _, of := range all {
		for _, one := range of.People {
			who := []string{of.Name, one.Name, p.rolesAs(one.Roles)}
			row := func(cells ...string) { s.Rows = append(s.Rows, append(append([]string{}, who...), cells...)) }
			for _, c := range one.Competences {
				row(p.competence(of.Edition, c.Competence.Competence), "", "", c.From.String(), c.To.String(), c.Evidence)
			}
			for _, t := range one.Ties {
				row("", t.Organisation, p.Name("tie", t.Kind), t.From.String(), t.To.String(), t.Note)
			}
			if len(one.Competences)+len(one.Ties) == 0 {
				row("", "", "", "", "", "")
			}
		}
	}
	return s
}

// usersSheet is everybody who may sign in.
func (p page) usersSheet(all []app.UserLine) sheet {
	s := sheet{Head: []string{p.T("me.name"), "ID", p.T("me.email"), p.T("me.role"), p.T("mark.scheme"), p.T("admin.standing")}}
	for _, u := range all {
		for _, r := range u.InRoles(u.Roles) {
			s.Rows = append(s.Rows, []string{u.Name, u.ID, u.Email, p.roleOf(r.User), p.schemesOf(r.User), p.T("user.is." + u.Standing())})
		}
	}
	return s
}

// yes says of a cell that it is so, or nothing.
func (p page) yes(so bool) string {
	if so {
		return p.T("table.yes")
	}
	return ""
}

// rolesAs are what somebody is here.
func (p page) rolesAs(all []record.Role) string {
	var names []string
	for _, r := range all {
		names = append(names, p.Name("role", r))
	}
	return strings.Join(names, " ")
}
