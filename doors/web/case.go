package web

import (
	"cmp"
	"slices"
	"strconv"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
)

type caseRow struct {
	app.CaseLine
	SchemeName, TypeName, StateName, TurnName string
	Day, Why                                  string // the next day, and what it rests on
	Estimate                                  bool
	Left                                      string // days left, or over
	Tone                                      string
	Path                                      string
	Visited                                   string // page of the day on site, for whoever examines the case there now
	Leaf                                      leaf
	Yours                                     bool // it is the visitor's turn
}

// leaf is a day as a leaf of a calendar.
type leaf struct{ Month, Day, Foot string }

// leafOf is the leaf of a day; an estimate says so in the place of the weekday.
func (p page) leafOf(day civil.Date, estimate bool) leaf {
	name := day.Start().Month().String()
	l := leaf{p.T("date.in_month", "month", strconv.Itoa(day.Month()), "name", name[:3]), strconv.Itoa(day.Day()), p.T("weekday." + strconv.Itoa(int(day.Weekday())))}
	if estimate {
		l.Foot = p.T("day-kind.estimate")
	}
	return l
}

// soon is how many days before a deadline a case is shown as pressing.
const soon = 7

func (v *visit) stateOptions(chosen string) []option {
	options := []option{{Label: v.book.Say("board.open")}}
	for _, s := range lifecycle.States() {
		options = append(options, option{string(s), v.book.Name("state", string(s)), string(s) == chosen})
	}
	return options
}

// searches reports whether there is, or may be, enough on the board to search in.
func (b boardView) searches() bool { return b.Office || b.Filtered || len(b.Rows) > fewRows }

// dated reports whether the visitor is shown the next day of any case.
func (b boardView) dated() bool {
	return slices.ContainsFunc(b.Rows, func(c caseRow) bool { return c.Day != "" })
}

// renewalsOnBoard is how many marks are counted on the board.
const renewalsOnBoard = 100

// fewRows are so few cases that nobody searches among them.
const fewRows = 5

// part is how many of those counted are of a kind; nothing where none is.
func (p page) part(key string, n int) string {
	if n == 0 {
		return ""
	}
	return p.T(key, "n", p.N(n))
}

func (d *Door) caseRow(p page, c app.CaseLine, today civil.Date) caseRow {
	row := caseRow{CaseLine: c, SchemeName: c.Scheme, StateName: p.StateOf(c.State, c.Filed), TypeName: p.Name("term", c.Type)}
	if ed, err := d.edition(c.Scheme, ""); err == nil {
		p = p.of(ed)
		row.SchemeName, row.StateName, row.TypeName = p.shortName(ed), p.StateOf(c.State, c.Filed), p.Name("term", c.Type)
	}
	if c.Turn != "" {
		row.TurnName = p.Name("role", c.Turn)
	}
	return p.dayRow(row, today)
}

// dayRow fills in the next day of a row.
func (p page) dayRow(row caseRow, today civil.Date) caseRow {
	c := row.CaseLine
	if c.NextDate == nil {
		return row
	}
	row.Day, row.Why, row.Estimate = p.Day(c.NextDate.Day), p.NextDay(*c.NextDate), c.NextDate.Kind == lifecycle.EstimateDay
	row.Leaf = p.leafOf(c.NextDate.Day, row.Estimate)
	row.Left, row.Tone = p.left(c.NextDate.Day, today)
	if row.Estimate && row.Tone == "bad" { // nobody is late who passes an estimate
		row.Left, row.Tone = p.T("left.ago", "n", strconv.Itoa(today.Sub(c.NextDate.Day))), ""
	}
	return row
}

// left says how many days are left until a deadline.
func (p page) left(due, today civil.Date) (text, tone string) {
	switch n := due.Sub(today); {
	case n < 0:
		return p.T("left.over", "n", strconv.Itoa(-n)), "bad"
	case n == 0:
		return p.T("left.today"), "warn"
	case n <= soon:
		return p.T("left.days", "n", strconv.Itoa(n)), "warn"
	default:
		return p.T("left.days", "n", strconv.Itoa(n)), ""
	}
}

// caseView is a case as its page shows it.
type caseView struct {
	app.CaseView
	Edition   *scheme.Edition
	row       caseRow
	seated    bool   // the visitor may look at the session
	mayIntake bool   // the visitor takes in
	reader    string // the visitor's ID

	Tabs     []tabLink
	Chapters []chapterView
	Shows    []link // of which items only some are shown
	Past     []moment
	Talk     *talk
	Mail     []app.LetterLine
	mails    bool // whoever looks may read letters
}

// receivedFile gives a file of a case back.
func (d *Door) receivedFile(v *visit) error {
	file, err := d.Office.File(v.r.Context(), v.actor, v.r.PathValue("no"), v.r.PathValue("id"))
	if err != nil {
		return err
	}
	return v.give(file)
}

// give answers with a file as it was received.
func (v *visit) give(file app.FileView) error {
	for name, value := range ask.FileHead(file) {
		v.w.Header().Set(name, value)
	}
	_, _ = v.w.Write(file.Content) // the asker may have gone
	return nil
}

// sum is what a charge comes to, where a table of fees prices it.
func (p page) sum(c app.ChargeView) string {
	if c.Status == record.ChargeUnpriced {
		return p.T("none")
	}
	return p.Yen(c.Amount)
}

// fee is the name of a fee as the scheme prints it.
func (p page) fee(ed *scheme.Edition, code string) string {
	if ed.Fees == nil {
		return code
	}
	for _, t := range ed.Fees.Tables {
		if t.Overrun != nil && t.Overrun.Code == code {
			return p.Text(t.Overrun.Label)
		}
		if t.Revisit != nil && t.Revisit.Code == code {
			return p.Text(t.Revisit.Label)
		}
	}
	return p.Text(lineOf(ed.Fees, code).Label)
}

// verdictOf prints one voice's verdict on a criterion: a status, or points.
func (p page) verdictOf(status record.Verdict, points *int) string {
	switch {
	case points != nil:
		return p.T("points.n", "n", strconv.Itoa(*points))
	case status == "":
		return p.T("none")
	}
	return p.Name("answer", status)
}

// aspect is the name of an aspect of a criterion, or nothing.
func (p page) aspect(ed *scheme.Edition, id string) string {
	for _, a := range ed.Aspects {
		if a.ID == id {
			return p.Text(a.Title)
		}
	}
	return id
}

// caption is what a case is about, by the names that the visitor may see.
func (c *caseView) caption() string {
	return cmp.Or(c.Service, c.Applicant, c.No)
}

// wording is what a criterion asks.
func (p page) wording(ed *scheme.Edition, id string) string {
	if c, ok := ed.Criterion(id); ok {
		return p.Text(c.Wording())
	}
	return ""
}

// dossier is what the frozen papers are: what was submitted, or, once there is a
// decision, what it rests on.
func (p page) dossier(c *caseView) string {
	if c.Decision == nil {
		return p.T("case.dossier")
	}
	return p.T("decision.dossier")
}
