package scan

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// head is the beginning of a file, by which its format is told.
type head struct {
	text   []byte            // up to headSize bytes, in UTF-8
	root   string            // name of the XML root element without prefix; "" when it is not XML
	attrs  map[string]string // of the root element
	broken error             // why the root element of what begins like XML cannot be read
	json   bool              // begins as a JSON object or array
	comma  byte              // of a CSV
	rows   [][]string        // first rows of a CSV, column names in lower case
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
		h.json = true
	default:
		h.readRows(whole)
	}
	return h
}

func (h *head) readRoot() {
	x := newXMLReader(bytes.NewReader(h.text))
	if _, err := x.next(); err != nil {
		h.broken = err
		return
	}
	h.root, h.attrs = string(x.local()), map[string]string{}
	for _, a := range x.attrs {
		h.attrs[string(a.name)] = string(a.value)
	}
}

// readRows reads the first rows with the separator that gives the most columns.
func (h *head) readRows(whole bool) {
	best := 1
	for _, comma := range []byte{',', ';', '\t'} {
		rows := firstRows(h.text, comma, whole)
		widest := 0
		for _, row := range rows {
			widest = max(widest, len(row))
		}
		if widest > best {
			best, h.comma, h.rows = widest, comma, rows
		}
	}
}

func firstRows(text []byte, comma byte, whole bool) [][]string {
	c := newCSVReader(bytes.NewReader(text), comma)
	var rows [][]string
	for len(rows) < maxPreamble {
		fields, err := c.next()
		if err != nil || !whole && c.pos == c.end && errors.Is(c.err, io.EOF) {
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
	return strings.ToLower(strings.Join(strings.Fields(string(b)), " "))
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

// describe says in a few words what the file looks like.
func (h *head) describe() string {
	switch {
	case h.root != "":
		return fmt.Sprintf("XML with the root element %.40q", h.root)
	case h.json:
		return "JSON"
	case len(h.rows) > 0:
		return fmt.Sprintf("CSV that begins with %.80q", strings.Join(h.rows[0], ", "))
	}
	return "neither XML nor JSON nor CSV"
}
