package web

import (
	"slices"

	"github.com/a-h/templ"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/moving"
	"akashi/rules/access"
	"akashi/values/fault"
)

// moveView is the page on which an office moves in.
type moveView struct {
	tried
	in    moving.Input
	Would *app.MoveView
}

// mostMoved bounds how many lines of a workbook the page names.
const mostMoved = 500

// moving shows where the workbook is got and sent.
func (d *Door) moving(v *visit) error { return d.askForFile(v, access.MoveIn, &moveView{}) }

// moveTemplate gives the workbook of a scheme.
func (d *Door) moveTemplate(v *visit) error { return v.template(access.MoveIn, d.Office.MoveTemplate) }

// takeMove shows what a workbook would bring in, or takes over the one that was looked at.
func (d *Door) takeMove(v *visit) error {
	return d.takeFile(v, access.MoveIn, "book", "/o", &moveView{})
}

func (m *moveView) read(_ *visit, files formFiles, content []byte) error {
	var p fault.Problems
	m.in = moving.Input{Scheme: m.Given.Get("scheme"), Source: m.source(files["book"]), Sheet: content, SHA256: m.Given.Get("sha256"), AsOf: m.day(&p, "as_of")}
	p.Want(len(content) > 0, "file.empty", "/book")
	return p.Err()
}

func (m *moveView) rehearse(v *visit) error {
	would, err := v.door.Office.RehearseMove(v.r.Context(), v.actor, m.in)
	if err == nil {
		m.Would = &would
	}
	return err
}

func (m *moveView) do(v *visit, key string) (desk.Outcome, error) {
	_, out, err := v.door.Office.MoveIn(v.r.Context(), desk.Request{Actor: v.actor, Key: key}, m.in)
	return out, err
}

func (m *moveView) draw(p page) templ.Component { return movePage(p, m) }

// moved is a page of the workbook with how many of its lines are taken over, and how many
// were before.
type moved struct {
	Name           string
	Taken, Already int
}

// sheets counts the lines page by page.
func (m *moveView) sheets() (all []moved) {
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
func (m *moveView) lines() []moving.MoveLine {
	return m.Would.Lines[:min(len(m.Would.Lines), mostMoved)]
}
