package web

import (
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/moving"
	"akashi/rules/access"
	"akashi/values/fault"
)

// moveView is the page on which an office moves in.
type moveView struct {
	Schemes []option
	Given   url.Values
	Key     string
	Content string // the workbook that was sent, in base64: it goes along until it is taken over
	Would   *app.MoveView
	Failed  failure
}

// mostMoved bounds how many lines of a workbook the page names.
const mostMoved = 500

// moving shows where the workbook is got and sent.
func (d *Door) moving(v *visit) error {
	if !v.actor.May(access.MoveIn) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	return v.show(http.StatusOK, movePage(v.page(), moveView{Schemes: v.movable(v.query("scheme")), Key: rand.Text()}))
}

// movable are the schemes into which the visitor may move.
func (v *visit) movable(chosen string) (options []option) {
	for _, s := range v.schemes() {
		if access.May(v.actor, access.MoveIn, access.Object{Kind: access.KindOffice, Scheme: s.Key}).Allowed {
			options = append(options, option{s.Key, s.Short, s.Key == chosen})
		}
	}
	return options
}

// moveTemplate gives the workbook of a scheme.
func (d *Door) moveTemplate(v *visit) error {
	if !slices.ContainsFunc(v.movable(""), func(o option) bool { return o.Value == v.r.PathValue("scheme") }) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	file, err := d.Office.MoveTemplate(v.r.Context(), v.actor, v.r.PathValue("scheme"), string(v.book.Lang()))
	if err != nil {
		return err
	}
	v.private()
	return v.give(file)
}

// takeMove shows what a workbook would bring in, or takes over the one that was looked at.
func (d *Door) takeMove(v *visit) error {
	if !v.actor.May(access.MoveIn) {
		return fault.New(fault.Forbidden, "access.role", string(access.MoveIn))
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
	if err := v.need(access.MoveIn); err != nil {
		return err
	}
	content, err := sent(given, files, "book")
	if err != nil {
		return err
	}
	view := moveView{Schemes: v.movable(given.Get("scheme")), Given: given, Key: rand.Text()}
	in, failed := moveOf(given, files, content)
	switch {
	case failed != nil:
	case given.Has("content"):
		_, out, err := d.Office.MoveIn(v.r.Context(), desk.Request{Actor: v.actor, Key: keyOf(given)}, in)
		if err == nil {
			act, _ := app.FindAction(access.MoveIn)
			v.note(act, out)
			return v.goTo(map[bool]string{true: "/o/pending", false: "/o"}[out.Waits])
		}
		failed = err
	default:
		would, err := d.Office.RehearseMove(v.r.Context(), v.actor, in)
		if failed = err; err == nil {
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
	return v.show(status, movePage(v.page(), view))
}

// moveOf is what was filled in, with the workbook.
func moveOf(given url.Values, files formFiles, content []byte) (in moving.Input, err error) {
	in = moving.Input{Scheme: given.Get("scheme"), Source: strings.TrimSpace(given.Get("source")), Sheet: content, SHA256: given.Get("sha256")}
	var p fault.Problems
	if text := strings.TrimSpace(given.Get("as_of")); text != "" {
		if in.AsOf, err = dayTyped(text); err != nil {
			p.Add(fault.ProblemsIn(err)[0].Code, "/as_of", "given", text)
		}
	}
	p.Want(len(content) > 0, "file.empty", "/book")
	if err := p.Err(); err != nil {
		return in, err
	}
	if in.Source == "" && files["book"].name != "" {
		in.Source = files["book"].name
		given.Set("source", in.Source)
	}
	return in, nil
}

// moved is a page of the workbook with how many of its lines are taken over, and how many
// were before.
type moved struct {
	Name           string
	Taken, Already int
}

// sheets counts the lines page by page.
func (m moveView) sheets() (all []moved) {
	for _, l := range m.Would.Lines {
		i := slices.IndexFunc(all, func(one moved) bool { return one.Name == l.Page })
		if i < 0 {
			i, all = len(all), append(all, moved{Name: l.Page})
		}
		if l.Already {
			all[i].Already++
		} else {
			all[i].Taken++
		}
	}
	return all
}

// lines are those that the page names.
func (m moveView) lines() []moving.MoveLine {
	return m.Would.Lines[:min(len(m.Would.Lines), mostMoved)]
}

// title is that of the page: a workbook that came back wrong says so first.
func (m moveView) title(p page) string {
	if m.Failed.Title != "" {
		return p.T("form.failed") + p.T("move.title")
	}
	return p.T("move.title")
}
