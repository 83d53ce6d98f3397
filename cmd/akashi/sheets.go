package main

import (
	"bytes"
	"io"
	"slices"

	"akashi/app/desk"
	"akashi/tools/inspect"
	"akashi/tools/sheet"
	"akashi/values/fault"
	"akashi/words"
)

// sheets reads and writes tables and workbooks, each in its words.
func sheets() sheet.Office {
	var all []func(desk.Workbook) desk.Workbook
	for _, lang := range words.Languages() {
		all = append(all, words.In(lang).Workbook)
	}
	return sheet.Office{Look: lookAtBook, Words: all}
}

// tableOf reads a table that came from outside.
func tableOf(file []byte) ([][]string, error) {
	rows, _, err := sheets().Table(file)
	return rows, err
}

// writeTable writes a list for a spreadsheet, in which no cell runs.
func writeTable(w io.Writer, rows [][]string) error { return sheet.Write(w, rows, "") }

// lookAtBook looks at a workbook as an upload is looked at. What a file of evidence may
// carry and a form of ours does not is refused as well.
func lookAtBook(file []byte) error {
	verdict := inspect.Inspect(bytes.NewReader(file), int64(len(file)), "workbook.xlsx", inspect.DefaultLimits())
	if err := verdict.Err(); err != nil {
		return err
	}
	var p fault.Problems
	for _, f := range verdict.Findings {
		p.Want(!slices.Contains([]inspect.Code{"external-link", "embedded-file", "ole-object", "trailing-data"}, f.Code), "workbook.not-wanted", "file", "what", f.Code)
	}
	return p.Err()
}
