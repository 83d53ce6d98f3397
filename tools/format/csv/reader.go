package csv

import (
	"bytes"
	"fmt"
	"io"

	"akashi/tools/format/refusal"
)

// Limits of a table.
const (
	window     = 256 << 10 // first size of the window on the file
	maxRecord  = 16 << 20
	MaxColumns = 1000 // of one row
)

// Reader reads the records of a CSV file (RFC 4180) from a sliding window. A
// quote in the middle of a field without quotes is taken as it stands; text
// after a closing quote is refused, for then nobody knows where the row ends.
// What encoding/csv accepts, it reads alike.
//
// The fields it hands out are good until the next record.
type Reader struct {
	r     io.Reader
	err   error
	buf   []byte
	pos   int
	end   int
	comma byte
	row   int // number of the record just read, from 1

	spans  []span
	fields [][]byte
}

// span is the place of a field in the window.
type span struct {
	from, to int
	escaped  bool // holds "" or a carriage return
}

// New returns a reader of a table in UTF-8 with this byte between its columns.
func New(r io.Reader, comma byte) *Reader {
	return &Reader{r: r, buf: make([]byte, window), comma: comma}
}

// Next returns the fields of the next record, io.EOF after the last. Empty
// lines are passed over.
func (c *Reader) Next() ([][]byte, error) {
	for {
		if c.pos == c.end && !c.more() {
			return nil, c.err
		}
		n, err := c.record()
		for n < 0 {
			if !c.more() {
				return nil, c.unfinished()
			}
			n, err = c.record()
		}
		if err != nil {
			return nil, err
		}
		blank := len(c.spans) == 1 && c.spans[0].from == c.spans[0].to && c.buf[c.pos] != '"'
		c.take()
		c.pos += n
		if !blank {
			c.row++
			return c.fields, nil
		}
	}
}

// record finds the fields of the record at pos and returns its length, or -1
// when the window ends before it does.
func (c *Reader) record() (int, error) {
	b := c.buf[c.pos:c.end]
	c.spans = c.spans[:0]
	for i := 0; ; {
		s, next := c.field(b, i)
		if next < 0 {
			return -1, nil
		}
		if len(c.spans) == MaxColumns {
			return 0, c.wrong(refusal.TooManyColumns, "", "max", MaxColumns)
		}
		c.spans = append(c.spans, s)
		switch {
		case next == len(b): // only at the end of the file
			return next, nil
		case b[next] == c.comma:
			i = next + 1
		case b[next] == '\n':
			return next + 1, nil
		case b[next] == '\r' && next+1 == len(b):
			if c.err == nil {
				return -1, nil
			}
			return next + 1, nil
		case b[next] == '\r' && b[next+1] == '\n':
			return next + 2, nil
		default:
			return 0, c.wrong(refusal.Malformed, "csv-quote")
		}
	}
}

// field finds the field at b[i:] and the index of what ends it, -1 when b does
// not show.
func (c *Reader) field(b []byte, i int) (span, int) {
	if i < len(b) && b[i] == '"' {
		return c.quoted(b, i)
	}
	j := i
	for j < len(b) && b[j] != c.comma && b[j] != '\n' {
		j++
	}
	if j == len(b) && c.err == nil {
		return span{}, -1
	}
	to := j
	if to > i && b[to-1] == '\r' && (j == len(b) || b[j] == '\n') {
		to--
	}
	return span{i, to, false}, j
}

func (c *Reader) quoted(b []byte, i int) (span, int) {
	s := span{from: i + 1}
	for j := i + 1; ; {
		n := bytes.IndexByte(b[j:], '"')
		if n < 0 {
			return s, -1
		}
		j += n + 1
		if j == len(b) {
			if c.err == nil {
				return s, -1
			}
			s.to = j - 1
			break
		}
		if b[j] != '"' {
			s.to = j - 1
			break
		}
		s.escaped = true
		j++
	}
	s.escaped = s.escaped || bytes.IndexByte(b[s.from:s.to], '\r') >= 0
	return s, s.to + 1
}

// take turns spans into fields; the window is ours, so what is escaped shrinks
// in its place.
func (c *Reader) take() {
	b := c.buf[c.pos:c.end]
	c.fields = c.fields[:0]
	for _, s := range c.spans {
		field := b[s.from:s.to]
		if s.escaped {
			field = unescape(field)
		}
		c.fields = append(c.fields, field)
	}
}

// unescape turns "" into " and CRLF into LF.
func unescape(b []byte) []byte {
	out := b[:0]
	for i := 0; i < len(b); i++ {
		if i+1 < len(b) && (b[i] == '"' || b[i] == '\r' && b[i+1] == '\n') {
			i++
		}
		out = append(out, b[i])
	}
	return out
}

func (c *Reader) more() bool {
	if c.err != nil {
		return false
	}
	if c.pos > 0 {
		c.end = copy(c.buf, c.buf[c.pos:c.end])
		c.pos = 0
	}
	if c.end == len(c.buf) {
		if c.end >= maxRecord {
			c.err = c.wrong(refusal.TooLong, "", "max", maxRecord)
			return false
		}
		c.buf = append(c.buf, make([]byte, len(c.buf))...)
	}
	n, err := io.ReadFull(c.r, c.buf[c.end:])
	c.end += n
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	c.err = err
	// At the end of the file the same bytes mean more: the last field is whole.
	return n > 0 || err == io.EOF && c.end > 0
}

func (c *Reader) unfinished() error {
	if c.err != io.EOF {
		return c.err
	}
	return c.wrong(refusal.Truncated, "")
}

// Row is the number of the record just read, from 1.
func (c *Reader) Row() int { return c.row }

// Ended reports whether the record just read ends where the file does, or where
// the part of it that is there does.
func (c *Reader) Ended() bool { return c.pos == c.end && c.err == io.EOF }

// Where is the place in the file.
func (c *Reader) Where() string { return fmt.Sprintf("row %d", c.row+1) }

func (c *Reader) wrong(kind refusal.Kind, why string, pairs ...any) error {
	return refusal.New(kind, c.Where(), why, pairs...)
}
