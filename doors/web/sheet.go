package web

import (
	"cmp"
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/rules/access"
	"akashi/values/fault"
)

// sheetView is the page on which a workbook of answers is got, sent and taken.
type sheetView struct {
	*caseView
	Key     string
	Version int
	Content string // the workbook that was sent, in base64: it goes along until it is taken
	Sent    *judging.SheetView
	Stale   int // criteria that somebody has changed since
	Taken   func(judging.SheetItem) bool
	Failed  failure
}

// sheetLimit is the size of what is sent to the page: a workbook, or the same in base64.
const sheetLimit = 12 << 20

// answering is the case of the page, for whoever may answer its criteria.
func (d *Door) answering(v *visit) (page, sheetView, error) {
	if !v.actor.May(access.Answer) {
		return page{}, sheetView{}, fault.New(fault.NotFound, "page-unknown", "")
	}
	p, c, err := d.caseAt(v)
	if err != nil {
		return p, sheetView{}, err
	}
	c.Tabs = p.tabLinks(c, tabItems)
	return p, sheetView{caseView: c, Key: rand.Text(), Version: c.Version}, nil
}

// sheet shows how to get the workbook and where to send it.
func (d *Door) sheet(v *visit) error {
	p, view, err := d.answering(v)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, sheetPage(p, view))
}

// sheetFile gives the workbook.
func (d *Door) sheetFile(v *visit) error {
	if !v.actor.May(access.Answer) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	file, err := d.Office.AnswersBook(v.r.Context(), v.actor, v.r.PathValue("no"), string(v.book.Lang()))
	if err != nil {
		return err
	}
	v.private()
	return v.give(file)
}

// takeSheet shows what a workbook that was sent would change, or takes what was chosen.
func (d *Door) takeSheet(v *visit) error {
	s, err := d.submitted(v, access.Answer, sheetLimit)
	if err != nil {
		return err
	}
	defer s.leave()
	content, err := s.file("sheet")
	if err != nil {
		return err
	}
	given, no := s.given, v.r.PathValue("no")
	compared, failed := d.Office.CompareAnswers(v.r.Context(), v.actor, no, content)
	if failed == nil && given.Has("content") {
		var out desk.Outcome
		if out, failed = d.takeItems(v, no, given, content); failed == nil {
			act, _ := app.FindAction(access.Answer)
			v.note(act, out)
			return v.goTo(casePath(no, tabItems))
		}
	}
	if failed != nil && !answerable(failed) {
		return failed
	}
	p, view, err := d.answering(v)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if failed != nil {
		view.Failed = v.explain(failed)
		status = view.Failed.Status
	}
	if compared.Items != nil && (failed == nil || given.Has("content")) {
		view.show(compared, content, given)
	}
	v.private()
	return v.show(status, sheetPage(p, view))
}

// show puts what a workbook would change on the page.
func (s *sheetView) show(compared judging.SheetView, content []byte, given url.Values) {
	s.Sent, s.Content = &compared, base64.StdEncoding.EncodeToString(content)
	for _, item := range compared.Items {
		if item.Stale {
			s.Stale++
		}
	}
	s.Taken = func(item judging.SheetItem) bool { return !item.Stale }
	if given.Has("content") {
		s.Key = cmp.Or(given.Get("_key"), s.Key)
		s.Taken = func(item judging.SheetItem) bool { return slices.Contains(given["items"], item.Item) }
	}
}

// takeItems does the act with the criteria that were chosen.
func (d *Door) takeItems(v *visit, no string, given url.Values, content []byte) (desk.Outcome, error) {
	act, _ := app.FindAction(access.Answer)
	if len(given["items"]) == 0 {
		return desk.Outcome{}, fault.Wrong("workbook.none-chosen", "/items")
	}
	version, _ := strconv.Atoi(given.Get("_version")) // none: any
	return d.Office.Do(v.r.Context(), desk.Request{Actor: v.actor, Key: keyOf(given), Version: version, Blind: true}, act, no,
		&judging.ClaimsInput{Sheet: content, Items: given["items"]})
}

// answers reports whether the visitor may answer the criteria now.
func (c *caseView) answers() bool {
	_, can := c.offered(access.Answer)
	return can
}

// title is that of the page: a workbook that came back wrong says so first.
func (s sheetView) title(p page) string {
	title := p.T("sheet.title") + " " + s.No
	if s.Failed.Title != "" {
		title = p.T("form.failed") + title
	}
	return title
}

// sheetPlace is where in a workbook something is, for people: what is wrong with all of it
// has no place.
func (p page) sheetPlace(where string) string {
	if where == "file" || where == "workbook.xlsx" || strings.HasPrefix(where, "/") {
		return p.T("sheet.file.whole")
	}
	return where
}
