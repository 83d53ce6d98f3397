package scan

import (
	"bytes"
	"fmt"
	"io"

	"akashi/fault"
)

// Limits of what one XML report may ask of the office's machine.
const (
	xmlBuffer     = 256 << 10 // first size of the window on the file
	xmlMaxToken   = 16 << 20  // one tag, one run of text, one comment
	xmlMaxTag     = 1 << 20   // one start tag
	xmlMaxDepth   = 200
	xmlMaxAttrs   = 100
	xmlMaxDoctype = 64 << 10
)

// kind is what an xmlReader has just read.
type kind uint8

const (
	startTag kind = iota + 1
	endTag
	charData // text or CDATA
	endOfFile
)

// xmlReader reads the tokens of an XML document from a sliding window. It knows
// what reports need and no more: no entities but the five of XML and numbers,
// nothing fetched, names in ASCII. What it accepts, encoding/xml reads alike.
//
// Byte slices that it hands out are good until the next token.
type xmlReader struct {
	r    io.Reader
	err  error // of r, io.EOF included, once met
	buf  []byte
	pos  int   // next byte to read
	end  int   // end of what is read
	gone int64 // bytes of the file before buf[0]

	name  []byte // of the tag just read
	data  []byte // of the text just read
	raw   bool   // data is CDATA and holds no references
	attrs []attr

	names  []byte // open elements, outermost first, end to end
	starts []int  // where each begins in names
	empty  bool   // the tag just read closes itself
	begun  bool   // the root has been opened

	scratch []byte // decoded text
	value   []byte // decoded attributes
}

type attr struct{ name, value []byte }

func newXMLReader(r io.Reader) *xmlReader {
	return &xmlReader{r: r, buf: make([]byte, xmlBuffer)}
}

// depth is the number of open elements.
func (x *xmlReader) depth() int { return len(x.starts) }

// next reads one token.
func (x *xmlReader) next() (kind, error) {
	if x.empty {
		x.empty = false
		x.pop()
		return endTag, nil
	}
	for {
		if x.pos == x.end && !x.more() {
			return x.finish()
		}
		if x.buf[x.pos] != '<' {
			if err := x.text(); err != nil || x.depth() > 0 {
				return charData, err
			}
			continue
		}
		k, err := x.markup()
		if k != 0 || err != nil {
			return k, err
		}
	}
}

func (x *xmlReader) finish() (kind, error) {
	switch {
	case x.err != io.EOF:
		return 0, x.err
	case x.depth() > 0 || !x.begun:
		return 0, x.wrong("report-truncated", "the file ends before its last element does")
	}
	return endOfFile, nil
}

// more brings further bytes into the window, keeping those from pos on. It is
// false at the end of the file.
func (x *xmlReader) more() bool {
	if x.err != nil {
		return false
	}
	if x.pos > 0 {
		x.gone += int64(x.pos)
		x.end = copy(x.buf, x.buf[x.pos:x.end])
		x.pos = 0
	}
	if x.end == len(x.buf) {
		if x.end >= xmlMaxToken {
			x.err = x.wrong("report-token-too-long", "one tag or text is longer than %d bytes", xmlMaxToken)
			return false
		}
		x.buf = append(x.buf, make([]byte, len(x.buf))...)
	}
	n, err := io.ReadFull(x.r, x.buf[x.end:])
	x.end += n
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	x.err = err
	return n > 0
}

// text reads character data up to the next markup.
func (x *xmlReader) text() error {
	n := bytes.IndexByte(x.buf[x.pos:x.end], '<')
	for n < 0 {
		have := x.end - x.pos
		if !x.more() {
			if x.err != io.EOF {
				return x.err
			}
			n = x.end - x.pos
			break
		}
		if n = bytes.IndexByte(x.buf[x.pos+have:x.end], '<'); n >= 0 {
			n += have
		}
	}
	x.data, x.raw = x.buf[x.pos:x.pos+n], false
	if what := check(x.data, textClass); what != "" {
		return x.wrong("report-malformed", "%s", what)
	}
	if x.depth() == 0 && len(bytes.TrimLeft(x.data, " \t\r\n")) > 0 {
		return x.wrong("report-malformed", "there is text outside the root element")
	}
	x.pos += n
	return nil
}

// markup reads what begins with "<". It returns no kind for what a report
// reader does not need to see.
func (x *xmlReader) markup() (kind, error) {
	if x.end-x.pos < 2 && !x.more() {
		return 0, x.cut()
	}
	switch x.buf[x.pos+1] {
	case '/':
		return endTag, x.closing()
	case '?':
		return 0, x.instruction()
	case '!':
		return x.declaration()
	}
	return startTag, x.opening()
}

// cut is the error for a file that ends inside markup.
func (x *xmlReader) cut() error {
	if x.err != nil && x.err != io.EOF {
		return x.err
	}
	return x.wrong("report-truncated", "the file ends inside a tag")
}

func (x *xmlReader) closing() error {
	n := bytes.IndexByte(x.buf[x.pos:x.end], '>')
	for n < 0 {
		if !x.more() {
			return x.cut()
		}
		n = bytes.IndexByte(x.buf[x.pos:x.end], '>')
	}
	name := x.buf[x.pos+2 : x.pos+n]
	if len(x.starts) == 0 {
		return x.wrong("report-malformed", "</%s> closes nothing", clip(name))
	}
	open := x.names[x.starts[len(x.starts)-1]:]
	if !bytes.Equal(name, open) && !bytes.Equal(bytes.TrimRight(name, " \t\r\n"), open) {
		return x.wrong("report-malformed", "<%s> is closed by </%s>", clip(open), clip(name))
	}
	x.pos += n + 1
	x.pop()
	return nil
}

func (x *xmlReader) pop() {
	last := len(x.starts) - 1
	x.name = x.names[x.starts[last]:]
	x.names = x.names[:x.starts[last]]
	x.starts = x.starts[:last]
}

func (x *xmlReader) opening() error {
	n, err := x.parseTag(x.buf[x.pos+1 : x.end])
	for n < 0 {
		if x.end-x.pos > xmlMaxTag {
			return x.wrong("report-token-too-long", "one tag is longer than %d bytes", xmlMaxTag)
		}
		if !x.more() {
			return x.cut()
		}
		n, err = x.parseTag(x.buf[x.pos+1 : x.end])
	}
	if err != nil {
		return err
	}
	if x.depth() == 0 && x.begun {
		return x.wrong("report-malformed", "there is a second root element")
	}
	if x.depth() == xmlMaxDepth {
		return x.wrong("report-too-deep", "elements are nested deeper than %d", xmlMaxDepth)
	}
	if !oneColon(x.name) {
		return x.wrong("report-malformed", "<%s> is not a name with one prefix", clip(x.name))
	}
	x.begun = true
	x.starts = append(x.starts, len(x.names))
	x.names = append(x.names, x.name...)
	x.pos += n + 1
	return nil
}

// parseTag reads a start tag from b, which begins after "<". It returns the
// number of bytes used, or -1 when b ends too early.
func (x *xmlReader) parseTag(b []byte) (int, error) {
	i := nameEnd(b, 0)
	if i == len(b) {
		return -1, nil
	}
	if i == 0 || !nameStart(b[0]) {
		return 0, x.wrong("report-malformed", "a tag has no name")
	}
	x.name, x.attrs, x.value, x.empty = b[:i], x.attrs[:0], x.value[:0], false
	for {
		before := i
		i = skipSpace(b, i)
		if i+1 >= len(b) { // the longest end is "/>"
			if i < len(b) && b[i] == '>' {
				return i + 1, nil
			}
			return -1, nil
		}
		switch {
		case b[i] == '>':
			return i + 1, nil
		case b[i] == '/' && b[i+1] == '>':
			x.empty = true
			return i + 2, nil
		case b[i] == '/' || i == before:
			return 0, x.wrong("report-malformed", "<%s> is not a well-formed tag", clip(x.name))
		}
		next, err := x.parseAttr(b, i)
		if next < 0 || err != nil {
			return next, err
		}
		i = next
	}
}

// parseAttr reads name="value" at b[i:] and returns the index after it.
func (x *xmlReader) parseAttr(b []byte, i int) (int, error) {
	from := i
	i = nameEnd(b, i)
	name := b[from:i]
	i = skipSpace(b, i)
	if i == len(b) {
		return -1, nil
	}
	if len(name) == 0 || !nameStart(name[0]) || !oneColon(name) || b[i] != '=' {
		return 0, x.wrong("report-malformed", "<%s> has an attribute that is not name=\"value\"", clip(x.name))
	}
	i = skipSpace(b, i+1)
	if i == len(b) {
		return -1, nil
	}
	quote := b[i]
	if quote != '"' && quote != '\'' {
		return 0, x.wrong("report-malformed", "<%s %s> has a value without quotes", clip(x.name), clip(name))
	}
	n := bytes.IndexByte(b[i+1:], quote)
	if n < 0 {
		return -1, nil
	}
	value := b[i+1 : i+1+n]
	if what := check(value, valueClass); what != "" {
		return 0, x.wrong("report-malformed", "<%s %s>: %s", clip(x.name), clip(name), what)
	}
	if len(x.attrs) == xmlMaxAttrs {
		return 0, x.wrong("report-too-many-attributes", "<%s> has more than %d attributes", clip(x.name), xmlMaxAttrs)
	}
	for _, a := range x.attrs {
		if bytes.Equal(a.name, name) {
			return 0, x.wrong("report-malformed", "<%s> has the attribute %s twice", clip(x.name), clip(name))
		}
	}
	x.attrs = append(x.attrs, attr{name, value})
	return i + 1 + n + 1, nil
}

// until returns the index of mark at or after from, counted from pos, and reads
// on as far as needed, at most limit bytes.
func (x *xmlReader) until(mark string, from, limit int) (int, error) {
	for {
		if from <= x.end-x.pos {
			if n := bytes.Index(x.buf[x.pos+from:x.end], []byte(mark)); n >= 0 {
				return from + n, nil
			}
			from = max(from, x.end-x.pos-len(mark)+1)
		}
		if x.end-x.pos > limit {
			return 0, x.wrong("report-token-too-long", "one piece of markup is longer than %d bytes", limit)
		}
		if !x.more() {
			return 0, x.cut()
		}
	}
}

// wrong is a refusal with the place in the file.
func (x *xmlReader) wrong(code, format string, args ...any) error {
	where := fmt.Sprintf("byte %d", x.gone+int64(x.pos))
	return fault.Problems{{Code: code, Where: where, Message: fmt.Sprintf(format, args...)}}
}

func clip(b []byte) string { return fmt.Sprintf("%.40q", b) }
