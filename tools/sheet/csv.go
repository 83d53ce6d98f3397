package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"akashi/values/fault"
)

func lineName(n int) string { return fmt.Sprintf("line %d", n) }

// readCSV reads a CSV. Quotes are strict: a cell that is not closed would swallow
// the rows after it.
func readCSV(data []byte, asked string) (Table, error) {
	text, found, err := decode(data, asked)
	if err != nil {
		return Table{}, err
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma = separator(text)
	reader.FieldsPerRecord = -1 // rows may differ; the columns decide later
	t := Table{Encoding: found}
	for {
		row, err := reader.Read()
		switch {
		case errors.Is(err, io.EOF):
			return t, bounded(t.Rows)
		case err != nil:
			return Table{}, csvProblem(err)
		case len(t.Rows) > maxRows:
			return Table{}, bounded(t.Rows)
		}
		for i, cell := range row {
			row[i] = unguarded(cell)
		}
		t.Rows = append(t.Rows, row)
	}
}

func csvProblem(err error) error {
	if bad, ok := errors.AsType[*csv.ParseError](err); ok {
		return fault.Wrong("sheet.csv", fmt.Sprintf("line %d, column %d", bad.Line, bad.Column))
	}
	return fault.Wrong("sheet.csv", "file")
}

// separator finds what parts the cells: whichever of comma, semicolon and tab is
// most frequent in the first line outside quotes.
func separator(text string) rune {
	counts := map[rune]int{}
	quoted := false
	for _, r := range text {
		if r == '"' {
			quoted = !quoted
		}
		if r == '\n' && !quoted {
			break
		}
		if !quoted {
			counts[r]++
		}
	}
	best := ','
	for _, r := range []rune{';', '\t'} {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}
