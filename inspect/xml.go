package inspect

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

// xmlTag is a start tag: its name and attributes as written.
type xmlTag struct {
	name  string
	attrs []xmlAttr
}

type xmlAttr struct{ name, value string }

func (t xmlTag) local() string { return localName(t.name) }

// attr returns the value of the first attribute with this local name.
func (t xmlTag) attr(local string) string {
	for _, a := range t.attrs {
		if localName(a.name) == local {
			return a.value
		}
	}
	return ""
}

func localName(name string) string {
	if _, local, ok := lastCut(name, ":"); ok {
		return local
	}
	return name
}

// xmlSink is told what a scan meets. A nil function is not told.
type xmlSink struct {
	start func(tag xmlTag)
	end   func()
	text  func(chunk []byte)
	pi    func(target string)
}

// scanXML reads a file of markup once, in bounded memory, and returns what is
// wrong with it. It checks nesting, names and quoting, but resolves and fetches
// nothing. What it lets pass may still be refused by a reader.
func (in *inspector) scanXML(f file, sink xmlSink) []Code {
	r, encoding := xmlReader(f)
	if r == nil {
		return []Code{encodingUnknown}
	}
	in.setEncoding(f, encoding)
	s := &xmlScan{in: bufio.NewReaderSize(r, 64<<10), sink: sink, limits: in.limits}
	for s.step() {
	}
	if !s.stopped && (len(s.open) > 0 || !s.rooted) {
		s.fail(xmlBroken)
	}
	return s.codes
}

type xmlScan struct {
	in      *bufio.Reader
	sink    xmlSink
	limits  Limits
	open    []string // names of the elements around the place
	rooted  bool
	stopped bool
	codes   []Code
	entity  []byte // an unfinished &reference
	tag     []byte
}

func (s *xmlScan) warn(code Code) { s.codes = append(s.codes, code) }

func (s *xmlScan) fail(code Code) bool {
	s.warn(code)
	s.stopped = true
	return false
}

// step reads the text up to the next tag, and the tag.
func (s *xmlScan) step() bool {
	for {
		chunk, err := s.in.ReadSlice('<')
		if !s.chars(bytes.TrimSuffix(chunk, []byte("<"))) {
			return false
		}
		if err == nil {
			break
		}
		if err != bufio.ErrBufferFull {
			s.endOfText()
			if err != io.EOF {
				return s.fail(encodingUnknown)
			}
			return false
		}
	}
	if !s.endOfText() {
		return false
	}
	next, err := s.in.ReadByte()
	if err != nil {
		return s.fail(xmlBroken)
	}
	switch next {
	case '?':
		return s.instruction()
	case '!':
		return s.declaration()
	case '/':
		return s.endTag()
	}
	return s.startTag(next)
}

// endOfText refuses a reference that never ended.
func (s *xmlScan) endOfText() bool {
	return len(s.entity) == 0 || s.fail(xmlBroken)
}

// chars checks character data: no references but the five, and nothing but
// space outside the root.
func (s *xmlScan) chars(chunk []byte) bool {
	if len(s.open) == 0 && len(bytes.Trim(chunk, "\uFEFF \t\r\n")) > 0 {
		return s.fail(xmlBroken)
	}
	if s.sink.text != nil && len(chunk) > 0 {
		s.sink.text(chunk)
	}
	return s.references(chunk)
}

// references checks each &name; of a text that arrives in chunks.
func (s *xmlScan) references(chunk []byte) bool {
	const longest = 64
	for len(chunk) > 0 {
		if len(s.entity) == 0 {
			at := bytes.IndexByte(chunk, '&')
			if at < 0 {
				return true
			}
			chunk, s.entity = chunk[at+1:], append(s.entity, '&')
			continue
		}
		part, after, ended := bytes.Cut(chunk, []byte(";"))
		if len(s.entity)+len(part) > longest {
			return s.fail(xmlBroken)
		}
		if s.entity = append(s.entity, part...); !ended {
			return true
		}
		if !knownReference(s.entity[1:]) {
			return s.fail(xmlEntity)
		}
		chunk, s.entity = after, s.entity[:0]
	}
	return true
}

func (s *xmlScan) instruction() bool {
	target := []byte{}
	for len(target) < 64 {
		b, err := s.in.ReadByte()
		if err != nil {
			return s.fail(xmlBroken)
		}
		if bytes.IndexByte([]byte(" \t\r\n?"), b) >= 0 {
			_ = s.in.UnreadByte()
			break
		}
		target = append(target, b)
	}
	if s.sink.pi != nil {
		s.sink.pi(string(target))
	}
	return s.skipTo("?>", nil)
}

// skipTo passes over everything up to and including mark, showing it to see.
func (s *xmlScan) skipTo(mark string, see func(chunk []byte)) bool {
	carry := make([]byte, 0, 8)
	for {
		chunk, err := s.in.ReadSlice(mark[len(mark)-1])
		if see != nil {
			see(chunk)
		}
		if len(chunk) >= len(mark) {
			carry = append(carry[:0], chunk[len(chunk)-len(mark):]...)
		} else {
			carry = append(carry, chunk...)
			carry = carry[max(0, len(carry)-len(mark)):]
		}
		if string(carry) == mark {
			return true
		}
		if err != nil && err != bufio.ErrBufferFull {
			return s.fail(xmlBroken)
		}
	}
}

func (s *xmlScan) declaration() bool {
	for _, row := range []struct {
		begin string
		read  func() bool
	}{
		{"--", func() bool { return s.skipTo("-->", nil) }},
		{"[CDATA[", s.cdata},
		{"DOCTYPE", s.doctype},
	} {
		if ahead, _ := s.in.Peek(len(row.begin)); string(ahead) == row.begin {
			_, _ = s.in.Discard(len(row.begin))
			return row.read()
		}
	}
	return s.fail(xmlBroken)
}

func (s *xmlScan) cdata() bool {
	if len(s.open) == 0 {
		return s.fail(xmlBroken)
	}
	return s.skipTo("]]>", s.sink.text)
}

// doctype reads a document type without obeying it. Entities of its own are
// refused, whatever they hold: no report the office reads needs one.
func (s *xmlScan) doctype() bool {
	if s.rooted {
		return s.fail(xmlBroken)
	}
	s.warn(xmlDoctype)
	text, ok := s.doctypeText()
	if !ok {
		return false
	}
	if bytes.Contains(text, []byte("<!ENTITY")) || bytes.IndexByte(text, '%') >= 0 {
		return s.fail(xmlEntity)
	}
	return true
}

func (s *xmlScan) doctypeText() ([]byte, bool) {
	var text []byte
	quote, inner := byte(0), 0
	for {
		b, err := s.in.ReadByte()
		if err != nil {
			return nil, s.fail(xmlBroken)
		}
		if text = append(text, b); len(text) > min(s.limits.Token, 64<<10) {
			return nil, s.fail(xmlToken)
		}
		switch {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '-' && bytes.HasSuffix(text, []byte("<!--")):
			if !s.skipTo("-->", nil) {
				return nil, false
			}
			inner--
		case b == '"' || b == '\'':
			quote = b
		case b == '<' || b == '[':
			inner++
		case b == ']':
			inner--
		case b == '>' && inner <= 0:
			return text, true
		case b == '>':
			inner--
		}
	}
}

// readTag collects a tag up to its closing bracket, quotes respected.
func (s *xmlScan) readTag(first []byte) ([]byte, bool) {
	s.tag = append(s.tag[:0], first...)
	quote := byte(0)
	for {
		b, err := s.in.ReadByte()
		if err != nil {
			return nil, s.fail(xmlBroken)
		}
		switch {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == '<':
			return nil, s.fail(xmlBroken)
		case b == '>':
			return s.tag, true
		}
		if s.tag = append(s.tag, b); len(s.tag) > s.limits.Token {
			return nil, s.fail(xmlToken)
		}
	}
}

func (s *xmlScan) endTag() bool {
	tag, ok := s.readTag(nil)
	if !ok {
		return false
	}
	name := strings.TrimRight(string(tag), " \t\r\n")
	if len(s.open) == 0 || s.open[len(s.open)-1] != name {
		return s.fail(xmlBroken)
	}
	return s.leave()
}

func (s *xmlScan) startTag(first byte) bool {
	raw, ok := s.readTag([]byte{first})
	if !ok {
		return false
	}
	closed := bytes.HasSuffix(raw, []byte("/"))
	tag, wrong := parseTag(bytes.TrimSuffix(raw, []byte("/")))
	switch {
	case wrong != "":
		return s.fail(wrong)
	case len(s.open) == 0 && s.rooted:
		return s.fail(xmlBroken)
	case len(s.open) >= s.limits.Nesting:
		return s.fail(xmlDeep)
	}
	s.rooted = true
	if s.sink.start != nil {
		s.sink.start(tag)
	}
	s.open = append(s.open, tag.name)
	return !closed || s.leave()
}

// leave ends the innermost element.
func (s *xmlScan) leave() bool {
	s.open = s.open[:len(s.open)-1]
	if s.sink.end != nil {
		s.sink.end()
	}
	return true
}
