package sheet

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"akashi/values/fault"
)

// The formats of a table file. Auto goes by its first bytes.
const (
	Auto = "auto"
	CSV  = "csv"
	XLSX = "xlsx"
)

// The limits of a table file: far above any register, far below what would
// exhaust the machine.
const (
	maxBytes   = 64 << 20
	maxRows    = 200_000
	maxColumns = 500
	maxCell    = 32_767 // characters, as in a spreadsheet
)

// Options say how to read a file. The zero Options find everything out.
type Options struct {
	Format   string // Auto, CSV or XLSX; "" is Auto
	Encoding string // of a CSV: Auto, UTF8, UTF16LE, UTF16BE or CP932; "" is Auto
}

// Table is a table as read from a file.
type Table struct {
	Rows     [][]string // may differ in length; empty lines are left out
	Encoding string     // in which the text was found
}

// Read reads a table. A file that cannot be read for certain is refused with
// every problem found.
func Read(r io.Reader, o Options) (Table, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return Table{}, fault.Wrap(fault.Invalid, "sheet.unreadable", "table", err)
	}
	if len(data) > maxBytes {
		return Table{}, fault.Wrong("sheet.too-large", "file", "max", maxBytes>>20)
	}
	switch formatOf(o.Format, data) {
	case XLSX:
		rows, err := readXLSX(data)
		return Table{rows, UTF8}, err
	case CSV:
		return readCSV(data, o.Encoding)
	}
	return Table{}, choose("sheet.format", "--format", o.Format, Auto, CSV, XLSX)
}

func formatOf(asked string, data []byte) string {
	switch strings.ToLower(asked) {
	case CSV:
		return CSV
	case XLSX:
		return XLSX
	case Auto, "":
		if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
			return XLSX
		}
		return CSV
	}
	return ""
}

// bounded checks a table against the limits; it stops at the first row too many.
func bounded(rows [][]string) error {
	var p fault.Problems
	if len(rows) > maxRows {
		p.Add("sheet.too-many-rows", "file", "max", maxRows)
	}
	for i, row := range rows {
		if len(row) > maxColumns {
			p.Add("sheet.too-many-columns", place(i, maxColumns), "given", len(row), "max", maxColumns)
		}
		for j, cell := range row {
			if len(cell) > maxCell && utf8.RuneCountInString(cell) > maxCell {
				p.Add("sheet.cell-too-long", place(i, j), "max", maxCell)
			}
		}
		if len(p) > 100 {
			break
		}
	}
	return p.Err()
}

// place names a cell by its row and column, both from 1.
func place(row, column int) string { return fmt.Sprintf("row %d, column %d", row+1, column+1) }

// choose is the refusal of a value that is none of those allowed.
func choose(code, where, given string, allowed ...string) error {
	var p fault.Problems
	fault.Choose(&p, code, where, given, allowed)
	return p
}
