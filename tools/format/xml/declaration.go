package xml

import (
	"bytes"

	"akashi/tools/format/refusal"
)

// instruction reads <?…?>. The XML declaration may only stand at the beginning
// and only name version 1.0; its encoding has been dealt with before.
func (x *Reader) instruction() error {
	n, err := x.until("?>", len("<?"), x.rules.Markup)
	if err != nil {
		return err
	}
	body := x.buf[x.pos+2 : x.pos+n]
	x.name = body[:x.nameEnd(body, 0)]
	if !x.rules.Loose {
		err = x.checkInstruction(body)
	}
	x.pos += n + len("?>")
	return err
}

func (x *Reader) checkInstruction(body []byte) error {
	if len(x.name) == 0 || !x.nameStart(x.name[0]) {
		return x.wrong(refusal.Malformed, "xml-instruction")
	}
	if at, kind, what := check(body, x.rest); what != "" {
		return x.wrongAt(body, at, kind, what)
	}
	if !bytes.EqualFold(x.name, []byte("xml")) {
		return nil
	}
	if x.gone+int64(x.pos) > 0 || string(x.name) != "xml" {
		return x.wrong(refusal.Malformed, "xml-declaration-place")
	}
	if version := Declared(body, "version"); version != "1.0" {
		return x.wrong(refusal.Malformed, "xml-version", "given", refusal.Clip([]byte(version)))
	}
	return nil
}

// Declared returns the value of name="value" in an XML declaration.
func Declared(body []byte, name string) string {
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
func (x *Reader) declaration() (Kind, error) {
	const longest = len("<![CDATA[")
	for x.end-x.pos < longest && x.more() {
		continue
	}
	head := x.buf[x.pos:x.end]
	switch {
	case bytes.HasPrefix(head, []byte("<!--")):
		return 0, x.comment()
	case bytes.HasPrefix(head, []byte("<![CDATA[")):
		return Text, x.openCDATA()
	case bytes.HasPrefix(head, []byte("<!DOCTYPE")):
		return Doctype, x.doctype()
	}
	return 0, x.wrong(refusal.Malformed, "xml-markup")
}

// comment passes over <!--…-->.
func (x *Reader) comment() error {
	mark := "--"
	if x.rules.Loose {
		mark = "-->"
	}
	x.pos += len("<!--")
	for over := false; !over; {
		piece, ended, err := x.upTo(mark)
		if err == nil {
			err = x.hold(piece, x.rest)
		}
		if err != nil {
			return err
		}
		over = ended
	}
	if x.rules.Loose {
		return nil
	}
	if x.pos == x.end && !x.more() {
		return x.cut()
	}
	if x.buf[x.pos] != '>' {
		return x.wrong(refusal.Malformed, "xml-comment")
	}
	x.pos++
	return nil
}

func (x *Reader) openCDATA() error {
	if x.Depth() == 0 {
		return x.wrong(refusal.Malformed, "xml-cdata-outside")
	}
	x.pos += len("<![CDATA[")
	return x.cdata()
}

// cdata reads the next piece of a CDATA.
func (x *Reader) cdata() error {
	piece, ended, err := x.upTo("]]>")
	x.data, x.raw, x.inside = piece, true, err == nil && !ended
	if err != nil {
		return err
	}
	return x.hold(piece, x.rest)
}
