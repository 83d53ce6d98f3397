package moving

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"akashi/app/application"
	"akashi/app/desk"
	"akashi/app/register"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/form"
	"akashi/values/ident"
	"akashi/values/yen"
)

// The lines of the pages, each field under the name of its column.
type (
	caseLine struct {
		Ref             string          `json:"ref"`
		Type            record.CaseType `json:"type"`
		State           lifecycle.State `json:"state"`
		Since           civil.Date      `json:"since"`
		Filed           civil.Date      `json:"filed"`
		Accepted        civil.Date      `json:"accepted"`
		Renews          string          `json:"renews"`
		Name            string          `json:"name" maxLength:"200"`
		NameKana        string          `json:"name_kana" maxLength:"200"`
		CorporateNumber string          `json:"corporate_number"`
		Address         string          `json:"address"`
		Region          string          `json:"region"`
		Industry        string          `json:"industry"`
		Capital         *yen.Amount     `json:"capital" minimum:"0" maximum:"1000000000000000"`
		Persons         int             `json:"persons" minimum:"0" maximum:"10000000"`
		Service         string          `json:"service" maxLength:"200"`
		ServiceKana     string          `json:"service_kana" maxLength:"200"`
		Website         string          `json:"website"`
		IntakeBody      string          `json:"intake_body"`
	}
	findingLine struct {
		Of        string     `json:"of"`
		Criterion string     `json:"criterion"`
		Text      string     `json:"text"`
		Raised    civil.Date `json:"raised"`
		Due       civil.Date `json:"answer_due"`
	}
	contactLine struct {
		Of     string             `json:"of"`
		Person string             `json:"person" maxLength:"100"`
		Email  string             `json:"email" maxLength:"200"`
		Kind   record.ContactKind `json:"kind"`
		Until  civil.Date         `json:"until"`
	}
	noticeLine struct {
		Of       string     `json:"of"`
		Received civil.Date `json:"received"`
	}
	unpaidLine struct {
		Of     string     `json:"of"`
		Fee    string     `json:"fee"`
		Amount yen.Amount `json:"amount" minimum:"1" maximum:"1000000000000"`
		Due    civil.Date `json:"due"`
	}
	renewalLine struct {
		Of      string     `json:"of"`
		ValidTo civil.Date `json:"valid_to"`
	}
)

// opening is the case as an application opens one.
func (l caseLine) opening(scheme string) application.OpenInput {
	return application.OpenInput{Scheme: scheme, Type: l.Type, Renews: l.Renews, Service: l.Service, ServiceKana: l.ServiceKana, Website: l.Website,
		IntakeBody: l.IntakeBody, Applicant: &application.ApplicantInput{Name: l.Name, NameKana: l.NameKana, CorporateNumber: l.CorporateNumber,
			Address: l.Address, Region: l.Region, Industry: l.Industry, Capital: l.Capital, Persons: l.Persons}}
}

// written is a line of a page with where it stands.
type written[T any] struct {
	row  desk.FilledRow
	line T
	sane bool // it could be read whole
}

// linesOf reads the lines of a page. What cannot be read is told by its cell, and what has
// to be there and is not by the cell in which it is missed.
func linesOf[T any](filled desk.Filled, page string, needed []string, p *fault.Problems) (all []written[T]) {
	for _, row := range filled.Pages[page] {
		one := written[T]{row: row}
		var cells form.Group
		for _, field := range form.Fields(reflect.TypeFor[T]()) {
			cell, there := row.Cells[field.Key]
			if !there || cell.Value == "" {
				continue
			}
			if reflect.TypeFor[T]().FieldByIndex(field.Index).Type == reflect.TypeFor[civil.Date]() {
				cell.Value = register.DayOfSheet(cell.Value)
			}
			cells.Put(form.Type(cell.Value), field.Key)
		}
		wrong := fault.ProblemsIn(form.Paper{Partial: true, Telling: true, Place: one.place}.Fill(&cells, &one.line))
		for _, name := range needed {
			if cell, there := row.Cells[name]; there {
				wrong.Want(cell.Value != "" || isTold(*p, cell.Where), "move.missing", cell.Where)
			}
		}
		one.sane = len(wrong) == 0 && !slices.ContainsFunc(needed, func(name string) bool { return row.Cells[name].Value == "" })
		*p = append(*p, wrong...)
		all = append(all, one)
	}
	return all
}

// isTold reports whether something is known to be wrong with a cell.
func isTold(p fault.Problems, where string) bool {
	return slices.ContainsFunc(p, func(one fault.Problem) bool { return one.Where == where })
}

// place is the cell of a field, by the last part of its path; without a column of its own,
// the first cell of the line.
func (o written[T]) place(path string) string {
	name := path[strings.LastIndex(path, "/")+1:]
	if cell, there := o.row.Cells[name]; there {
		return cell.Where
	}
	for _, first := range []string{"ref", "of"} {
		if cell, there := o.row.Cells[first]; there {
			return cell.Where
		}
	}
	return "file"
}

// placed are the problems that an act has, by the cells that they are about.
func (o written[T]) placed(err error) (all fault.Problems) {
	if refused, is := errors.AsType[*fault.Refusal](err); is {
		all.Add(refused.Reason, o.place("/ref"))
		all[0].Data = refused.Detail
		return all
	}
	for _, one := range fault.ProblemsIn(err) {
		one.Where = o.place(one.Where)
		all = append(all, one)
	}
	return all
}

// named is a number or a name as it is compared: in one width and case.
func named(text string) string { return strings.ToLower(strings.TrimSpace(ident.Narrow(text))) }
