package scan

import "bytes"

// instruction reads <?…?>. The XML declaration may only stand at the beginning
// and only name version 1.0; its encoding has been dealt with before.
func (x *xmlReader) instruction() error {
	n, err := x.until("?>", 2, xmlMaxDoctype)
	if err != nil {
		return err
	}
	body := x.buf[x.pos+2 : x.pos+n]
	target := body[:nameEnd(body, 0)]
	if len(target) == 0 || !nameStart(target[0]) {
		return x.wrong("report-malformed", "<? stands without a name")
	}
	if what := check(body, cdataClass); what != "" {
		return x.wrong("report-malformed", "%s", what)
	}
	if bytes.EqualFold(target, []byte("xml")) {
		if x.gone+int64(x.pos) > 0 || string(target) != "xml" {
			return x.wrong("report-malformed", "an XML declaration stands elsewhere than at the beginning")
		}
		if version := pseudo(body, "version"); version != "1.0" {
			return x.wrong("report-malformed", "the file declares XML version %.10q, not 1.0", version)
		}
	}
	x.pos += n + len("?>")
	return nil
}

// pseudo returns the value of name="value" in an XML declaration.
func pseudo(body []byte, name string) string {
	_, rest, found := bytes.Cut(body, []byte(name))
	rest = bytes.TrimLeft(rest, " \t\r\n")
	if !found || len(rest) == 0 || rest[0] != '=' {
		return ""
	}
	rest = bytes.TrimLeft(rest[1:], " \t\r\n")
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	value, _, closed := bytes.Cut(rest[1:], rest[:1])
	if !closed {
		return ""
	}
	return string(value)
}

// declaration reads <!…: a comment, CDATA or DOCTYPE.
func (x *xmlReader) declaration() (kind, error) {
	const longest = len("<![CDATA[")
	for x.end-x.pos < longest && x.more() {
		continue
	}
	head := x.buf[x.pos:x.end]
	switch {
	case bytes.HasPrefix(head, []byte("<!--")):
		return 0, x.comment()
	case bytes.HasPrefix(head, []byte("<![CDATA[")):
		return charData, x.cdata()
	case bytes.HasPrefix(head, []byte("<!DOCTYPE")):
		return 0, x.doctype()
	}
	return 0, x.wrong("report-malformed", "<! begins neither a comment nor CDATA nor DOCTYPE")
}

func (x *xmlReader) comment() error {
	n, err := x.until("--", len("<!--"), xmlMaxToken)
	if err != nil {
		return err
	}
	for x.end-x.pos < n+len("-->") {
		if !x.more() {
			return x.cut()
		}
	}
	if x.buf[x.pos+n+2] != '>' {
		return x.wrong("report-malformed", "a comment holds --")
	}
	if what := check(x.buf[x.pos:x.pos+n], cdataClass); what != "" {
		return x.wrong("report-malformed", "%s", what)
	}
	x.pos += n + len("-->")
	return nil
}

func (x *xmlReader) cdata() error {
	if x.depth() == 0 {
		return x.wrong("report-malformed", "CDATA stands outside the root element")
	}
	const open = len("<![CDATA[")
	n, err := x.until("]]>", open, xmlMaxToken)
	if err != nil {
		return err
	}
	x.data, x.raw = x.buf[x.pos+open:x.pos+n], true
	if what := check(x.data, cdataClass); what != "" {
		return x.wrong("report-malformed", "%s", what)
	}
	x.pos += n + len("]]>")
	return nil
}

// doctype passes over <!DOCTYPE …>. What it names outside is never fetched; an
// internal part may describe elements and attributes, but an entity, by which a
// small file becomes a large one or reads another, is refused.
func (x *xmlReader) doctype() error {
	if x.begun {
		return x.wrong("report-malformed", "DOCTYPE stands after the root element has begun")
	}
	for {
		n, err := x.doctypeEnd(x.buf[x.pos:x.end])
		if err != nil {
			return err
		}
		if n > 0 {
			x.pos += n
			return nil
		}
		if x.end-x.pos > xmlMaxDoctype {
			return x.wrong("report-token-too-long", "DOCTYPE is longer than %d bytes", xmlMaxDoctype)
		}
		if !x.more() {
			return x.cut()
		}
	}
}

// doctypeEnd returns the index after the DOCTYPE in b, 0 when b ends before.
func (x *xmlReader) doctypeEnd(b []byte) (int, error) {
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
				return 0, x.wrong("report-entity", "DOCTYPE declares an entity; a report needs none: export it without")
			}
			open++
		case '>':
			if open--; open == 0 {
				return i + 1, nil
			}
		case '%':
			return 0, x.wrong("report-entity", "DOCTYPE uses a parameter entity; a report needs none: export it without")
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
