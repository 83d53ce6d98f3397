package scan

import (
	"cmp"
	"io"
	"unicode/utf8"

	"akashi/tools/format/csv"
	"akashi/values/fault"
)

// table is a CSV whose header row has been found, with rows above it passed
// over (a preamble of the exporter).
type table struct {
	csv     *csv.Reader
	out     *sink
	columns []string // names in lower case
	fields  [][]byte // of the current row
}

// table opens a CSV at the first row that names all the columns given.
func (in *input) table(out *sink, required ...string) (*table, error) {
	t := &table{csv: csv.New(in.text, cmp.Or(in.head.comma, ',')), out: out}
	for t.csv.Row() < maxPreamble {
		fields, err := t.csv.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		names := make([]string, len(fields))
		for i, field := range fields {
			names[i] = columnName(field)
		}
		if hasAll(names, required) {
			t.columns = names
			return t, nil
		}
	}
	return nil, fault.Wrong("report-header", t.csv.Where(), "max", maxPreamble, "columns", required)
}

// all returns the indexes of every column that has one of the names, in the order of
// the names; an export can name a column twice.
func (t *table) all(names []string) (found []int) {
	for _, name := range names {
		for i, column := range t.columns {
			if column == name {
				found = append(found, i)
			}
		}
	}
	return found
}

// each calls fn for every row below the header. A row of another width than the
// header is listed and not given to fn.
func (t *table) each(fn func() error) error {
	for {
		fields, err := t.csv.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		t.fields, t.out.row = fields, t.csv.Row()
		if len(fields) != len(t.columns) {
			t.out.problem("row-columns", "given", len(fields), "header", len(t.columns))
			if t.out.lost {
				return t.out.tooManyErrors()
			}
			continue
		}
		if err := fn(); err != nil {
			return err
		}
	}
}

// cell returns the cell of a column of the current row. What is written as a formula
// that gives a text, ="7.5", is that text.
func (t *table) cell(column int) []byte {
	cell := trimSpace(t.fields[column])
	if n := len(cell); n > len(`=""`) && cell[0] == '=' && cell[1] == '"' && cell[n-1] == '"' {
		return trimSpace(cell[2 : n-1])
	}
	return cell
}

// filled returns the first of the columns whose cell of the current row says
// something, -1 when none does.
func (t *table) filled(columns []int) int {
	for _, i := range columns {
		if len(t.cell(i)) > 0 {
			return i
		}
	}
	return -1
}

// get returns the first of the cells that says something, nil when none does.
func (t *table) get(columns []int) []byte {
	if i := t.filled(columns); i >= 0 {
		return t.cell(i)
	}
	return nil
}

// string is get as text. A cell that is not UTF-8 is listed.
func (t *table) string(columns []int) string {
	i := t.filled(columns)
	if i < 0 {
		return ""
	}
	cell := t.cell(i)
	if !utf8.Valid(cell) {
		t.out.problem("row-not-utf8", "column", clip([]byte(t.columns[i])))
		return ""
	}
	return t.out.string(cell)
}
