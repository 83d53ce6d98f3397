package desk

import (
	"akashi/rules/ledger"
	"akashi/scheme"
	"akashi/values/fault"
)

// Workbook is a form of a spreadsheet program, for whoever fills it in away from the
// office. Here it is codes and texts of the rule book; Said is what is written in its
// place in one language, and is filled in by whoever has the words.
type Workbook struct {
	Kind    string          // names it: its own words stand under it
	Lang    string          // in which it is written
	Edition *scheme.Edition // whose words it uses; nil: none of its own
	Pins    map[string]string
	Figures fault.Data // of its instructions
	Title   string     // said: of the page with the instructions
	Lead    []string   // said: the instructions
	Pages   []WorkPage
}

// WorkPage is one page of it with a table to fill in.
type WorkPage struct {
	Name, Said string
	Columns    []WorkColumn
	Rows       [][]WorkCell
	Free       int      // lines to be filled in below these
	Example    []string // of a page without rows: a line that shows how one is filled in, by codes, and is not read
}

// Such is a cell of an example that the catalogue has an example for.
const Such = "*"

// WorkColumn is one column of a table. What is not open comes back as it was written,
// unless it is loose.
type WorkColumn struct {
	Name, Said string
	Width      int  // in characters
	Open       bool // may be filled in
	Loose      bool // tells how things stood when it was written, which may have changed
	Hidden     bool
	Day        bool // of a free line: holds a day
	Choices    []WorkChoice
}

// WorkCell is one cell: words by their keys, or a text of the rule book or of people.
type WorkCell struct {
	Keys    []string
	Figures fault.Data
	Text    scheme.Text
	Said    string
	Shut    bool // though its column is open
	Choices []WorkChoice
}

// WorkChoice is a value that a cell takes, by its code, and the words for it: those of the
// key, or of the rule book.
type WorkChoice struct {
	Code, Key string
	Figures   fault.Data
	Text      scheme.Text
	Said      string
	Unoffered bool // understood where somebody writes it, so that they can be told why not
}

// Filled is a workbook that came back.
type Filled struct {
	Pins  map[string]string
	Pages map[string][]FilledRow // by the name of the page
}

// FilledRow is one line of a table: the cells that may be filled in, and those that are
// loose, by their columns.
type FilledRow struct {
	Row   int // as the spreadsheet counts
	Key   string
	Cells map[string]FilledCell
}

// FilledCell is what a cell holds: of a choice its code.
type FilledCell struct{ Where, Value string }

// Cells are what stands in a file of a spreadsheet program, by its pages.
type Cells map[string][][]RawCell

// RawCell is a cell as it is shown, and the formula that made it, if one did.
type RawCell struct{ Value, Formula string }

// Sheets writes workbooks and reads them back, and reads tables of any kind.
type Sheets interface {
	// Write writes a workbook in a language.
	Write(w Workbook, lang string) ([]byte, error)
	// Read reads the cells of a file, which may be hostile.
	Read(file []byte) (Cells, error)
	// Match sets a workbook that came back beside what was written. made is told what it
	// says of itself, and answers with that; whatever is wrong is told by its cell,
	// everything at once.
	Match(c Cells, made func(pins map[string]string) (Workbook, error)) (Filled, error)
	// Table reads the rows of a table file, and tells the encoding in which it was found.
	Table(file []byte) (rows [][]string, encoding string, err error)
	// Columns are the headings by which offices name the columns of a register.
	Columns() (map[string]string, error)

	// Exports are the layouts for programs of accounts that come along, and ExportLayout reads one that somebody wrote:
	// fault.Problems with each place of it that is not right.
	Exports() ([]ExportLayout, error)
	ExportLayout(file []byte) (ExportLayout, error)
	// Export writes entries by a layout. A tax rate that it has no name for is told with its document, and nothing is written;
	// replaced counts the characters that its encoding does not have, which stand as 〓.
	Export(l ExportLayout, entries []ledger.Entry) (file []byte, replaced int, err error)
}
