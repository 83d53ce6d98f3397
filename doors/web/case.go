package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
)

// boardView is the board of cases (期限ボード) as its page shows it.
type boardView struct {
	Today           string
	Text            string
	States, Schemes []option
	Stats           []stat
	Rows            []caseRow
	Cut             bool // there are more cases than the board holds
}

// stat is one figure over the board; a bad one is to be dealt with first.
type stat struct {
	N     string
	Label string
	Bad   bool
}

type caseRow struct {
	app.CaseLine
	SchemeName, TypeName, StateName, TurnName string
	Left                                      string // days left, or over
	Tone                                      string
}

// boardPages is how many pages of the office's list one board holds.
const boardPages = 10

// soon is how many days before a deadline a case is shown as pressing.
const soon = 7

// board shows the cases by deadline: those over it first, those without last.
func (d *Door) board(v *visit) error {
	q := desk.CaseQuery{Scheme: v.query("scheme"), Text: v.query("q"), States: openStates()}
	if state := v.query("state"); state != "" {
		q.States = []lifecycle.State{lifecycle.State(state)}
	}
	board, err := d.allCases(v.r.Context(), v, q)
	if err != nil {
		return err
	}
	slices.SortStableFunc(board.Cases, func(a, b app.CaseLine) int {
		return cmp.Or(byDeadline(a.Due, b.Due), cmp.Compare(a.No, b.No))
	})
	p := v.page()
	view := boardView{Today: p.Day(board.Today), Text: q.Text, Schemes: v.schemeOptions(q.Scheme),
		States: v.stateOptions(v.query("state")), Stats: p.stats(board), Cut: board.Next != ""}
	for _, c := range board.Cases {
		view.Rows = append(view.Rows, d.caseRow(p, c, board.Today))
	}
	return v.show(http.StatusOK, boardPage(p, view))
}

// allCases turns the pages of the office's list until it ends.
func (d *Door) allCases(ctx context.Context, v *visit, q desk.CaseQuery) (app.BoardView, error) {
	var all app.BoardView
	for range boardPages {
		part, err := d.Office.Board(ctx, v.actor, q)
		if err != nil {
			return all, err
		}
		all.Cases = append(all.Cases, part.Cases...)
		all.Today, all.Next = part.Today, part.Next
		if q.After = part.Next; q.After == "" {
			break
		}
	}
	return all, nil
}

func byDeadline(a, b civil.Date) int {
	if a.IsZero() || b.IsZero() {
		return cmp.Compare(orderOf(a), orderOf(b))
	}
	return a.Compare(b)
}

func orderOf(d civil.Date) int {
	if d.IsZero() {
		return 1
	}
	return 0
}

// openStates lists the states in which something is still to come.
func openStates() []lifecycle.State {
	var open []lifecycle.State
	for _, s := range lifecycle.States() {
		if !lifecycle.Cases().IsFinal(s) {
			open = append(open, s)
		}
	}
	return open
}

func (v *visit) stateOptions(chosen string) []option {
	options := []option{{Label: v.book.Say("board.open")}}
	for _, s := range lifecycle.States() {
		options = append(options, option{string(s), v.book.Name("state", string(s)), string(s) == chosen})
	}
	return options
}

// stats counts what the office looks at first.
func (p page) stats(b app.BoardView) []stat {
	var over, near, applicant, reviewer int
	for _, c := range b.Cases {
		left := c.Due.Sub(b.Today)
		switch {
		case c.Due.IsZero():
		case left < 0:
			over++
		case left <= soon:
			near++
		}
		switch c.Turn {
		case record.RoleApplicant:
			applicant++
		case record.RoleReviewer, record.RoleAssessor:
			reviewer++
		}
	}
	return []stat{
		{p.N(over), p.T("board.over"), over > 0},
		{p.N(near), p.T("board.near", "n", strconv.Itoa(soon)), false},
		{p.N(applicant), p.T("board.applicant"), false},
		{p.N(reviewer), p.T("board.reviewer"), false},
		{p.N(len(b.Cases)), p.T("board.all"), false},
	}
}

func (d *Door) caseRow(p page, c app.CaseLine, today civil.Date) caseRow {
	row := caseRow{CaseLine: c, SchemeName: c.Scheme, StateName: p.Name("state", c.State), TypeName: p.Name("term", c.Type)}
	if ed, err := d.edition(c.Scheme, ""); err == nil {
		p = p.of(ed)
		row.SchemeName, row.StateName, row.TypeName = p.shortName(ed), p.Name("state", c.State), p.Name("term", c.Type)
	}
	if c.Turn != "" {
		row.TurnName = p.Name("role", c.Turn)
	}
	row.Left, row.Tone = p.left(c.Due, today)
	return row
}

// left says how many days are left until a deadline.
func (p page) left(due, today civil.Date) (text, tone string) {
	if due.IsZero() {
		return p.T("none"), ""
	}
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
	Edition *scheme.Edition
}

// caseFile shows one case, to read.
func (d *Door) caseFile(v *visit) error {
	c, err := d.Office.CaseView(v.r.Context(), v.actor, v.r.PathValue("no"))
	if err != nil {
		return err
	}
	ed, err := d.Shelf.Edition(c.Scheme, c.Edition)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, casePage(v.page().of(ed), caseView{c, ed}))
}

// receivedFile gives a file of a case back.
func (d *Door) receivedFile(v *visit) error {
	file, err := d.Office.File(v.r.Context(), v.actor, v.r.PathValue("no"), v.r.PathValue("id"))
	if err != nil {
		return err
	}
	for name, value := range ask.FileHead(file) {
		v.w.Header().Set(name, value)
	}
	_, _ = v.w.Write(file.Content) // the asker may have gone
	return nil
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
func (c caseView) caption() string {
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
func (p page) dossier(c caseView) string {
	if c.Decision == nil {
		return p.T("case.dossier")
	}
	return p.T("decision.dossier")
}
