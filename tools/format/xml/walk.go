package xml

import (
	"bytes"
	"iter"

	"akashi/tools/format/refusal"
)

// Open reads up to the start tag of the root element.
func (x *Reader) Open() error {
	for {
		k, err := x.Next()
		if k == StartTag || err != nil {
			return err
		}
		if k == EndOfFile {
			return x.wrong(refusal.Truncated, "")
		}
	}
}

// Finish reads the rest of the document, so that a file cut off after
// its last finding is refused too.
func (x *Reader) Finish() error {
	for {
		k, err := x.Next()
		if err != nil || k == EndOfFile {
			return err
		}
	}
}

// Each calls fn at the start tag of every child of the open element and returns
// after its end tag. What fn leaves of a child is passed over. The name is
// without its prefix and good until fn reads on.
func (x *Reader) Each(fn func(name []byte) error) error {
	inside := x.Depth()
	for {
		k, err := x.Next()
		if err != nil {
			return err
		}
		switch {
		case k == EndOfFile || k == EndTag && x.Depth() < inside:
			return nil
		case k == StartTag:
			child := x.Depth()
			if err := fn(x.Local()); err != nil {
				return err
			}
			if err := x.SkipTo(child - 1); err != nil {
				return err
			}
		}
	}
}

// SkipTo passes over everything until no more than depth elements are open.
func (x *Reader) SkipTo(depth int) error {
	for x.Depth() > depth {
		if _, err := x.Next(); err != nil {
			return err
		}
	}
	return nil
}

// Content returns the character data directly inside the open element and reads
// to its end; child elements are passed over. The bytes are good until the next
// call.
func (x *Reader) Content() ([]byte, error) {
	inside := x.Depth()
	x.scratch = x.scratch[:0]
	for {
		k, err := x.Next()
		if err != nil {
			return nil, err
		}
		switch {
		case k == Text && x.Depth() == inside:
			x.scratch = x.AppendText(x.scratch)
			if len(x.scratch) > x.rules.Text {
				return nil, x.wrong(refusal.TooLong, "", "max", x.rules.Text)
			}
		case k == EndTag && x.Depth() < inside:
			return x.scratch, nil
		}
	}
}

// Name returns the name of the tag or instruction just read.
func (x *Reader) Name() []byte { return x.name }

// Local returns the name of the tag just read without its prefix.
func (x *Reader) Local() []byte { return Local(x.name) }

// Local returns a name without its prefix.
func Local(name []byte) []byte { return name[bytes.LastIndexByte(name, ':')+1:] }

// Data returns the text or DOCTYPE just read as it is written.
func (x *Reader) Data() []byte { return x.data }

// AppendText appends the text just read, with its references resolved.
func (x *Reader) AppendText(dst []byte) []byte { return decode(dst, x.data, x.raw) }

// Attrs gives the names and values of the start tag just read.
func (x *Reader) Attrs() iter.Seq2[[]byte, []byte] {
	return func(yield func(name, value []byte) bool) {
		for _, a := range x.attrs {
			if !yield(a.name, x.resolved(a.value)) {
				return
			}
		}
	}
}

// Attr returns the value of an attribute of the start tag just read, nil when
// it has none of that name.
func (x *Reader) Attr(name string) []byte {
	for _, a := range x.attrs {
		if string(a.name) == name {
			return x.resolved(a.value)
		}
	}
	return nil
}

func (x *Reader) resolved(value []byte) []byte {
	if bytes.IndexByte(value, '&') < 0 && bytes.IndexByte(value, '\r') < 0 {
		return value
	}
	from := len(x.value)
	x.value = decode(x.value, value, false)
	return x.value[from:]
}
