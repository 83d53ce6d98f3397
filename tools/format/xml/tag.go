package xml

import (
	"bytes"

	"akashi/tools/format/refusal"
)

func (x *Reader) opening() error {
	n, err := x.parseTag(x.buf[x.pos+1 : x.end])
	for n < 0 {
		if x.end-x.pos > x.rules.Tag {
			return x.longTag()
		}
		if !x.more() {
			return x.cut()
		}
		n, err = x.parseTag(x.buf[x.pos+1 : x.end])
	}
	switch {
	case err != nil:
		return err
	case n > x.rules.Tag, len(x.name) > x.rules.Name:
		return x.longTag()
	}
	if x.Depth() == 0 && x.begun {
		return x.wrong(refusal.Malformed, "xml-second-root")
	}
	if x.Depth() == x.rules.Depth {
		return x.wrong(refusal.TooDeep, "", "max", x.rules.Depth)
	}
	if !x.rules.Loose && !oneColon(x.name) {
		return x.wrong(refusal.Malformed, "xml-prefix", "tag", refusal.Clip(x.name))
	}
	x.begun = true
	x.starts = append(x.starts, len(x.names))
	x.names = append(x.names, x.name...)
	x.pos += n + 1
	return nil
}

func (x *Reader) longTag() error {
	return x.wrong(refusal.TooLong, "", "max", x.rules.Tag)
}

// parseTag reads a start tag from b, which begins after "<". It returns the
// number of bytes used, or -1 when b ends too early.
func (x *Reader) parseTag(b []byte) (int, error) {
	i := x.nameEnd(b, 0)
	if i == len(b) {
		return -1, nil
	}
	if i == 0 || !x.nameStart(b[0]) {
		return 0, x.wrong(refusal.Malformed, "xml-no-name")
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
			return 0, x.wrong(refusal.Malformed, "xml-tag", "tag", refusal.Clip(x.name))
		}
		next, err := x.parseAttr(b, i)
		if next < 0 || err != nil {
			return next, err
		}
		i = next
	}
}

// parseAttr reads name="value" at b[i:] and returns the index after it.
func (x *Reader) parseAttr(b []byte, i int) (int, error) {
	from := i
	i = x.nameEnd(b, i)
	name := b[from:i]
	i = skipSpace(b, i)
	if i == len(b) {
		return -1, nil
	}
	if len(name) == 0 || !x.nameStart(name[0]) || !x.rules.Loose && !oneColon(name) || b[i] != '=' {
		return 0, x.wrong(refusal.Malformed, "xml-attribute", "tag", refusal.Clip(x.name))
	}
	i = skipSpace(b, i+1)
	if i == len(b) {
		return -1, nil
	}
	quote := b[i]
	if quote != '"' && quote != '\'' {
		return 0, x.wrong(refusal.Malformed, "xml-unquoted", "tag", refusal.Clip(x.name), "attribute", refusal.Clip(name))
	}
	n := bytes.IndexByte(b[i+1:], quote)
	if n < 0 {
		return -1, nil
	}
	value := b[i+1 : i+1+n]
	if at, kind, what := check(value, x.values); what != "" {
		if x.rules.Loose {
			kind = refusal.Reference // nothing else is asked of a value
		}
		return 0, x.wrongAt(value, at, kind, what, "tag", refusal.Clip(x.name), "attribute", refusal.Clip(name))
	}
	if len(x.attrs) == x.rules.Attrs {
		return 0, x.wrong(refusal.TooManyAttributes, "", "tag", refusal.Clip(x.name), "max", x.rules.Attrs)
	}
	if !x.rules.Loose && x.given(name) {
		return 0, x.wrong(refusal.Malformed, "xml-attribute-twice", "tag", refusal.Clip(x.name), "attribute", refusal.Clip(name))
	}
	x.attrs = append(x.attrs, attr{name, value})
	return i + 1 + n + 1, nil
}

// given reports whether the tag has an attribute of that name already.
func (x *Reader) given(name []byte) bool {
	for _, a := range x.attrs {
		if bytes.Equal(a.name, name) {
			return true
		}
	}
	return false
}
