package scan

import (
	"cmp"
	"io"
	"slices"
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

// column returns the index of the first of the names that the header has, -1
// when it has none.
func (t *table) column(names ...string) int {
	for _, name := range names {
		if i := slices.Index(t.columns, name); i >= 0 {
			return i
		}
	}
	return -1
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

// get returns the cell of a column of the current row, nil without that column.
func (t *table) get(column int) []byte {
	if column < 0 {
		return nil
	}
	return trimSpace(t.fields[column])
}

// string returns the cell as text. One that is not UTF-8 is listed.
func (t *table) string(column int) string {
	cell := t.get(column)
	if !utf8.Valid(cell) {
		t.out.problem("row-not-utf8", "column", clip([]byte(t.columns[column])))
		return ""
	}
	return t.out.string(cell)
}
