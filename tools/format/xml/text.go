package xml

import (
	"bytes"
	"io"
	"unicode/utf8"

	"akashi/tools/format/refusal"
)

// text reads character data up to the next markup, or as much of it as the
// window holds.
func (x *Reader) text() error {
	n := bytes.IndexByte(x.buf[x.pos:x.end], '<')
	for n < 0 {
		have := x.end - x.pos
		if have == len(x.buf) {
			if n = pieceEnd(x.buf); n > 0 {
				break
			}
		}
		if !x.more() {
			if n = x.end - x.pos; x.err != io.EOF {
				n = pieceEnd(x.buf[x.pos:x.end])
			}
			break
		}
		if n = bytes.IndexByte(x.buf[x.pos+have:x.end], '<'); n >= 0 {
			n += have
		}
	}
	if n == 0 {
		return x.err
	}
	x.data, x.raw = x.buf[x.pos:x.pos+n], false
	if x.Depth() == 0 && len(bytes.TrimLeft(x.data, x.outside())) > 0 {
		return x.wrong(refusal.Malformed, "xml-text-outside")
	}
	if err := x.hold(x.data, x.texts); err != nil {
		return err
	}
	x.pos += n
	return nil
}

// outside is what may stand around the root element.
func (x *Reader) outside() string {
	if x.rules.Loose {
		return "\uFEFF \t\r\n"
	}
	return " \t\r\n"
}

// hold checks a piece of text and counts it.
func (x *Reader) hold(piece []byte, allowed *classes) error {
	if x.run += len(piece); x.run > x.rules.Text {
		return x.wrong(refusal.TooLong, "", "max", x.rules.Text)
	}
	if at, kind, what := check(piece, allowed); what != "" {
		return x.wrongAt(piece, at, kind, what)
	}
	return nil
}

// pieceEnd returns where text that goes on may be parted: not inside a character,
// a reference, a line end or "]]>".
func pieceEnd(b []byte) int {
	n := len(b)
	tail := b[max(0, n-longestReference):]
	if amp := bytes.LastIndexByte(tail, '&'); amp >= 0 && bytes.IndexByte(tail[amp:], ';') < 0 {
		n -= len(tail) - amp
	}
	for i := 1; i < utf8.UTFMax && i <= n; i++ {
		if last := b[n-i : n]; utf8.RuneStart(last[0]) {
			if !utf8.FullRune(last) {
				n -= i
			}
			break
		}
	}
	for range 2 {
		if n > 0 && (b[n-1] == ']' || b[n-1] == '\r') {
			n--
		}
	}
	return n
}

// upTo hands out the next piece of what stands before mark, and passes over the
// mark when it has come to it.
func (x *Reader) upTo(mark string) (piece []byte, ended bool, err error) {
	for {
		b := x.buf[x.pos:x.end]
		if n := bytes.Index(b, []byte(mark)); n >= 0 {
			x.pos += n + len(mark)
			return b[:n], true, nil
		}
		if len(b) == len(x.buf) {
			if n := pieceEnd(b[:max(0, len(b)-len(mark)+1)]); n > 0 {
				x.pos += n
				return b[:n], false, nil
			}
		}
		if !x.more() {
			return nil, false, x.cut()
		}
	}
}

// until returns the index of mark at or after from, counted from pos, and reads
// on as far as needed, at most limit bytes.
func (x *Reader) until(mark string, from, limit int) (int, error) {
	for {
		n := -1
		if from <= x.end-x.pos {
			n = bytes.Index(x.buf[x.pos+from:x.end], []byte(mark))
		}
		if n < 0 && x.end-x.pos > limit || from+n > limit {
			return 0, x.wrong(refusal.TooLong, "", "max", limit)
		}
		if n >= 0 {
			return from + n, nil
		}
		if !x.more() {
			return 0, x.cut()
		}
	}
}
