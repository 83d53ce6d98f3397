package scan

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"akashi/rules/diagnosis"
	"akashi/tools/format/csv"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Mapping says what the columns of a CSV mean that no reader here knows; see
// docs/design/scan-mapping.md. It is made by ReadMapping.
type Mapping struct {
	shape     shape
	comma     byte // 0: the one that the header shows
	headless  bool // columns have numbers instead of names
	states    map[string]diagnosis.State
	state     []string // columns
	day       []string
	dayLayout string // "" reads every notation that scanners use
}

// mappedCSV is the name of the format of a report read through a mapping.
const mappedCSV = "mapped-csv"

func (m *Mapping) format() format {
	return format{mappedCSV, "CSV through a mapping file", func(*head) bool { return true }, m.read}
}

func (m *Mapping) read(in *input, out *sink) error {
	out.report.Scanner = m.shape.scanner
	t := &table{csv: csv.New(in.text, m.separator(in.head)), out: out}
	if m.headless {
		return m.readHeadless(t)
	}
	for t.csv.Row() < maxPreamble {
		fields, err := t.csv.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		t.columns = t.columns[:0]
		for _, field := range fields {
			t.columns = append(t.columns, columnName(field))
		}
		if len(m.missing(t.columns)) == 0 {
			return t.each(m.row(t))
		}
	}
	return m.noHeader(t, in.head)
}

// separator is the one that the mapping names, else the first under which the
// header has every column.
func (m *Mapping) separator(h *head) byte {
	if m.comma != 0 {
		return m.comma
	}
	for _, d := range h.csv {
		if m.headless || slices.ContainsFunc(d.rows, func(row []string) bool { return len(m.missing(row)) == 0 }) {
			return d.comma
		}
	}
	return ','
}

// readHeadless takes the number of columns from the first row.
func (m *Mapping) readHeadless(t *table) error {
	fields, err := t.csv.Next()
	if err == io.EOF {
		return nil
	}
	if err != nil {
		return err
	}
	for i := range fields {
		t.columns = append(t.columns, "#"+strconv.Itoa(i+1))
	}
	if missing := m.missing(t.columns); len(missing) > 0 {
		return fault.Wrong("report-header", t.csv.Where(), "max", 1, "columns", missing)
	}
	t.fields, t.out.row = fields, t.csv.Row()
	row := m.row(t)
	if err := row(); err != nil {
		return err
	}
	return t.each(row)
}

// missing returns the columns that the header lacks, of each group the first.
func (m *Mapping) missing(header []string) []string {
	var missing []string
	for _, names := range m.groups() {
		if len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool { return slices.Contains(header, name) }) {
			missing = append(missing, names[0])
		}
	}
	return missing
}

func (m *Mapping) groups() [][]string {
	groups := [][]string{m.state, m.day}
	for _, f := range m.fields() {
		groups = append(groups, *f.into)
	}
	return groups
}

// noHeader names what is missing from the row that comes nearest to a header.
func (m *Mapping) noHeader(t *table, h *head) error {
	least := m.missing(nil)
	for _, d := range h.csv {
		for _, row := range d.rows {
			if missing := m.missing(row); len(missing) < len(least) {
				least = missing
			}
		}
	}
	return fault.Wrong("report-header", t.csv.Where(), "max", maxPreamble, "columns", least)
}

func (m *Mapping) row(t *table) func() error {
	c := m.shape.columns(t)
	state, day := t.all(m.state), t.all(m.day)
	return func() error {
		f := c.finding(t, t.out)
		f.State = m.states[strings.ToLower(t.string(state))]
		if f.Live() {
			t.out.scanned(m.dayOf(t, day))
		}
		wordsYield(&f)
		return t.out.emit(&f)
	}
}

func (m *Mapping) dayOf(t *table, columns []int) civil.Date {
	cell := t.get(columns)
	if saysNothing(cell) {
		t.out.undated = t.out.undated || len(columns) > 0
		return civil.Date{}
	}
	day := parseDay(cell)
	if m.dayLayout != "" {
		day = civil.Date{}
		if moment, err := time.Parse(m.dayLayout, string(cell)); err == nil {
			day, _ = civil.Of(moment.Year(), int(moment.Month()), moment.Day())
		}
	}
	if day.IsZero() {
		t.out.problem("row-day", "given", clip(cell))
	}
	return day
}

// problems lists what makes a mapping useless.
func (m *Mapping) problems() fault.Problems {
	var problems fault.Problems
	for _, need := range []struct {
		name    string
		columns []string
	}{{"host", m.shape.host}, {"id", m.shape.plugin}} {
		if len(need.columns) == 0 {
			problems.Add("mapping-incomplete", "columns."+need.name, "column", need.name)
		}
	}
	scored := false
	for _, f := range m.fields() {
		scored = scored || f.score && len(*f.into) > 0
	}
	if !scored {
		problems.Add("mapping-incomplete", "columns")
	}
	for _, names := range m.groups() {
		for _, name := range names {
			if n, err := strconv.Atoi(strings.TrimPrefix(name, "#")); m.headless && (err != nil || n < 1 || n > csv.MaxColumns || name[0] != '#') {
				problems.Add("mapping-column", "columns", "given", name)
			}
		}
	}
	return problems
}
