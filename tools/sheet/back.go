package sheet

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"akashi/app/desk"
	"akashi/values/fault"
	"akashi/values/ident"
)

// The limits of a workbook that was filled in: far above what anybody writes into one.
const (
	maxBook        = 8 << 20
	maxBookOpen    = 16 << 20 // bytes, unpacked
	maxBookRows    = 3_000
	maxBookColumns = 60
	maxBookPages   = 20
)

// ReadBook reads the cells of a workbook that came back, which may be hostile.
func ReadBook(file []byte) (desk.Cells, error) {
	if len(file) > maxBook {
		return nil, fault.Wrong("sheet.too-large", "file", "max", maxBook>>20)
	}
	book, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{UnzipSizeLimit: maxBookOpen, UnzipXMLSizeLimit: maxBookOpen, ShortDatePattern: "yyyy-mm-dd"})
	if err != nil {
		return nil, fault.Wrong("sheet.xlsx", "file")
	}
	defer func() { _ = book.Close() }() // nothing was written to it
	names := book.GetSheetList()
	if len(names) > maxBookPages {
		return nil, fault.Wrong("workbook.too-many-pages", "file", "max", maxBookPages)
	}
	cells, p := desk.Cells{}, fault.Problems{}
	for _, name := range names {
		if cells[name], err = readPage(book, name); err != nil {
			p = append(p, fault.ProblemsIn(err)...)
		}
	}
	return cells, p.Err()
}

// readPage reads one page, and no more of it than a workbook of ours can have.
func readPage(book *excelize.File, page string) (all [][]desk.RawCell, err error) {
	rows, err := book.Rows(page)
	if err != nil {
		return nil, fault.Wrong("sheet.xlsx", page)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if len(all) >= maxBookRows {
			return nil, fault.Wrong("sheet.too-many-rows", page, "max", maxBookRows)
		}
		line, err := rows.Columns()
		if err != nil {
			return nil, fault.Wrong("sheet.xlsx", page)
		}
		if len(line) > maxBookColumns {
			return nil, fault.Wrong("sheet.too-many-columns", page, "given", len(line), "max", maxBookColumns)
		}
		cells := make([]desk.RawCell, len(line))
		for j, value := range line {
			if len(value) > maxCell && utf8.RuneCountInString(value) > maxCell {
				return nil, fault.Wrong("sheet.cell-too-long", page+"!"+cellName(j, len(all)), "max", maxCell)
			}
			cells[j].Value = clean(value)
			cells[j].Formula, _ = book.GetCellFormula(page, cellName(j, len(all))) // one that cannot be told is no formula
		}
		all = append(all, cells)
	}
	if rows.Error() != nil {
		return nil, fault.Wrong("sheet.xlsx", page)
	}
	return all, nil
}

// MatchBook sets a workbook that came back beside what was written. made answers with that
// in its own language first and then in the others: a choice may be named in any of them.
func MatchBook(cells desk.Cells, made func(pins map[string]string) ([]desk.Workbook, error)) (desk.Filled, error) {
	r := matcher{cells: cells, filled: desk.Filled{Pins: map[string]string{}, Pages: map[string][]desk.FilledRow{}}}
	for _, row := range cells[pinPage] {
		if len(row) > 1 && row[0].Value != "" {
			r.filled.Pins[row[0].Value] = row[1].Value
		}
	}
	written, err := made(r.filled.Pins)
	wrong, told := errors.AsType[fault.Problems](err)
	if err != nil && (!told || len(written) == 0) {
		return r.filled, err
	}
	r.problems = wrong
	for i, p := range written[0].Pages {
		var others []desk.WorkPage
		for _, w := range written[1:] {
			others = append(others, w.Pages[i])
		}
		r.page(p, others)
	}
	return r.filled, r.problems.Err()
}

// matcher compares one workbook.
type matcher struct {
	cells    desk.Cells
	filled   desk.Filled
	problems fault.Problems
}

// page reads one table.
func (r *matcher) page(p desk.WorkPage, others []desk.WorkPage) {
	lines, there := r.cells[p.Said]
	if !there {
		r.problems.Add("workbook.no-page", "file", "page", p.Said)
		return
	}
	if !r.headed(p, lines) {
		return
	}
	byKey := map[string]int{}
	for i, row := range p.Rows {
		byKey[clean(row[0].Said)] = i
	}
	for i, line := range lines[1:] { // the head is there
		at := lineOf{p, i + 1}
		switch row, known := byKey[cellOf(line, 0)]; {
		case !slices.ContainsFunc(line, func(c desk.RawCell) bool { return c.Value+c.Formula != "" }):
		case isExample(p, line) || slices.ContainsFunc(others, func(o desk.WorkPage) bool { return isExample(o, line) }):
		case known && row < 0:
			r.problems.Add("workbook.row-twice", at.cell(0), "given", cellOf(line, 0))
		case known:
			byKey[cellOf(line, 0)] = -1
			r.row(at, line, p.Rows[row], alike(others, row))
		case p.Free == 0:
			r.problems.Add("workbook.row-unknown", at.cell(0), "given", cellOf(line, 0))
		default:
			r.row(at, line, nil, alike(others, -1))
		}
	}
	var gone []string
	for _, row := range p.Rows {
		if byKey[clean(row[0].Said)] >= 0 {
			gone = append(gone, row[0].Said)
		}
	}
	r.problems.Want(len(gone) == 0, "workbook.rows-gone", p.Said, "rows", gone)
}

// isExample reports a line that only shows how one is filled in.
func isExample(p desk.WorkPage, line []desk.RawCell) bool {
	return len(p.Example) > 0 && cellOf(line, 0) == clean(p.Example[0])
}

// headed reports whether the columns are those that were written.
func (r *matcher) headed(p desk.WorkPage, lines [][]desk.RawCell) bool {
	if len(lines) == 0 {
		lines = [][]desk.RawCell{nil}
	}
	before := len(r.problems)
	for j, c := range p.Columns {
		if found := cellOf(lines[0], j); found != clean(c.Said) {
			r.problems.Add("workbook.changed", lineOf{p, 0}.cell(j), "given", found, "want", c.Said)
		}
	}
	return len(r.problems) == before
}

// lineOf is a row of a page, counted from 0.
type lineOf struct {
	page desk.WorkPage
	row  int
}

// cell names a cell as a spreadsheet does.
func (at lineOf) cell(column int) string { return at.page.Said + "!" + cellName(column, at.row) }

// row reads one line beside what was written there; nothing was into a free one.
func (r *matcher) row(at lineOf, line []desk.RawCell, written []desk.WorkCell, others func(column int) []desk.WorkChoice) {
	row := desk.FilledRow{Row: at.row + 1, Key: cellOf(line, 0), Cells: map[string]desk.FilledCell{}}
	for j, c := range at.page.Columns {
		found, where := cellOf(line, j), at.cell(j)
		var cell desk.WorkCell
		if written != nil {
			cell = written[j]
		}
		if c.Hidden || c.Loose {
			row.Cells[c.Name] = desk.FilledCell{Where: where, Value: found}
			continue
		}
		if j < len(line) && line[j].Formula != "" {
			r.problems.Add("workbook.formula", where, "given", "="+line[j].Formula)
			continue
		}
		if written != nil && (!c.Open || cell.Shut) {
			if found != clean(cell.Said) {
				r.problems.Add("workbook.changed", where, "given", found, "want", cell.Said)
			}
			continue
		}
		choices := slices.Concat(c.Choices, cell.Choices)
		row.Cells[c.Name] = desk.FilledCell{Where: where, Value: r.value(where, found, choices, others(j))}
	}
	name := at.page.Name
	r.filled.Pages[name] = append(r.filled.Pages[name], row)
}

// value is what a cell holds: the code of a choice, where it takes some alone.
func (r *matcher) value(where, found string, choices, others []desk.WorkChoice) string {
	if len(choices) == 0 || found == "" {
		return found
	}
	for _, c := range slices.Concat(choices, others) {
		if same(found, c.Said) || same(found, c.Code) {
			return c.Code
		}
	}
	var words []string
	for _, c := range choices {
		if !c.Unoffered {
			words = append(words, c.Said)
		}
	}
	r.problems.Add("workbook.word", where, "given", found, "allowed", words)
	return ""
}

// same compares words as people write them, in full width or half.
func same(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(ident.Narrow(a)), strings.TrimSpace(ident.Narrow(b)))
}

// clean is a text without the ends of lines and the blanks that programs change.
func clean(text string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n", "_x000D_", "").Replace(text))
}

func cellOf(line []desk.RawCell, column int) string {
	if column < len(line) {
		return line[column].Value
	}
	return ""
}

// alike are the choices of a column in the other languages, and those of its cell in a row.
func alike(pages []desk.WorkPage, row int) func(column int) []desk.WorkChoice {
	return func(column int) (all []desk.WorkChoice) {
		for _, p := range pages {
			all = append(all, p.Columns[column].Choices...)
			if row >= 0 {
				all = append(all, p.Rows[row][column].Choices...)
			}
		}
		return all
	}
}
