package api

import (
	"slices"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

func caseRoutes() []route {
	return []route{
		get("/cases", "cases", "List the cases that the token may know of", access.ListCases, access.KindCase, tagCases, app.BoardView{}, (*Door).cases).
			asking(func() any { return new(caseQuery) }),
		get("/cases/{no}", "case", "Show a case as the token may see it", access.ViewCase, access.KindCase, tagCases, app.CaseView{}, (*Door).oneCase).
			naming("no"),
		get("/cases/{no}/journal", "case-journal", "Show what was done to a case, by whom and when", access.ViewJournal, access.KindCase, tagCases,
			app.JournalView{}, (*Door).caseJournal).naming("no").asking(func() any { return new(journalQuery) }),
	}
}

// journalQuery says which stretch of the journal is asked for.
type journalQuery struct {
	From  int64 `json:"from,omitempty" minimum:"0" doc:"the value of next on the stretch before"`
	Limit int   `json:"limit,omitempty" minimum:"1" maximum:"100" doc:"leaves of a stretch; 100 when absent"`
}

func (d *Door) caseJournal(c *call) (reply, error) {
	q, _ := c.query.(*journalQuery)
	view, err := d.Office.Journal(c.r.Context(), c.actor, app.LeafQuery{Object: c.name, From: q.From, Limit: q.Limit})
	return reply{body: view}, err
}

// Page says which page of a list is asked for.
type Page struct {
	After string `json:"after,omitempty" doc:"the value of next on the page before"`
	Limit int    `json:"limit,omitempty" minimum:"1" maximum:"100" doc:"rows of a page; 100 when absent"`
}

// caseQuery narrows the list of cases.
type caseQuery struct {
	Scheme string             `json:"scheme,omitempty" doc:"key of a scheme"`
	State  []record.CaseState `json:"state,omitempty" doc:"states, repeated or separated by commas; any of them"`
	Type   record.CaseType    `json:"type,omitempty" enum:"new,renewal" doc:"new or renewal"`
	Text   string             `json:"text,omitempty" doc:"in receipt number, service or applicant, whatever the width, the case and the kana"`
	Page
}

func (d *Door) cases(c *call) (reply, error) {
	q, _ := c.query.(*caseQuery)
	for _, s := range q.State {
		if !slices.Contains(lifecycle.States(), s) {
			var p fault.Problems
			fault.Choose(&p, "value-unknown", "?state", string(s), lifecycle.States())
			return reply{}, p
		}
	}
	board, err := d.Office.Board(c.r.Context(), c.actor, app.CaseQuery{Scheme: q.Scheme, States: q.State, Type: q.Type,
		Text: q.Text, After: q.After, Limit: q.Limit})
	return reply{body: board}, err
}

func (d *Door) oneCase(c *call) (reply, error) {
	view, err := d.Office.CaseView(c.r.Context(), c.actor, c.name)
	return reply{body: view, etag: tagOf(view.Version)}, err
}
