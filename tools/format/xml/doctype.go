package xml

import (
	"bytes"

	"akashi/tools/format/refusal"
)

// doctype passes over <!DOCTYPE …>. What it names outside is never fetched; an
// internal part may describe elements and attributes, but an entity, by which a
// small file becomes a large one or reads another, is refused.
func (x *Reader) doctype() error {
	if x.begun {
		return x.wrong(refusal.Malformed, "xml-doctype-late")
	}
	x.typed = true
	for {
		n, err := x.doctypeEnd(x.buf[x.pos:x.end])
		if err != nil {
			return err
		}
		if n > x.rules.Markup || n == 0 && x.end-x.pos > x.rules.Markup {
			return x.wrong(refusal.TooLong, "", "max", x.rules.Markup)
		}
		if n > 0 {
			x.data = x.buf[x.pos : x.pos+n]
			x.pos += n
			return nil
		}
		if !x.more() {
			return x.cut()
		}
	}
}

// doctypeEnd returns the index after the DOCTYPE in b, 0 when b ends before.
func (x *Reader) doctypeEnd(b []byte) (int, error) {
	open := 0 // nested "<"
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '<':
			if bytes.HasPrefix(b[i:], []byte("<!--")) {
				n := bytes.Index(b[i+4:], []byte("-->"))
				if n < 0 {
					return 0, nil
				}
				i += 4 + n + 2
				continue
			}
			if bytes.HasPrefix(b[i:], []byte("<!ENTITY")) {
				return 0, x.wrong(refusal.Entity, "")
			}
			open++
		case '>':
			if open--; open == 0 {
				return i + 1, nil
			}
		case '%':
			return 0, x.wrong(refusal.Entity, "")
		case '"', '\'':
			n := bytes.IndexByte(b[i+1:], b[i])
			if n < 0 {
				return 0, nil
			}
			i += n + 1
		}
	}
	return 0, nil
}
