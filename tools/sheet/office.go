package sheet

import (
	"bytes"

	"akashi/app/desk"
)

// Office reads and writes the tables and workbooks of an office.
type Office struct {
	Look func(file []byte) error // looks at a file that came from outside; nil: at none
	// Words give a workbook its words, each in a language, that of the office first.
	Words []func(desk.Workbook) desk.Workbook
}

// in is a workbook in all languages, the one asked for first.
func (o Office) in(lang string, w desk.Workbook) (all []desk.Workbook) {
	for _, words := range o.Words {
		said := words(w)
		if all = append(all, said); said.Lang == lang {
			all[0], all[len(all)-1] = said, all[0]
		}
	}
	return all
}

// Write writes a workbook in a language.
func (o Office) Write(w desk.Workbook, lang string) ([]byte, error) {
	return WriteBook(o.in(lang, w)[0])
}

// Read looks at a workbook as an upload is looked at, and reads its cells.
func (o Office) Read(file []byte) (desk.Cells, error) {
	if o.Look != nil {
		if err := o.Look(file); err != nil {
			return nil, err
		}
	}
	return ReadBook(file)
}

// Match sets a workbook that came back beside what was written, in the language that it
// says; its choices may be named in the others.
func (o Office) Match(c desk.Cells, made func(pins map[string]string) (desk.Workbook, error)) (desk.Filled, error) {
	return MatchBook(c, func(pins map[string]string) ([]desk.Workbook, error) {
		w, err := made(pins)
		if w.Kind == "" {
			return nil, err
		}
		return o.in(pins["lang"], w), err
	})
}

// Table reads the rows of a table file.
func (o Office) Table(file []byte) ([][]string, string, error) {
	t, err := Read(bytes.NewReader(file), Options{})
	return t.Rows, t.Encoding, err
}

// Columns are the headings of registers.
func (Office) Columns() (map[string]string, error) { return Columns() }
