package scan

import (
	"bytes"
	"slices"
	"strings"

	"akashi/tools/format/csv"
	"akashi/tools/format/xml"
)

// head is the beginning of a file, by which its format is told.
type head struct {
	text    []byte            // up to headSize bytes, in UTF-8
	root    string            // name of the XML root element without prefix; "" when it is not XML
	attrs   map[string]string // of the root element
	broken  error             // why the root element of what begins like XML cannot be read
	json    bool              // begins as a JSON object or array
	members jsonMembers       // of its first object
	csv     []dialect         // ways to read it as a CSV, widest first
	dialect                   // the one in use
}

// dialect is a way to read the file as a CSV.
type dialect struct {
	comma byte       // between columns
	rows  [][]string // first rows, as column names in lower case
}

func (d dialect) width() int {
	widest := 0
	for _, row := range d.rows {
		widest = max(widest, len(row))
	}
	return widest
}

// maxPreamble is how many rows may stand above the header of a CSV.
const maxPreamble = 20

func newHead(text []byte, whole bool) *head {
	h := &head{text: bytes.Clone(text)}
	start := bytes.TrimLeft(h.text, " \t\r\n")
	switch {
	case len(start) == 0:
	case start[0] == '<':
		h.readRoot()
	case start[0] == '{' || start[0] == '[':
		h.readJSON()
	default:
		h.readRows(whole)
	}
	return h
}

func (h *head) readRoot() {
	x := xml.New(bytes.NewReader(h.text), xml.Strict())
	if err := x.Open(); err != nil {
		h.broken = err
		return
	}
	h.root, h.attrs = string(x.Local()), map[string]string{}
	for name, value := range x.Attrs() {
		h.attrs[string(name)] = string(value)
	}
}

// readRows reads the first rows with each separator that gives columns at all:
// which one is right, only the header can tell, for the texts hold commas too.
func (h *head) readRows(whole bool) {
	for _, comma := range []byte{',', ';', '\t'} {
		if d := (dialect{comma, firstRows(h.text, comma, whole)}); d.width() > 1 {
			h.csv = append(h.csv, d)
		}
	}
	slices.SortStableFunc(h.csv, func(a, b dialect) int { return b.width() - a.width() })
	if len(h.csv) > 0 {
		h.dialect = h.csv[0]
	}
}

// is reports whether the file is of a format, and leaves the dialect in which it
// is in use.
func (h *head) is(f format) bool {
	widest := h.dialect
	if f.sniff(h) {
		return true
	}
	for _, h.dialect = range h.csv {
		if f.sniff(h) {
			return true
		}
	}
	h.dialect = widest
	return false
}

func firstRows(text []byte, comma byte, whole bool) [][]string {
	c := csv.New(bytes.NewReader(text), comma)
	var rows [][]string
	for len(rows) < maxPreamble {
		fields, err := c.Next()
		if err != nil || !whole && c.Ended() {
			break // the last row may be cut off
		}
		row := make([]string, len(fields))
		for i, field := range fields {
			row[i] = columnName(field)
		}
		rows = append(rows, row)
	}
	return rows
}

func columnName(b []byte) string {
	return strings.ToLower(strings.Join(strings.Fields(string(narrow(b))), " "))
}

// header reports whether one of the first rows of a CSV names every column.
func (h *head) header(columns ...string) bool {
	return slices.ContainsFunc(h.rows, func(row []string) bool { return hasAll(row, columns) })
}

func hasAll(row, columns []string) bool {
	for _, name := range columns {
		if !slices.Contains(row, name) {
			return false
		}
	}
	return true
}

// seen is what the file looks like, as figures.
func (h *head) seen() []any {
	switch {
	case h.root != "":
		return []any{"root", clip([]byte(h.root))}
	case h.json:
		return []any{"json", "JSON"}
	case len(h.rows) > 0:
		return []any{"csv", clip([]byte(strings.Join(h.rows[0], ", ")))}
	}
	return nil
}
