package api

import (
	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/rules/access"
)

func caseRoutes() []route {
	return []route{
		get("/cases", "cases", "List the cases that the token may know of", access.ListCases, access.KindCase, tagCases, app.BoardView{}, (*Door).cases).
			asking(func() any { return new(ask.CaseQuery) }),
		get("/cases/{no}", "case", "Show a case as the token may see it", access.ViewCase, access.KindCase, tagCases, app.CaseView{}, (*Door).oneCase).
			naming("no"),
		get("/cases/{no}/attachments/{id}", "case-file", "Get a file of a case back as it was received", access.ViewCase, access.KindCase, tagCases,
			[]byte(nil), (*Door).caseFile).naming("no"),
		get("/cases/{no}/journal", "case-journal", "Show what was done to a case, by whom and when", access.ViewJournal, access.KindCase, tagCases,
			app.JournalView{}, (*Door).caseJournal).naming("no").asking(func() any { return new(ask.JournalQuery) }),
	}
}

func (d *Door) caseFile(c *call) (reply, error) {
	file, err := d.Office.File(c.r.Context(), c.actor, c.name, c.r.PathValue("id"))
	return reply{file: &file}, err
}

func (d *Door) caseJournal(c *call) (reply, error) {
	q, _ := c.query.(*ask.JournalQuery)
	view, err := d.Office.Journal(c.r.Context(), c.actor, desk.LeafQuery{Object: c.name, From: q.From, Limit: q.Limit})
	return reply{body: view}, err
}

func (d *Door) cases(c *call) (reply, error) {
	q, _ := c.query.(*ask.CaseQuery)
	asked, err := q.For("?state")
	if err != nil {
		return reply{}, err
	}
	board, err := d.Office.Board(c.r.Context(), c.actor, asked)
	return reply{body: board}, err
}

func (d *Door) oneCase(c *call) (reply, error) {
	view, err := d.Office.CaseView(c.r.Context(), c.actor, c.name)
	return reply{body: view, etag: tagOf(view.Version)}, err
}
