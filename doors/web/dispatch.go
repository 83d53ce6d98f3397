package web

import (
	"net/http"
	"net/url"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/dispatch"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

const dispatchesPath = "/o/letters"

// dispatchesView is the official documents as the page lists them.
type dispatchesView struct {
	app.DispatchList
	Asked          app.DispatchQuery
	Kinds, Schemes []option
	Sheet, Next    string
	ToIssue        []string // cases on which the chosen kind can be issued and was not
}

// dispatchPath leads to an official document about a case.
func dispatchPath(no, document string) string {
	return casePath(no, tabOverview) + "/letters/" + url.PathEscape(document)
}

// previewPath leads to a document of a case as it would be issued now.
func (p page) previewPath(no string, kind record.DispatchKind) string {
	return withQuery(casePath(no, tabOverview)+"/letter-draft", url.Values{"kind": {string(kind)}, "lang": {string(p.Book.Lang())}})
}

// issuePath leads to the form by which a document is issued.
func (p page) issuePath(no string, kind record.DispatchKind) string {
	return p.To(withQuery("/do/cases/"+url.PathEscape(no)+"/"+string(access.IssueLetter), url.Values{"kind": {string(kind)}, "language": {string(p.Book.Lang())}, "_next": {casePath(no, tabPast)}}))
}

// dispatches lists the official documents (発信文書).
func (d *Door) dispatches(v *visit) error {
	if !v.actor.May(access.IssueLetter) { // who applies has its own on its case
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	var p fault.Problems
	day := func(name string) (on civil.Date) {
		if given := v.query(name); given != "" {
			var err error
			if on, err = civil.Read(given); err != nil {
				p.Add("filter.day", name, "given", given)
			}
		}
		return on
	}
	q := app.DispatchQuery{Scheme: v.query("scheme"), Case: v.query("case"), Kind: record.DispatchKind(v.query("kind")), Issued: civil.Range{From: day("from"), To: day("to")}, Text: v.query("text")}
	if err := p.Err(); err != nil {
		return err
	}
	if !v.asSheet() {
		q.After, q.Limit = v.query("after"), desk.WholePage
	}
	list, err := d.Office.Dispatches(v.r.Context(), v.actor, q)
	if err != nil {
		return err
	}
	page := v.page()
	view := dispatchesView{DispatchList: list, Asked: q, Schemes: v.schemeOptions(q.Scheme), Kinds: []option{{Label: page.T("dispatch.all"), Chosen: q.Kind == ""}}, Sheet: v.sheetPath()}
	if v.asSheet() {
		return v.giveSheet("letters", view.sheet(page))
	}
	view.Kinds = append(view.Kinds, kindOptions(page, q.Kind)...)
	if q.Kind != "" && q.Scheme != "" {
		if view.ToIssue, err = d.Office.ToIssue(v.r.Context(), v.actor, q.Scheme, q.Kind); err != nil {
			return err
		}
	}
	if list.Next != "" {
		asked := v.r.URL.Query()
		asked.Set("after", list.Next)
		view.Next = withQuery(dispatchesPath, asked)
	}
	v.private()
	return v.show(http.StatusOK, dispatchesPage(page, view))
}

// kindOptions are the kinds of official documents, to choose one from.
func kindOptions(p page, chosen record.DispatchKind) (all []option) {
	for _, kind := range record.DispatchKinds() {
		all = append(all, option{Value: string(kind), Label: p.Name("dispatch", kind), Chosen: kind == chosen})
	}
	return all
}

// issueAll leads to the page that says of each case what would come of the document, and issues them.
func (l dispatchesView) issueAll() string {
	return withQuery("/o/bulk", url.Values{"act": {string(access.IssueLetter)}, "value": {string(l.Asked.Kind)}, "no": l.ToIssue[:min(len(l.ToIssue), app.MostInBulk)]})
}

// sheet is the list as it is shown, for a spreadsheet.
func (l dispatchesView) sheet(p page) sheet {
	s := sheet{Head: []string{p.T("dispatch.no"), p.T("dispatch.kind"), p.T("dispatch.issued"), p.T("dispatch.to"), p.T("board.col.case"), "SHA-256"}}
	for _, d := range l.Dispatches {
		s.Rows = append(s.Rows, []string{d.No, p.Name("dispatch", d.Kind), d.Issued.String(), d.Content.To.Name, d.Case, d.SHA256})
	}
	return s
}

// dispatchFile gives an official document as the PDF that went out.
func (d *Door) dispatchFile(v *visit) error {
	if !v.actor.May(access.ViewLetters) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	no := v.r.PathValue("letter")
	one, err := d.Office.DispatchView(v.r.Context(), v.actor, no)
	if err != nil {
		return err
	}
	if one.Case != v.r.PathValue("no") { // of another case
		return fault.New(fault.NotFound, "dispatch.none", no)
	}
	file, err := d.Office.DispatchPaper(v.r.Context(), v.actor, no)
	if err != nil {
		return err
	}
	v.private()
	return v.give(file)
}

// dispatchDraft gives a document as it would be issued now.
func (d *Door) dispatchDraft(v *visit) error {
	if !v.actor.May(access.IssueLetter) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	file, err := d.Office.DispatchPreview(v.r.Context(), v.actor, v.r.PathValue("no"), dispatch.IssueInput{Kind: record.DispatchKind(v.query("kind")), Lang: v.query("lang")})
	if err != nil {
		return err
	}
	v.private()
	return v.give(file)
}
