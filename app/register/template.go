package register

import (
	"akashi/app/desk"
	"akashi/scheme"
)

// templateRows is how many lines a template has to fill in.
const templateRows = 500

// Template is a workbook to list living marks in, so that an office that kept its register
// in a spreadsheet can take it over. Its headings are such as the import understands, and
// its example stands in the instructions, where nothing is read.
func Template(e *scheme.Edition) desk.Workbook {
	columns := []desk.WorkColumn{{Name: "number", Width: 16, Open: true}, {Name: "holder", Width: 32, Open: true}, {Name: "holder_kana", Width: 28, Open: true},
		{Name: "corporate_number", Width: 18, Open: true}}
	if e.Unit == scheme.UnitService {
		columns = append(columns, desk.WorkColumn{Name: "service", Width: 28, Open: true}, desk.WorkColumn{Name: "service_kana", Width: 28, Open: true})
	}
	columns = append(columns, desk.WorkColumn{Name: "address", Width: 36, Open: true}, desk.WorkColumn{Name: "website", Width: 28, Open: true},
		desk.WorkColumn{Name: "valid_from", Width: 16, Open: true}, desk.WorkColumn{Name: "valid_to", Width: 16, Open: true})
	return desk.Workbook{Kind: "register", Edition: e, Pins: map[string]string{"scheme": e.Scheme},
		Pages: []desk.WorkPage{{Name: "entries", Columns: columns, Free: templateRows}}}
}
