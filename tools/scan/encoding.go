package scan

import (
	"bufio"
	"bytes"
	"io"
	"strings"

	"akashi/tools/format/encoding"
	"akashi/tools/format/xml"
	"akashi/values/fault"
)

// headSize is how much of a file decides its format and encoding.
const headSize = 64 << 10

// toUTF8 returns the file as UTF-8 without a byte order mark. The encoding is
// told by the mark, by the XML declaration, or by the first bytes; a file that
// begins with neither mark nor declaration is UTF-16 by its zero bytes, UTF-8 or,
// failing that, CP932. Text that says it is UTF-8 is passed on as it is, for the
// readers check it. Lines that end in CR alone, as Excel for Mac writes them, end in
// LF.
func toUTF8(r io.Reader) (*bufio.Reader, error) {
	in := bufio.NewReaderSize(r, headSize)
	head, err := in.Peek(headSize)
	if err != nil && err != io.EOF {
		return nil, err
	}
	e, err := tellEncoding(head, err == io.EOF)
	if err != nil {
		return nil, err
	}
	if mark := []byte(e.Mark()); bytes.HasPrefix(head, mark) {
		if _, err := in.Discard(len(mark)); err != nil {
			return nil, err
		}
	}
	if !e.IsUTF8() {
		in = bufio.NewReaderSize(e.Reader(in), headSize)
	}
	return lineEnds(in)
}

// lineEnds turns CR into LF where no line of the beginning ends in LF.
func lineEnds(in *bufio.Reader) (*bufio.Reader, error) {
	head, err := in.Peek(headSize)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if bytes.IndexByte(head, '\n') >= 0 || bytes.IndexByte(head, '\r') < 0 {
		return in, nil
	}
	return bufio.NewReaderSize(carriageReturns{in}, headSize), nil
}

// carriageReturns reads LF for CR.
type carriageReturns struct{ r io.Reader }

// Read implements io.Reader.
func (c carriageReturns) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	for i, b := range p[:n] {
		if b == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

func tellEncoding(head []byte, whole bool) (encoding.Encoding, error) {
	if encoding.MarkedUTF32(head) {
		return encoding.Encoding{}, encodingProblem("UTF-32")
	}
	if e, marked := encoding.Marked(head); marked {
		return e, nil
	}
	if e, found := encoding.Unmarked16(head); found {
		return e, nil
	}
	switch {
	case bytes.HasPrefix(head, []byte("<?xml")):
		return declaredEncoding(head)
	case encoding.Looks(head, whole):
		return encoding.UTF8, nil
	}
	return encoding.CP932, nil
}

// declaredEncoding reads encoding="…" of an XML declaration.
func declaredEncoding(head []byte) (encoding.Encoding, error) {
	declaration, _, _ := bytes.Cut(head, []byte("?>"))
	name := strings.ToLower(xml.Declared(declaration, "encoding"))
	if name == "" {
		return encoding.UTF8, nil
	}
	e, known := encoding.OfTheWeb(name)
	if !known || e.IsUTF16() {
		// A declaration that could be read byte by byte is not UTF-16.
		return encoding.Encoding{}, encodingProblem(name)
	}
	return e, nil
}

func encodingProblem(name string) error {
	return fault.Wrong("report-encoding", "byte 0", "encoding", clip([]byte(name)))
}
