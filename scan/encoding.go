package scan

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"akashi/fault"
	"akashi/format/xml"
)

// headSize is how much of a file decides its format and encoding.
const headSize = 64 << 10

// toUTF8 returns the file as UTF-8 without a byte order mark. The encoding is
// told by the mark, by the XML declaration, or by the first bytes; a file that
// begins with neither mark nor declaration is UTF-8 or, failing that, CP932.
func toUTF8(r io.Reader) (*bufio.Reader, error) {
	in := bufio.NewReaderSize(r, headSize)
	head, err := in.Peek(headSize)
	if err != nil && err != io.EOF {
		return nil, err
	}
	enc, mark, err := tellEncoding(head, err == io.EOF)
	if err != nil {
		return nil, err
	}
	if _, err := in.Discard(mark); err != nil {
		return nil, err
	}
	if enc == nil {
		return in, nil
	}
	return bufio.NewReaderSize(&strictReader{r: enc.NewDecoder().Reader(in)}, headSize), nil
}

// tellEncoding returns the encoding, nil for UTF-8, and the length of the mark.
func tellEncoding(head []byte, whole bool) (encoding.Encoding, int, error) {
	little := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	big := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(head, []byte("\x00\x00\xfe\xff")):
		return nil, 0, encodingProblem("UTF-32")
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		return nil, 3, nil
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return little, 2, nil
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return big, 2, nil
	case bytes.HasPrefix(head, []byte("<\x00")):
		return little, 0, nil
	case bytes.HasPrefix(head, []byte("\x00<")):
		return big, 0, nil
	case bytes.HasPrefix(head, []byte("<?xml")):
		enc, err := declaredEncoding(head)
		return enc, 0, err
	}
	if looksUTF8(head, whole) {
		return nil, 0, nil
	}
	return japanese.ShiftJIS, 0, nil
}

// declaredEncoding reads encoding="…" of an XML declaration.
func declaredEncoding(head []byte) (encoding.Encoding, error) {
	declaration, _, _ := bytes.Cut(head, []byte("?>"))
	name := strings.ToLower(xml.Declared(declaration, "encoding"))
	switch name {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		return nil, nil
	case "cp932", "windows-31j", "ms932", "shift_jis", "sjis":
		return japanese.ShiftJIS, nil
	}
	enc, err := htmlindex.Get(name)
	if err != nil || strings.HasPrefix(name, "utf-16") {
		// A declaration that could be read byte by byte is not UTF-16.
		return nil, encodingProblem(name)
	}
	return enc, nil
}

func encodingProblem(name string) error {
	return fault.Problems{{
		Code: "report-encoding", Where: "byte 0",
		Message: fmt.Sprintf("the encoding %.40q cannot be read here: export the report as UTF-8", name),
	}}
}

// looksUTF8 allows a character that the window cuts off.
func looksUTF8(head []byte, whole bool) bool {
	for range utf8.UTFMax {
		if utf8.Valid(head) {
			return true
		}
		if whole || len(head) == 0 {
			return false
		}
		head = head[:len(head)-1]
	}
	return false
}

// strictReader refuses what a decoder replaced: U+FFFD in its output stands for
// bytes that are not of the encoding.
type strictReader struct {
	r    io.Reader
	tail []byte // last bytes of the previous read
	read int64
}

func (s *strictReader) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	seen := append(s.tail, p[:n]...)
	if bytes.Contains(seen, []byte("\ufffd")) {
		return 0, fault.Problems{{
			Code: "report-encoding", Where: fmt.Sprintf("near byte %d", s.read),
			Message: "there are bytes that are not of the file's encoding: export the report as UTF-8",
		}}
	}
	s.read += int64(n)
	s.tail = append([]byte(nil), seen[max(0, len(seen)-2):]...)
	return n, err
}
