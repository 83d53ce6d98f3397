package web

import (
	"net/http"
	"net/url"
	"slices"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

const mailPath = "/o/mail"

// mostMail is how many letters a page lists.
const mostMail = 50

// mailRow is a letter as the office reads it.
type mailRow struct {
	app.LetterLine
	Lost        bool   // it did not reach its reader, and is tried no more
	Again, Came string // where it is sent again, or said to have come back; "" where neither can be
	Undo        string // where it is taken back; "" once it has gone
	Path        string // of the case
}

// mailView is the list of letters, with what it may be narrowed by.
type mailView struct {
	Rows   []mailRow
	States []option
	Cut    bool
	Sheet  string
}

// mail lists the letters that went out, and what became of each.
func (d *Door) mail(v *visit) error {
	if !v.actor.May(access.ViewMail) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	q := app.MailQuery{State: v.query("state"), Limit: mostMail}
	list, err := d.Office.Mail(v.r.Context(), v.actor, q)
	if err != nil {
		return err
	}
	p := v.page()
	view := mailView{Cut: len(list.Mails) == mostMail, Sheet: v.sheetPath(), States: p.clockOptions("letterstate.", q.State, app.MailStates()...)}
	for _, l := range list.Mails {
		l.Subject, l.Text = p.LetterRead(l.Outgoing, l.Edition, l.Name)
		row := mailRow{LetterLine: l, Lost: slices.Contains(record.Unreached(), l.State)}
		if l.State == record.LetterHeld {
			row.Undo = actOf(access.UndoMail, l.ID)
		}
		if row.Lost && (l.CaseID != "" || l.State == record.LetterUndone) {
			row.Again = actOf(access.RetryMail, l.ID)
		}
		if l.State == record.LetterSent {
			row.Came = actOf(access.BounceMail, l.ID)
		}
		if l.Case != "" {
			row.Path = v.seenAt(desk.OnCase, l.Case)
		}
		view.Rows = append(view.Rows, row)
	}
	if v.asSheet() {
		return v.giveSheet("mail", view.sheet(p))
	}
	v.private()
	return v.show(http.StatusOK, mailPage(p, view))
}

// sheet is the same as a table for a spreadsheet.
func (view mailView) sheet(p page) sheet {
	s := sheet{Head: []string{p.T("mail.at"), p.T("mail.subject"), p.T("mail.to"), p.T("mail.address"), p.T("clocks.of"), p.T("jobs.state"), p.T("mail.answer")}}
	for _, r := range view.Rows {
		s.Rows = append(s.Rows, []string{p.Moment(r.At), r.Subject, r.Name, r.Address, r.Case, p.LetterState(r.Outgoing), r.Answer})
	}
	return s
}

// mailStat leads to the letters that did not reach their readers.
func (p page) mailStat(n int) stat {
	return stat{N: p.N(n), Label: p.T("mail.stat"), Path: withQuery(mailPath, url.Values{"state": {app.MailUnreached}})}
}
