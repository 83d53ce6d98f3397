package web

import (
	"net/http"
	"net/url"

	"akashi/app"
	"akashi/app/desk"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
)

// perPage is how many entries of the register one page shows.
const perPage = 50

// option is one value of a field to choose from.
type option struct {
	Value, Label string
	Chosen       bool
}

// registerView is one page of the register with its question.
type registerView struct {
	Sheet             string // the same as a table
	Text              string
	Schemes, Statuses []option
	Count             string
	Notes             []string
	Rows              []registerRow
	First, Next       string // addresses, or empty
}

type registerRow struct {
	verdict
	Scheme string
	Until  string // last day of validity, or the day of the list
}

// register searches the public register. Its address says all of the question
// and of the place in the answer, so that it can be passed on.
func (d *Door) register(v *visit) error {
	q := desk.MarkQuery{Text: v.query("q"), Scheme: v.query("scheme"), Standing: desk.StandingNamed(v.query("status")), After: v.query("after"), Limit: perPage}
	if v.asSheet() {
		q.Limit = desk.WholePage
	}
	found, err := d.Office.Register(v.r.Context(), q)
	if err != nil {
		return err
	}
	p := v.page()
	if v.asSheet() {
		return v.giveSheet("register", p.registerSheet(found, v.shortNames()))
	}
	view := registerView{Sheet: v.sheetPath(), Text: q.Text, Count: p.T("register.total", "n", p.N(found.Total)),
		Schemes: v.schemeOptions(q.Scheme), Statuses: v.standingOptions(q.Standing)}
	old := map[string]string{}
	for _, m := range found.Entries {
		row := p.registerRow(m)
		view.Rows = append(view.Rows, row)
		if !m.Mark.ListedAsOf.IsZero() && m.Edition != nil {
			old[m.Mark.Scheme] = p.Text(m.Edition.Public.Register)
		}
	}
	for _, key := range d.Shelf.Keys() {
		if old[key] != "" {
			view.Notes = append(view.Notes, old[key])
		}
	}
	if q.After != "" {
		view.First = registerPath(q, "")
	}
	if found.Next != "" {
		view.Next = registerPath(q, found.Next)
	}
	return v.show(http.StatusOK, registerPage(p, view))
}

// registerSheet is the register as a table: a page of it as long as is told at once, from the address of which it is.
func (p page) registerSheet(found app.RegisterPage, names map[string]string) sheet {
	s := sheet{Head: []string{p.T("renewals.number"), p.T("mark.scheme"), p.T("mark.holder"), p.T("mark.service"), p.T("admin.standing"), p.T("renewals.valid-to")}}
	for _, m := range found.Entries {
		s.Rows = append(s.Rows, []string{m.Number, names[m.Mark.Scheme], m.Mark.Holder, m.Mark.Service, p.Name("standing", m.Standing), inCell(m.Mark.ValidTo)})
	}
	return s
}

func (p page) registerRow(m app.MarkView) registerRow {
	row := registerRow{verdict: p.verdict(m), Scheme: p.Text(m.Mark.SchemeName)}
	if m.Edition != nil {
		row.Scheme = p.shortName(m.Edition)
	}
	switch {
	case row.Event != nil:
		row.Until = p.Day(row.Event.Day) + " " + p.Name("standing", m.Standing)
	case !m.Mark.ValidTo.IsZero():
		row.Until = p.Day(m.Mark.ValidTo)
	case !m.Mark.ListedAsOf.IsZero():
		row.Until = p.T("register.list", "month", p.listed(m.Mark.ListedAsOf))
	}
	return row
}

func registerPath(q desk.MarkQuery, after string) string {
	values := url.Values{}
	for _, pair := range [][2]string{{"q", q.Text}, {"scheme", q.Scheme}, {"status", string(q.Standing)}, {"after", after}} {
		if pair[1] != "" {
			values.Set(pair[0], pair[1])
		}
	}
	if len(values) == 0 {
		return "/registry"
	}
	return "/registry?" + values.Encode()
}

func (v *visit) schemeOptions(chosen string) []option {
	options := []option{{Label: v.book.Say("register.all")}}
	for _, s := range v.schemes() {
		options = append(options, option{s.Key, s.Short, s.Key == chosen})
	}
	return options
}

func (v *visit) standingOptions(chosen lifecycle.Standing) []option {
	options := []option{{Label: v.book.Say("register.all")}}
	for _, s := range desk.Listed() {
		options = append(options, option{string(s), v.book.Say("standing." + string(s)), s == chosen})
	}
	return options
}

// listed prints when a list was published: the sources name the month only.
func (p page) listed(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return p.Part(d.String()[:len("2014-07")])
}
