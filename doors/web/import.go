package web

import (
	"strconv"

	"github.com/a-h/templ"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/register"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/values/fault"
)

// importView is the page on which a list is brought into the register.
type importView struct {
	tried
	in      register.ImportInput
	ignored []string // columns that say nothing to a register
	Would   *app.ImportView
}

// mostRejected bounds how many rows of a list the page names.
const mostRejected = 200

// importing shows where a list is chosen.
func (d *Door) importing(v *visit) error {
	return d.askForFile(v, access.ImportRegister, &importView{})
}

// listTemplate gives a workbook to list the marks of a scheme in.
func (d *Door) listTemplate(v *visit) error {
	return v.template(access.ImportRegister, d.Office.ListTemplate)
}

// takeList shows what an import would do, or does it with the same file.
func (d *Door) takeList(v *visit) error {
	return d.takeFile(v, access.ImportRegister, "list", "/registry", &importView{})
}

func (i *importView) read(v *visit, files formFiles, content []byte) (err error) {
	var p fault.Problems
	in := register.ImportInput{Scheme: i.Given.Get("scheme"), ListedAsOf: i.day(&p, "listed_as_of")}
	_, unknown := v.door.edition(in.Scheme, "")
	p.Want(unknown == nil, "scheme-unknown", "/scheme", "given", in.Scheme, "allowed", v.door.Shelf.Keys())
	if err := p.Err(); err != nil {
		return err
	}
	in.Source = i.source(files["list"])
	i.in, i.ignored, err = v.door.Office.ReadList(v.r.Context(), v.actor, in, content)
	return err
}

func (i *importView) rehearse(v *visit) error {
	would, err := v.door.Office.RehearseImport(v.r.Context(), v.actor, i.in)
	if err == nil {
		would.Ignored = i.ignored
		i.Would = &would
	}
	return err
}

func (i *importView) do(v *visit, key string) (desk.Outcome, error) {
	act, _ := app.FindAction(access.ImportRegister)
	return v.door.Office.Do(v.r.Context(), desk.Request{Actor: v.actor, Key: key, Blind: true}, act, "", &i.in)
}

func (i *importView) draw(p page) templ.Component { return importPage(p, i) }

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
