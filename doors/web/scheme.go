package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// edition finds the edition of a scheme that a visitor asks for: the one named,
// or the one in force today, or the first one when none is in force yet.
func (d *Door) edition(key, id string) (*scheme.Edition, error) {
	if id != "" {
		return d.Shelf.Edition(key, id)
	}
	if ed, err := d.Shelf.EditionAt(key, civil.In(d.Now())); err == nil {
		return ed, nil
	}
	if all := d.Shelf.Editions(key); len(all) > 0 {
		return all[0], nil
	}
	return nil, fault.New(fault.NotFound, "scheme-unknown", clip(key))
}

// bookAt is the rule book in the address, with what the office has added to it.
func (d *Door) bookAt(v *visit) (page, schemeView, app.BookView, error) {
	asked := v.query("edition")
	ed, err := d.edition(v.r.PathValue("scheme"), asked)
	if err != nil {
		return page{}, schemeView{}, app.BookView{}, err
	}
	book, err := d.Office.Book(v.r.Context(), ed)
	if err != nil {
		return page{}, schemeView{}, app.BookView{}, err
	}
	v.knows(ed, book.Edition)
	p := v.page()
	view := schemeView{Edition: book.Edition, Sections: p.sections(book.Edition), asked: asked}
	for _, other := range d.Shelf.Editions(ed.Scheme) {
		if other.ID != ed.ID {
			view.Others = append(view.Others, other.ID)
		}
	}
	return p, view, book, nil
}

// scheme explains a scheme from its rule book.
func (d *Door) scheme(v *visit) error {
	p, view, book, err := d.bookAt(v)
	if err != nil {
		return err
	}
	today := civil.In(d.Now())
	view.Steps, view.Rules, view.Holders, view.Fees, view.Today = p.steps(view.Edition), rulesOf(book), book.Holders, p.feeTables(view.Edition, today), p.Day(today)
	if view.Planned, err = d.planned(v, view.Scheme); err != nil {
		return err
	}
	return v.show(http.StatusOK, schemePage(p, view))
}

// criteria shows what a scheme asks, in full.
func (d *Door) criteria(v *visit) error {
	p, view, _, err := d.bookAt(v)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, criteriaPage(p, view))
}

// schemeView is an edition as its page shows it.
type schemeView struct {
	*scheme.Edition
	Others   []string // IDs of the other editions
	Sections []sectionView
	Steps    []stepView
	Rules    []ruleView
	Holders  map[string]string
	Fees     []feeTable
	Today    string
	Planned  []string // days of sessions to come
	asked    string   // edition in the address; "" for the one in force
}

// path is the page of the scheme, under the edition that was asked for.
func (s schemeView) path() string { return s.under("/s/" + s.Scheme) }

// criteriaPath is where a chapter of the criteria stands.
func (s schemeView) criteriaPath(chapter string) string {
	return s.under("/s/"+s.Scheme+"/criteria") + "#" + chapter
}

func (s schemeView) under(path string) string {
	if s.asked == "" {
		return path
	}
	return path + "?" + url.Values{"edition": {s.asked}}.Encode()
}

// chapterLink is a chapter of the page of the criteria.
type chapterLink struct{ ID, Title, Counts string }

func chapterID(section string) string { return "ch-" + section }

// chapters are those of the page of the criteria: of the rule book itself, and what an audit
// and a diagnosis look at.
func (s schemeView) chapters(p page) (all []chapterLink) {
	for _, section := range s.Sections {
		all = append(all, chapterLink{chapterID(section.ID), section.ID + "　" + p.Text(section.Title), section.Counts})
	}
	if s.Audit != nil {
		all = append(all, chapterLink{"audit", p.T("audit.title"), p.T("criteria.n", "n", p.N(len(s.Audit.Items())))})
	}
	if s.Diagnosis != nil {
		all = append(all, chapterLink{"diagnosis", p.T("diagnosis.title"), p.T("criteria.n", "n", p.N(len(s.Diagnosis.Items)))})
	}
	return all
}

// OtherFees reports whether there are fee tables of other times.
func (s schemeView) OtherFees() bool {
	return slices.ContainsFunc(s.Fees, func(t feeTable) bool { return !t.Current })
}

// cited are the citations of the sources, or else the readings of them.
func (s schemeView) cited(readings bool) (list []scheme.Citation) {
	for _, c := range s.Citations {
		if c.IsReading() == readings {
			list = append(list, c)
		}
	}
	return list
}

// FeesMissing reports whether no table covers today.
func (s schemeView) FeesMissing() bool {
	return len(s.Fees) > 0 && !slices.ContainsFunc(s.Fees, func(t feeTable) bool { return t.Current })
}

// planned lists the days of the sessions to come.
func (d *Door) planned(v *visit, key string) ([]string, error) {
	sessions, _, err := d.Office.Sessions(v.r.Context(), v.actor, key)
	if err != nil {
		return nil, err
	}
	p, today := v.page(), civil.In(d.Now())
	var days []string
	for _, s := range sessions {
		if s.State != record.SessionCancelled && !s.Day.Before(today) {
			days = append(days, p.Day(s.Day))
		}
	}
	return days, nil
}

func (p page) shortName(ed *scheme.Edition) string {
	if ed.ShortName.IsZero() {
		return p.Text(ed.Name)
	}
	return p.Text(ed.ShortName)
}

// stepView is one step of the procedure with the payments due before it.
type stepView struct {
	Title    string
	Detail   string
	Payments []string
}

// steps draws the procedure from the steps that the scheme takes.
func (p page) steps(ed *scheme.Edition) []stepView {
	steps := []stepView{{p.Label(ed, scheme.TermApplication), p.T("step.submission"), p.gate(ed, scheme.GateSubmission)}}
	for _, s := range scheme.Steps() {
		if !ed.Process.Takes(s) {
			continue
		}
		step := stepView{Title: p.Label(ed, string(s)), Detail: p.Name("step", s)}
		switch s {
		case scheme.StepApplicationReview:
			step.Payments = p.gate(ed, scheme.GateApplicationReview)
		case scheme.StepCommittee:
			step.Title = p.T("step.committee.title", "session", p.Label(ed, scheme.TermSession), "committee", p.Text(ed.Committee.Name))
			step.Payments = p.gate(ed, scheme.GateCommittee)
		}
		steps = append(steps, step)
	}
	return append(steps, stepView{p.Label(ed, scheme.TermGrant), p.T("step.grant"), p.gate(ed, scheme.GateGrant)})
}

// gate lists the fees that open a gate of the procedure.
func (p page) gate(ed *scheme.Edition, g scheme.Gate) []string {
	var names []string
	for _, payment := range ed.Process.Gates {
		if payment.Gate != g || ed.Fees == nil {
			continue
		}
		for _, line := range ed.Fees.Lines {
			if line.Code == payment.Fee {
				names = append(names, p.T("step.pay", "fee", p.Text(line.Label)))
			}
		}
	}
	return names
}

// feeTable is one printed table of fees with its columns laid out.
type feeTable struct {
	Caption string
	Current bool
	Columns []string
	Rows    []feeRow
	More    []string
}

type feeRow struct {
	Label string
	Due   string
	Cells []string
	Total bool
}

// feeTables lays out every fee table, and says which are in force today.
func (p page) feeTables(ed *scheme.Edition, today civil.Date) []feeTable {
	if ed.Fees == nil {
		return nil
	}
	var tables []feeTable
	for _, t := range ed.Fees.Tables {
		for _, c := range scheme.CaseTypes() {
			table := p.feeTable(ed, t, c)
			table.Current = t.Covers(today)
			tables = append(tables, table)
		}
	}
	return tables
}

func (p page) feeTable(ed *scheme.Edition, t scheme.FeeTable, c scheme.CaseType) feeTable {
	table := feeTable{Caption: p.T("fees.caption", "case", p.Label(ed, string(c)), "span", p.inForce(t),
		"rate", strconv.Itoa(int(t.Tax)/10))}
	sizes := sizesOf(t)
	for _, s := range sizes {
		table.Columns = append(table.Columns, p.Name("size", s))
	}
	if len(sizes) == 0 {
		table.Columns = []string{p.T("fees.amount")}
	}
	for _, a := range t.Amounts {
		if a.Case == c {
			line := lineOf(ed.Fees, a.Code)
			table.Rows = append(table.Rows, feeRow{Label: p.Text(line.Label), Due: p.Text(line.Due.Text), Cells: p.cells(sizes, a.Amount, a.BySize)})
		}
	}
	for _, total := range t.Totals {
		if total.Case == c {
			table.Rows = append(table.Rows, feeRow{Label: p.T("fees.total"), Cells: p.cells(sizes, total.Amount, total.BySize), Total: true})
		}
	}
	if t.Overrun != nil {
		table.More = append(table.More, p.T("fees.overrun", "label", p.Text(t.Overrun.Label), "n", p.Yen(t.Overrun.PerHour)))
	}
	if t.Revisit != nil {
		table.More = append(table.More, p.T("fees.revisit", "label", p.Text(t.Revisit.Label), "base", p.Yen(t.Revisit.Base), "hour", p.Yen(t.Revisit.PerPersonHour),
			"min", p.N(t.Revisit.MinPersons), "max", p.N(t.Revisit.MaxPersons)))
	}
	if t.Published != "" {
		table.More = append(table.More, p.T("fees.published", "source", t.Published))
	}
	return table
}

func (p page) inForce(t scheme.FeeTable) string {
	if t.To.IsZero() {
		return p.T("fees.since", "from", p.Day(t.From))
	}
	return p.T("fees.span", "from", p.Day(t.From), "to", p.Day(t.To))
}

func sizesOf(t scheme.FeeTable) []scheme.SizeClass {
	for _, a := range t.Amounts {
		if len(a.BySize) > 0 {
			return scheme.SizeClasses()
		}
	}
	return nil
}

func lineOf(f *scheme.Fees, code string) scheme.FeeLine {
	for _, l := range f.Lines {
		if l.Code == code {
			return l
		}
	}
	return scheme.FeeLine{Label: scheme.Text{JA: code, EN: code}}
}

// cells are the sums of one row: one for each size, or the one for all.
func (p page) cells(sizes []scheme.SizeClass, one yen.Amount, bySize map[scheme.SizeClass]yen.Amount) []string {
	if len(sizes) == 0 {
		return []string{p.Yen(one)}
	}
	var cells []string
	for _, s := range sizes {
		sum, ok := bySize[s]
		if !ok {
			sum = one
		}
		cells = append(cells, p.Yen(sum))
	}
	return cells
}

// Parts names the parts of the page, in order; what the rule book does not speak
// of is left out.
func (s schemeView) Parts() []string {
	return slices.DeleteFunc(schemeParts(), func(part string) bool { return !s.Has(part) })
}

// Has reports whether the rule book has something to say in a part.
func (s schemeView) Has(part string) bool {
	switch part {
	case "eligibility":
		e := s.Eligibility
		return len(e.Regions)+len(e.Windows)+len(e.Declarations)+len(s.Documents) > 0
	case "history":
		return len(s.Public.History) > 0
	}
	return true
}

func schemeParts() []string {
	return []string{"meaning", "runners", "eligibility", "steps", "criteria", "fees", "sessions", "history", "sources"}
}

// orNone prints a count, and a dash where there is none to print.
func (p page) orNone(n int) string {
	if n == 0 {
		return p.T("none")
	}
	return p.N(n)
}

// tenths prints a score that is kept in tenths: 70 is 7.0.
func tenths(n int) string { return strconv.Itoa(n/10) + "." + strconv.Itoa(n%10) }

// ruleView is a regulation of the scheme with its versions, the latest first.
type ruleView struct {
	Title    scheme.Text
	Versions []record.PublishedRule
}

func rulesOf(book app.BookView) []ruleView {
	return ask.Each(book.Organisation.Documents, func(doc scheme.RuleDocument) ruleView {
		of := func(r record.PublishedRule) bool { return r.Document != doc.ID }
		return ruleView{doc.Title, slices.DeleteFunc(slices.Clone(book.Rules), of)}
	})
}

// ruleFile gives the file of a regulation to anybody.
func (d *Door) ruleFile(v *visit) error {
	file, err := d.Office.RuleFile(v.r.Context(), v.r.PathValue("scheme"), v.r.PathValue("id"))
	if err != nil {
		return err
	}
	return v.give(file)
}
