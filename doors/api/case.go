package api

import (
	"akashi/app"
	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/doors/ask"
)

func (d *Door) caseFile(c *call) (app.FileView, error) {
	return d.Office.File(c.r.Context(), c.actor, c.name, c.r.PathValue("id"))
}

// sheetInput is a workbook to be compared.
type sheetInput struct {
	Sheet []byte `json:"sheet" doc:"workbook of the case as it was filled in, base64 in JSON"`
}

func (d *Door) caseSheet(c *call) (app.FileView, error) {
	return d.Office.AnswersBook(c.r.Context(), c.actor, c.name, string(language(c.r.Header)))
}

func (d *Door) compareSheet(c *call) (judging.SheetView, error) {
	in, _ := c.body.(*sheetInput)
	return d.Office.CompareAnswers(c.r.Context(), c.actor, c.name, in.Sheet)
}

func (d *Door) caseJournal(c *call) (app.JournalView, error) {
	q, _ := c.query.(*ask.JournalQuery)
	return d.Office.Journal(c.r.Context(), c.actor, desk.LeafQuery{Object: c.name, From: q.From, Limit: q.Limit})
}

func (d *Door) caseMessages(c *call) (app.MessageList, error) {
	return d.Office.Messages(c.r.Context(), c.actor, c.name)
}

func (d *Door) cases(c *call) (app.BoardView, error) {
	q, _ := c.query.(*ask.CaseQuery)
	asked, err := q.For("?state")
	if err != nil {
		return app.BoardView{}, err
	}
	return d.Office.Board(c.r.Context(), c.actor, asked)
}

func (d *Door) oneCase(c *call) (app.CaseView, error) {
	view, err := d.Office.CaseView(c.r.Context(), c.actor, c.name)
	c.etag = tagOf(view.Version)
	return view, err
}

func (d *Door) caseHandover(c *call) (app.FileView, error) {
	return d.Office.HandoverNote(c.r.Context(), c.actor, c.name)
}

func (d *Door) handoverReturn(c *call) (app.FileView, error) {
	return d.Office.ReturnNote(c.r.Context(), c.actor, c.r.PathValue("no"))
}

func (d *Door) handovers(c *call) (app.HandoverList, error) {
	q, _ := c.query.(*ask.OfficeQuery)
	return d.Office.Handovers(c.r.Context(), c.actor, q.Scheme)
}
