package scan

import "bytes"

// xml returns a reader that has just opened the root element.
func (in *input) xml() (*xmlReader, error) {
	x := newXMLReader(in.text)
	for {
		k, err := x.next()
		if k == startTag || err != nil {
			return x, err
		}
		if k == endOfFile {
			return nil, x.wrong("report-truncated", "the file holds no element")
		}
	}
}

// finishDocument reads the rest of the document, so that a file cut off after
// its last finding is refused too.
func (x *xmlReader) finishDocument() error {
	for {
		k, err := x.next()
		if err != nil || k == endOfFile {
			return err
		}
	}
}

// each calls fn at the start tag of every child of the open element and returns
// after its end tag. What fn leaves of a child is passed over. The name is
// without its prefix and good until fn reads on.
func (x *xmlReader) each(fn func(name []byte) error) error {
	inside := x.depth()
	for {
		k, err := x.next()
		if err != nil {
			return err
		}
		switch {
		case k == endOfFile || k == endTag && x.depth() < inside:
			return nil
		case k == startTag:
			child := x.depth()
			if err := fn(x.local()); err != nil {
				return err
			}
			if err := x.skipTo(child - 1); err != nil {
				return err
			}
		}
	}
}

// skipTo passes over everything until no more than depth elements are open.
func (x *xmlReader) skipTo(depth int) error {
	for x.depth() > depth {
		if _, err := x.next(); err != nil {
			return err
		}
	}
	return nil
}

// content returns the character data directly inside the open element and reads
// to its end; child elements are passed over. The bytes are good until the next
// call.
func (x *xmlReader) content() ([]byte, error) {
	inside := x.depth()
	x.scratch = x.scratch[:0]
	for {
		k, err := x.next()
		if err != nil {
			return nil, err
		}
		switch {
		case k == charData && x.depth() == inside:
			x.scratch = decode(x.scratch, x.data, x.raw)
			if len(x.scratch) > xmlMaxToken {
				return nil, x.wrong("report-token-too-long", "the text of one element is longer than %d bytes", xmlMaxToken)
			}
		case k == endTag && x.depth() < inside:
			return x.scratch, nil
		}
	}
}

// local returns the name of the tag just read without its prefix.
func (x *xmlReader) local() []byte {
	if i := bytes.LastIndexByte(x.name, ':'); i >= 0 {
		return x.name[i+1:]
	}
	return x.name
}

// attr returns the value of an attribute of the start tag just read, nil when
// it has none of that name.
func (x *xmlReader) attr(name string) []byte {
	for _, a := range x.attrs {
		if string(a.name) != name {
			continue
		}
		if bytes.IndexByte(a.value, '&') < 0 && bytes.IndexByte(a.value, '\r') < 0 {
			return a.value
		}
		from := len(x.value)
		x.value = decode(x.value, a.value, false)
		return x.value[from:]
	}
	return nil
}
