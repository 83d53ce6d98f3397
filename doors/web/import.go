package web

import (
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/register"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/values/fault"
)

// importView is the page on which a list is brought into the register.
type importView struct {
	Schemes []option
	Given   url.Values
	Key     string
	Content string // the list that was sent, in base64: it goes along until it is imported
	Would   *app.ImportView
	Failed  failure
}

// mostRejected bounds how many rows of a list the page names.
const mostRejected = 200

// importing shows where a list is chosen.
func (d *Door) importing(v *visit) error {
	if !v.actor.May(access.ImportRegister) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	return v.show(http.StatusOK, importPage(v.page(), importView{Schemes: v.importable(v.query("scheme")), Key: rand.Text()}))
}

// listTemplate gives a workbook to list the marks of a scheme in.
func (d *Door) listTemplate(v *visit) error {
	if !slices.ContainsFunc(v.importable(""), func(o option) bool { return o.Value == v.r.PathValue("scheme") }) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	file, err := d.Office.ListTemplate(v.r.Context(), v.actor, v.r.PathValue("scheme"), string(v.book.Lang()))
	if err != nil {
		return err
	}
	v.private()
	return v.give(file)
}

// importable are the schemes whose lists the visitor may import.
func (v *visit) importable(chosen string) (options []option) {
	for _, s := range v.schemes() {
		if access.May(v.actor, access.ImportRegister, access.Object{Kind: access.KindRegister, Scheme: s.Key}).Allowed {
			options = append(options, option{s.Key, s.Short, s.Key == chosen})
		}
	}
	return options
}

// takeList shows what an import would do, or does it with the same file.
func (d *Door) takeList(v *visit) error {
	if !v.actor.May(access.ImportRegister) {
		return fault.New(fault.Forbidden, "access.role", string(access.ImportRegister))
	}
	leave, err := d.Limits.Upload(v.r.Context(), v.actor.ID, max(v.r.ContentLength, 0))
	if err != nil {
		return err
	}
	defer leave()
	given, files, err := v.read(sheetLimit)
	if err != nil {
		return err
	}
	if err := v.need(access.ImportRegister); err != nil {
		return err
	}
	content, err := sent(given, files, "list")
	if err != nil {
		return err
	}
	view := importView{Schemes: v.importable(given.Get("scheme")), Given: given, Key: rand.Text()}
	act, _ := app.FindAction(access.ImportRegister)
	in, ignored, failed := d.listOf(v, given, files, content)
	if failed == nil && given.Has("content") {
		out, err := d.Office.Do(v.r.Context(), desk.Request{Actor: v.actor, Key: keyOf(given), Blind: true}, act, "", &in)
		if err == nil {
			v.note(act, out)
			if out.Waits && !v.actor.May(access.ViewPending) {
				return v.goTo(roomOf(v.actor.Role))
			}
			return v.goTo(map[bool]string{true: "/o/pending", false: "/registry"}[out.Waits])
		}
		failed = err
	} else if failed == nil {
		would, err := d.Office.RehearseImport(v.r.Context(), v.actor, in)
		if failed = err; err == nil {
			would.Ignored = ignored
			view.Would, view.Content = &would, base64.StdEncoding.EncodeToString(content)
		}
	}
	status := http.StatusOK
	if failed != nil {
		if !answerable(failed) {
			return failed
		}
		view.Failed = v.explain(failed)
		status = view.Failed.Status
	}
	v.private()
	return v.show(status, importPage(v.page(), view))
}

// listOf is the import that was filled in, with the rows of its file.
func (d *Door) listOf(v *visit, given url.Values, files formFiles, content []byte) (in register.ImportInput, ignored []string, err error) {
	in.Scheme, in.Source = given.Get("scheme"), strings.TrimSpace(given.Get("source"))
	var p fault.Problems
	if text := strings.TrimSpace(given.Get("listed_as_of")); text != "" {
		if in.ListedAsOf, err = dayTyped(text); err != nil {
			p.Add(fault.ProblemsIn(err)[0].Code, "/listed_as_of", "given", text)
		}
	}
	_, unknown := d.edition(in.Scheme, "")
	p.Want(unknown == nil, "scheme-unknown", "/scheme", "given", in.Scheme, "allowed", d.Shelf.Keys())
	if err := p.Err(); err != nil {
		return in, nil, err
	}
	if in.Source == "" && files["list"].name != "" {
		in.Source = files["list"].name
		given.Set("source", in.Source)
	}
	return d.Office.ReadList(v.r.Context(), v.actor, in, content)
}

// rejected are the rows that would not be taken, each with its reason in words.
func (p page) rejected(report register.ImportReport) (rows []wordPair) {
	for _, row := range report.Rejected[:min(len(report.Rejected), mostRejected)] {
		rows = append(rows, wordPair{strconv.Itoa(row.Row), p.Name("row", row.Reason)})
	}
	return rows
}

// rowsOf lists the numbers of rows.
func (p page) rowsOf(rows []int) string {
	return p.List(ask.Each(rows[:min(len(rows), mostRejected)], strconv.Itoa))
}

// title is that of the page: a list that could not be read says so first.
func (i importView) title(p page) string {
	if i.Failed.Title != "" {
		return p.T("form.failed") + p.T("import.title")
	}
	return p.T("import.title")
}
