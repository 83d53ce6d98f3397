package xml

import (
	"bytes"
	"fmt"
	"io"

	"akashi/tools/format/refusal"
)

// Kind is what a Reader has just read.
type Kind uint8

// The kinds of token. Comments are passed over.
const (
	StartTag Kind = iota + 1
	EndTag
	Text        // a piece of text or CDATA
	Instruction // <?name …?>
	Doctype
	EndOfFile
)

// Reader reads the tokens of an XML document from a sliding window.
//
// Byte slices that it hands out are good until the next token.
type Reader struct {
	r     io.Reader
	rules Rules
	err   error // of r, io.EOF included, once met
	buf   []byte
	pos   int   // next byte to read
	end   int   // end of what is read
	gone  int64 // bytes of the file before buf[0]
	lines int   // that end in them

	name  []byte // of the tag or instruction just read
	data  []byte // of the text just read
	raw   bool   // data is CDATA and holds no references
	attrs []attr

	names  []byte // open elements, outermost first, end to end
	starts []int  // where each begins in names
	empty  bool   // the tag just read closes itself
	inside bool   // of a CDATA that is not over
	begun  bool   // the root has been opened
	typed  bool   // a DOCTYPE has begun
	run    int    // bytes of the text that is not over

	letters             *[256]bool // of names
	texts, values, rest *classes   // of characters in text, in attributes, elsewhere

	scratch []byte // decoded text
	value   []byte // decoded attributes
}

type attr struct{ name, value []byte }

// New returns a reader of a document in UTF-8.
func New(r io.Reader, rules Rules) *Reader {
	x := &Reader{r: r, rules: rules, buf: make([]byte, rules.Window)}
	x.letters, x.texts, x.values, x.rest = strictLetters, strictTexts, strictValues, strictRest
	if rules.Loose {
		x.letters, x.texts, x.values, x.rest = looseLetters, looseTexts, looseTexts, looseRest
	}
	return x
}

// Depth is the number of open elements.
func (x *Reader) Depth() int { return len(x.starts) }

// Next reads one token.
func (x *Reader) Next() (Kind, error) {
	if x.empty {
		x.empty = false
		x.pop()
		return EndTag, nil
	}
	if x.inside {
		return Text, x.cdata()
	}
	for {
		if x.pos == x.end && !x.more() {
			return x.finish()
		}
		if x.buf[x.pos] != '<' {
			if err := x.text(); err != nil || x.Depth() > 0 {
				return Text, err
			}
			continue
		}
		x.run = 0
		k, err := x.markup()
		if k != 0 || err != nil {
			return k, err
		}
	}
}

func (x *Reader) finish() (Kind, error) {
	switch {
	case x.err != io.EOF:
		return 0, x.err
	case x.Depth() > 0 || !x.begun:
		return 0, x.wrong(refusal.Truncated, "")
	}
	return EndOfFile, nil
}

// more brings further bytes into the window, keeping those from pos on. It is
// false at the end of the file.
func (x *Reader) more() bool {
	if x.err != nil {
		return false
	}
	if x.pos > 0 {
		x.gone += int64(x.pos)
		x.lines += bytes.Count(x.buf[:x.pos], newline)
		x.end = copy(x.buf, x.buf[x.pos:x.end])
		x.pos = 0
	}
	if x.end == len(x.buf) { // what is read at once holds to the rules
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

// markup reads what begins with "<". It returns no kind for what nobody needs to
// see.
func (x *Reader) markup() (Kind, error) {
	if x.end-x.pos < 2 && !x.more() {
		return 0, x.cut()
	}
	switch x.buf[x.pos+1] {
	case '/':
		return EndTag, x.closing()
	case '?':
		return Instruction, x.instruction()
	case '!':
		return x.declaration()
	}
	return StartTag, x.opening()
}

// cut is the error for a file that ends inside markup.
func (x *Reader) cut() error {
	if x.err != nil && x.err != io.EOF {
		return x.err
	}
	return x.wrong(refusal.Truncated, "")
}

func (x *Reader) closing() error {
	n := bytes.IndexByte(x.buf[x.pos:x.end], '>')
	for n < 0 {
		if x.end-x.pos > x.rules.Tag {
			return x.longTag()
		}
		if !x.more() {
			return x.cut()
		}
		n = bytes.IndexByte(x.buf[x.pos:x.end], '>')
	}
	name := x.buf[x.pos+2 : x.pos+n]
	if len(x.starts) == 0 {
		return x.wrong(refusal.Malformed, "xml-closes-nothing", "tag", refusal.Clip(name))
	}
	open := x.names[x.starts[len(x.starts)-1]:]
	if !bytes.Equal(name, open) && !bytes.Equal(bytes.TrimRight(name, " \t\r\n"), open) {
		return x.wrong(refusal.Malformed, "xml-closed-by", "tag", refusal.Clip(open), "by", refusal.Clip(name))
	}
	x.pos += n + 1
	x.pop()
	return nil
}

func (x *Reader) pop() {
	last := len(x.starts) - 1
	x.name = x.names[x.starts[last]:]
	x.names = x.names[:x.starts[last]]
	x.starts = x.starts[:last]
}

// wrong is a refusal with the place in the file.
func (x *Reader) wrong(kind refusal.Kind, why string, pairs ...any) error {
	return refusal.New(kind, x.Where(), why, pairs...)
}

// wrongAt is a refusal of the character at piece[at], a piece of the window.
func (x *Reader) wrongAt(piece []byte, at int, kind refusal.Kind, why string, pairs ...any) error {
	pos := cap(x.buf) - cap(piece) + at
	return refusal.New(kind, x.where(pos), why, append(pairs, "character", named(piece[at:]))...)
}

// named is a character, or the reference to one by its number, in letters that can be
// shown.
func named(b []byte) string {
	if b[0] == '&' {
		ref, _, _ := bytes.Cut(b[:min(len(b), longestReference)], []byte(";"))
		return refusal.Clip(ref) + ";"
	}
	return fmt.Sprintf("U+%04X", b[0])
}

// Where is the place in the file.
func (x *Reader) Where() string { return x.where(x.pos) }

var newline = []byte("\n")

func (x *Reader) where(pos int) string {
	return fmt.Sprintf("line %d, byte %d", 1+x.lines+bytes.Count(x.buf[:pos], newline), x.gone+int64(pos))
}

// Typed reports whether a DOCTYPE has begun.
func (x *Reader) Typed() bool { return x.typed }
