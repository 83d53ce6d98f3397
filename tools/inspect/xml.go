package inspect

import (
	"bytes"
	"regexp"

	"akashi/tools/format/refusal"
	"akashi/tools/format/xml"
)

// tag is the start tag that a scan stands at.
type tag struct{ x *xml.Reader }

func (t tag) local() string { return string(t.x.Local()) }

// attr returns the value of the first attribute with this local name.
func (t tag) attr(local string) string {
	for name, value := range t.x.Attrs() {
		if string(xml.Local(name)) == local {
			return string(value)
		}
	}
	return ""
}

// xmlSink is told what a scan meets. A nil function is not told.
type xmlSink struct {
	start func(t tag)
	end   func()
	text  func(chunk []byte)
	pi    func(target string)
}

// scanXML reads a file of markup once, in bounded memory, and returns what is
// wrong with it. It asks for nesting, names and quoting, but resolves and fetches
// nothing. What it lets pass may still be refused by a reader.
func (in *inspector) scanXML(f file, sink xmlSink) []Code {
	r, name := markupReader(f)
	if r == nil {
		return []Code{encodingUnknown}
	}
	in.setEncoding(f, name)
	x := xml.New(r, xml.Loose(in.limits.Nesting, in.limits.Token))
	err := sink.follow(x)
	var codes []Code
	if x.Typed() {
		codes = append(codes, xmlDoctype)
	}
	if err != nil {
		codes = append(codes, xmlCode(err))
	}
	return codes
}

// xmlCode says why the scan stopped.
func xmlCode(err error) Code {
	code, known := map[refusal.Kind]Code{
		refusal.Malformed: xmlBroken, refusal.Truncated: xmlBroken,
		refusal.Entity: xmlEntity, refusal.Reference: xmlEntity,
		refusal.TooDeep: xmlDeep, refusal.TooLong: xmlToken, refusal.TooManyAttributes: xmlToken,
	}[refusal.KindOf(err)]
	if !known { // the file itself could not be read on
		return encodingUnknown
	}
	return code
}

func (s xmlSink) follow(x *xml.Reader) error {
	for {
		k, err := x.Next()
		if err != nil || k == xml.EndOfFile {
			return err
		}
		if err := s.tell(x, k); err != nil {
			return err
		}
	}
}

func (s xmlSink) tell(x *xml.Reader, k xml.Kind) error {
	switch {
	case k == xml.StartTag && s.start != nil:
		s.start(tag{x})
	case k == xml.EndTag && s.end != nil:
		s.end()
	case k == xml.Text && s.text != nil:
		s.text(x.Data())
	case k == xml.Instruction && s.pi != nil:
		s.pi(string(x.Name()))
	case k == xml.Doctype && declares(x.Data()):
		return refusal.New(refusal.Entity, x.Where(), "")
	}
	return nil
}

// declares refuses what a reader that is less careful with quotes might take for
// an entity. No report the office reads needs one.
func declares(doctype []byte) bool {
	said := doctypeComment.ReplaceAll(doctype, nil)
	return bytes.Contains(said, []byte("<!ENTITY")) || bytes.IndexByte(said, '%') >= 0
}

var doctypeComment = regexp.MustCompile(`(?s)<!--.*?-->`)
