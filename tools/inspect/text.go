package inspect

import (
	"bufio"
	"bytes"
	"io"
	"unicode"
	"unicode/utf8"

	"akashi/values/form"
)

// openText finds a text's encoding and reads it as UTF-8; nil when it has none.
func (in *inspector) openText(f file) io.Reader {
	e, ok := detectEncoding(f)
	if !ok {
		in.note(f, encodingUnknown)
		return nil
	}
	in.setEncoding(f, e.Name)
	return decoded(f, e)
}

// text looks at plain text and at tables of separated values.
func (in *inspector) text(f file) {
	r := in.openText(f)
	if r == nil {
		return
	}
	var cells cellScan
	table := extension(f.name) == "csv" || extension(f.name) == "tsv"
	for runes := bufio.NewReaderSize(r, 32<<10); ; {
		c, _, err := runes.ReadRune()
		if err != nil {
			break
		}
		in.character(f, c)
		if table && cells.ends(c) {
			in.formulaCell(f, cells.take())
		}
	}
	in.formulaCell(f, cells.take())
}

func (in *inspector) character(f file, c rune) {
	switch {
	case c >= ' ' && c < 0x7f, c == '\n', c == '\r', c == '\t', c == '\f':
	case c == 0:
		in.noteOnce(f, textNUL)
	case unicode.IsControl(c):
		in.noteOnce(f, textControl)
	case form.TurnsWriting(c):
		in.noteOnce(f, textBidi)
	}
}

// noteOnce spares the table a search for each of millions of characters.
func (in *inspector) noteOnce(f file, code Code) {
	if !in.has(code) {
		in.note(f, code)
	}
}

// longestCell is how much of a cell is kept to judge its formula.
const longestCell = 256

// cellScan cuts a stream of characters into the beginnings of cells, whatever
// the separator is.
type cellScan struct{ cell []byte }

// ends takes a character and reports whether it ended a cell.
func (s *cellScan) ends(c rune) bool {
	if c == ',' || c == ';' || c == '\t' || c == '\r' || c == '\n' {
		return true
	}
	if len(s.cell) < longestCell {
		s.cell = utf8.AppendRune(s.cell, c)
	}
	return false
}

// take returns the cell and begins the next one.
func (s *cellScan) take() []byte {
	cell := bytes.TrimLeft(s.cell, "\uFEFF\" '")
	s.cell = s.cell[:0]
	return cell
}

// formulaCell judges a cell as a spreadsheet would on opening it.
func (in *inspector) formulaCell(f file, cell []byte) {
	if len(cell) == 0 || bytes.IndexByte([]byte("=+-@"), cell[0]) < 0 {
		return
	}
	if bytes.IndexByte(cell, '|') > 0 && ddeFormula.Match(cell) {
		in.noteOnce(f, dde)
	}
	if cell[0] == '=' || cell[0] == '@' {
		in.noteOnce(f, formula)
	}
}
