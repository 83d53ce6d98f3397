package sheet

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"akashi/app/desk"
)

// pinPage is the hidden page on which a workbook says what it is; pinColumn holds the
// values, and each has a name for programs, which begins with pinName.
const (
	pinPage = "_akashi"
	pinName = "akashi_"
)

// formatText keeps a spreadsheet from reading 1-1-1 as a day, or what begins with = as a
// formula, when somebody types into the cell.
const formatText = 49

// WriteBook writes a workbook that has its words: a page of instructions, its tables, of
// which only the open cells can be filled in, and a hidden page that says what it is.
// Every cell is written as text; none is a formula.
func WriteBook(w desk.Workbook) ([]byte, error) {
	b := bookWriter{File: excelize.NewFile(), styles: map[bool]int{}}
	defer func() { _ = b.Close() }() // it is in memory
	b.lead(w)
	for _, p := range w.Pages {
		b.page(p)
	}
	b.pins(w)
	b.do(b.ProtectWorkbook(&excelize.WorkbookProtectionOptions{LockStructure: true}))
	var out bytes.Buffer
	b.do(b.Write(&out))
	if b.failed != nil {
		return nil, fmt.Errorf("write workbook: %w", b.failed)
	}
	return out.Bytes(), nil
}

// bookWriter writes one workbook; the first failure ends it.
type bookWriter struct {
	*excelize.File
	styles map[bool]int // of open cells and of those that are not
	head   int
	lists  int // columns of the hidden page that hold the words of choices
	failed error
}

func (b *bookWriter) do(err error) {
	if b.failed == nil {
		b.failed = err
	}
}

func (b *bookWriter) style(of *excelize.Style) int {
	id, err := b.NewStyle(of)
	b.do(err)
	return id
}

func (b *bookWriter) lead(w desk.Workbook) {
	thin := func(color string) (all []excelize.Border) {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			all = append(all, excelize.Border{Type: side, Color: color, Style: 1})
		}
		return all
	}
	wrap := &excelize.Alignment{Vertical: "top", WrapText: true}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	b.styles[false] = b.style(&excelize.Style{Alignment: wrap, Border: thin("C6CBD1"), Fill: fill("F2F2F2"), NumFmt: formatText, Protection: &excelize.Protection{Locked: true}})
	b.styles[true] = b.style(&excelize.Style{Alignment: wrap, Border: thin("0017C1"), NumFmt: formatText, Protection: &excelize.Protection{}})
	b.head = b.style(&excelize.Style{Alignment: wrap, Border: thin("C6CBD1"), Fill: fill("E8F1FE"), Font: &excelize.Font{Bold: true}, Protection: &excelize.Protection{Locked: true}})
	line := b.style(&excelize.Style{Alignment: wrap})
	b.do(b.SetSheetName("Sheet1", w.Title))
	b.do(b.SetColWidth(w.Title, "A", "A", 100))
	for i, text := range w.Lead {
		at := cellName(0, i)
		b.do(b.SetCellStr(w.Title, at, text))
		b.do(b.SetCellStyle(w.Title, at, at, line))
	}
	b.protect(w.Title)
}

func (b *bookWriter) page(p desk.WorkPage) {
	_, err := b.NewSheet(p.Said)
	b.do(err)
	last := len(p.Rows) + p.Free
	if len(p.Example) > 0 {
		last++
	}
	for i, c := range p.Columns {
		name := columnName(i)
		b.do(b.SetColWidth(p.Said, name, name, float64(max(c.Width, 4))))
		b.do(b.SetCellStr(p.Said, cellName(i, 0), c.Said))
		b.do(b.SetCellStyle(p.Said, cellName(i, 0), cellName(i, 0), b.head))
		if last > 0 {
			b.do(b.SetCellStyle(p.Said, cellName(i, 1), cellName(i, last), b.styles[c.Open]))
		}
		if c.Hidden {
			b.do(b.SetColVisible(p.Said, name, false))
		}
		if len(c.Choices) > 0 && last > 0 {
			b.choose(p.Said, cellName(i, 1)+":"+cellName(i, last), c.Choices)
		}
	}
	for i, row := range p.Rows {
		for j, cell := range row {
			at := cellName(j, i+1)
			if cell.Said != "" {
				b.do(b.SetCellStr(p.Said, at, cell.Said))
			}
			if cell.Shut {
				b.do(b.SetCellStyle(p.Said, at, at, b.styles[false]))
			}
			if len(cell.Choices) > 0 {
				b.choose(p.Said, at, cell.Choices)
			}
		}
	}
	for j, text := range p.Example {
		b.do(b.SetCellStr(p.Said, cellName(j, 1), text))
		b.do(b.SetCellStyle(p.Said, cellName(j, 1), cellName(j, 1), b.styles[false]))
	}
	b.do(b.SetPanes(p.Said, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}))
	b.protect(p.Said)
}

// protect shuts the cells of a page that are not open. No password: it keeps people from
// slips, and what comes back is compared in any case.
func (b *bookWriter) protect(page string) {
	b.do(b.ProtectSheet(page, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true}))
}

// longestList is how many units of UTF-16 a list of choices may have that stands in its cell.
const longestList = 250

// choose lets cells take some words alone: written out where they are short, else from the
// hidden page.
func (b *bookWriter) choose(page, cells string, choices []desk.WorkChoice) {
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(cells)
	var words []string
	for _, c := range choices {
		if !c.Unoffered {
			words = append(words, c.Said)
		}
	}
	if list := strings.Join(words, ","); len(utf16.Encode([]rune(list))) <= longestList && strings.Count(list, ",") == len(words)-1 {
		b.do(dv.SetDropList(words))
	} else {
		b.lists++
		column := columnName(b.lists + 2)
		b.hidden()
		for i, word := range words {
			b.do(b.SetCellStr(pinPage, fmt.Sprintf("%s%d", column, i+1), word))
		}
		dv.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$1:$%s$%d", pinPage, column, column, len(words)))
	}
	dv.SetError(excelize.DataValidationErrorStyleStop, "", strings.Join(words, " / "))
	b.do(b.AddDataValidation(page, dv))
}

func (b *bookWriter) hidden() {
	_, err := b.NewSheet(pinPage) // one that is there stays
	b.do(err)
}

// pins writes what the workbook says of itself.
func (b *bookWriter) pins(w desk.Workbook) {
	b.hidden()
	all := maps.Clone(w.Pins)
	if all == nil {
		all = map[string]string{}
	}
	all["kind"], all["lang"] = w.Kind, w.Lang
	for i, name := range slices.Sorted(maps.Keys(all)) {
		b.do(b.SetCellStr(pinPage, cellName(0, i), name))
		b.do(b.SetCellStr(pinPage, cellName(1, i), all[name]))
		b.do(b.SetDefinedName(&excelize.DefinedName{Name: pinName + name, RefersTo: fmt.Sprintf("'%s'!$B$%d", pinPage, i+1)}))
	}
	b.protect(pinPage)
	b.do(b.SetSheetVisible(pinPage, false, true))
}

// cellName is a cell by its column and row, both from 0.
func cellName(column, row int) string { return fmt.Sprintf("%s%d", columnName(column), row+1) }

func columnName(column int) string {
	name, _ := excelize.ColumnNumberToName(column + 1) // is in range
	return name
}
