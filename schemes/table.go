package schemes

import (
	"io/fs"
	"os"
	"reflect"
	"strings"

	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/form"
)

// Office reads what an office adds to a rule book that ships.
type Office struct {
	Own string // folder of its own scheme files; "" where it has none
}

// Edition reads a whole scheme file.
func (Office) Edition(data []byte) (*scheme.Edition, error) { return Decode(data) }

// File is the scheme file of an edition, of one in the office's own folder too; nil where none says
// the same as the edition any more.
func (o Office) File(e *scheme.Edition) []byte {
	if data := fileOf(files, e.Scheme+"/"+e.ID+".yaml", e); data != nil || o.Own == "" {
		return data
	}
	own := os.DirFS(o.Own)
	names, err := namesIn(own)
	if err != nil {
		return nil
	}
	for _, name := range names {
		if data := fileOf(own, name, e); data != nil {
			return data
		}
	}
	return nil
}

// fileOf is the content of a scheme file that says what the edition does; nil of any other.
func fileOf(folder fs.FS, name string, e *scheme.Edition) []byte {
	data, err := content(folder, name)
	if err != nil {
		return nil
	}
	if read, err := Decode(data); err != nil || read.Scheme != e.Scheme || read.ID != e.ID || len(scheme.Compare(read, e)) > 0 {
		return nil
	}
	return data
}

// FeeTable reads a table of fees of the edition that applies from a day on: one table as
// it stands in fees of a scheme file, or such fees with this one table. What need not be
// repeated may be left out: its id, its first day, its source, and how its sums and its
// hours are to be understood.
func (Office) FeeTable(e *scheme.Edition, data []byte, from civil.Date) (scheme.FeeTable, error) {
	root, found := parse(data)
	if root == nil {
		return scheme.FeeTable{}, found.problems().Err()
	}
	f := file{places: places{}}
	f.note("", root, top())
	var whole struct {
		Fees *scheme.Fees `yaml:"fees"`
	}
	fees, path := &scheme.Fees{Tables: make([]scheme.FeeTable, 1)}, ""
	var into any = &fees.Tables[0]
	switch {
	case f.has("/fees"):
		into, path = &whole, "/fees/tables/0"
	case f.has("/tables") || f.has("/lines"):
		into, path = fees, "/tables/0"
	}
	if err := (form.Paper{Tag: "yaml", Partial: true, Telling: true}).Fill(node{root}, into); err != nil {
		for _, p := range fault.ProblemsIn(err) {
			f.add(p)
		}
	}
	if whole.Fees != nil {
		fees = whole.Fees
	}
	if len(fees.Tables) != 1 {
		f.found.add(top(), "fee-table.one", "n", len(fees.Tables))
		return scheme.FeeTable{}, f.found.problems()
	}
	if len(fees.Lines) > 0 && !reflect.DeepEqual(fees.Lines, e.Fees.Lines) {
		f.found.add(f.places.of(strings.TrimSuffix(path, "tables/0")+"lines"), "fee-table.lines")
	}
	t := &fees.Tables[0]
	if !t.From.IsZero() && t.From != from {
		f.found.add(f.places.of(path+"/from"), "fee-table.day", "given", t.From, "from", from)
	}
	t.From = from
	f.lintTable(e, t, path)
	return *t, f.found.problems().Err()
}

func (f *file) has(path string) bool {
	_, there := f.places[path]
	return there
}

// lintTable checks a table as the only one of its edition.
func (f *file) lintTable(e *scheme.Edition, t *scheme.FeeTable, path string) {
	const alone = "/fees/tables/0"
	complete(t, e)
	with := *e
	with.Fees = &scheme.Fees{Lines: e.Fees.Lines, Tables: []scheme.FeeTable{*t}}
	with.Citations = append([]scheme.Citation{{ID: t.ID, Document: t.ID, Confidence: scheme.High, Text: e.Name}}, e.Citations...)
	read := len(f.found)
	for _, p := range scheme.Lint(&with) {
		if rest, of := strings.CutPrefix(p.Where, alone); of {
			p.Where = path + rest
			f.judge(p, read)
		}
	}
}

// complete fills in what a table need not repeat.
func complete(t *scheme.FeeTable, e *scheme.Edition) {
	fill := func(to *string, value string) {
		if *to == "" {
			*to = value
		}
	}
	fill(&t.ID, "fees-"+t.From.String())
	fill(&t.Source, t.ID)
	if reflect.ValueOf(t.TaxMode).IsZero() {
		t.TaxMode.Value = scheme.TaxIncluded
	}
	fill(&t.TaxMode.Source, t.Source)
	if t.Overrun != nil {
		fill(&t.Overrun.Source, t.Source)
	}
	if t.Revisit == nil {
		return
	}
	fill(&t.Revisit.Source, t.Source)
	for _, before := range e.Fees.Tables {
		if r := before.Revisit; r != nil && t.Revisit.HourRounding.Value == "" {
			t.Revisit.HourRounding = r.HourRounding
		}
	}
}
