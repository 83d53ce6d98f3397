package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/japanese"

	"akashi/values/fault"
)

// Write writes rows as CSV in the encoding: UTF8BOM, which spreadsheets open
// rightly, where it is "". A cell that a spreadsheet would run as a formula is
// written as text. Characters that CP932 does not have are reported, each with
// its cell, and nothing is written.
func Write(w io.Writer, rows [][]string, to string) error {
	if to == "" {
		to = UTF8BOM
	}
	text, err := render(rows)
	if err != nil {
		return err
	}
	switch named(to) {
	case UTF8:
		_, err = io.WriteString(w, text)
	case UTF8BOM:
		_, err = io.WriteString(w, "\uFEFF"+text)
	case CP932:
		return writeCP932(w, rows, text)
	default:
		return choose("sheet.encoding", "--encoding", to, "utf-8", "cp932")
	}
	return err
}

func render(rows [][]string) (string, error) {
	var b strings.Builder
	out := csv.NewWriter(&b)
	out.UseCRLF = true
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = guarded(cell)
		}
		if err := out.Write(safe); err != nil {
			return "", fmt.Errorf("write table: %w", err)
		}
	}
	out.Flush()
	return b.String(), out.Error()
}

// guarded keeps a spreadsheet from running a cell as a formula: an apostrophe
// before it makes it text. A number with its sign stays one.
func guarded(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(cell)[0]) || isNumber(cell) {
		return cell
	}
	return "'" + cell
}

// unguarded is a cell as it was before guarded wrote it: what was exported comes back.
func unguarded(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && guarded(rest) == cell {
		return rest
	}
	return cell
}

func isNumber(s string) bool {
	digits := strings.TrimLeft(s, "+-")
	return len(s)-len(digits) <= 1 && digits != "" && strings.Trim(digits, "0123456789.,") == ""
}

// toCP932 replaces what Japanese writers type in two ways by the one that CP932
// has: a wave dash, a minus, a parallel sign, a dash.
func toCP932(s string) string {
	return strings.NewReplacer("\u301C", "\uFF5E", "\u2212", "\uFF0D", "\u2016", "\u2225", "\u2014", "\u2015",
		"\u00A2", "\uFFE0", "\u00A3", "\uFFE1", "\u00AC", "\uFFE2").Replace(s)
}

func writeCP932(w io.Writer, rows [][]string, text string) error {
	encoded, err := japanese.ShiftJIS.NewEncoder().String(toCP932(text))
	if err != nil {
		return unmappable(rows)
	}
	_, err = io.WriteString(w, encoded)
	return err
}

// unmappable names every cell with a character that CP932 does not have.
func unmappable(rows [][]string) error {
	var p fault.Problems
	for i, row := range rows {
		for j, cell := range row {
			for _, r := range toCP932(cell) {
				if _, err := japanese.ShiftJIS.NewEncoder().String(string(r)); err != nil {
					p.Add("sheet.unmappable", place(i, j), "given", string(r))
				}
			}
		}
	}
	return p.Err()
}
