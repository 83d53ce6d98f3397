package encoding

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	xtext "golang.org/x/text/encoding"
	"golang.org/x/text/transform"

	"akashi/tools/format/refusal"
)

// Reader reads text of the encoding as UTF-8 and refuses the first bytes that are
// none of the encoding's. The mark has been read before.
func (e Encoding) Reader(r io.Reader) io.Reader {
	if e.IsUTF8() {
		return &strict{r: transform.NewReader(r, xtext.UTF8Validator), valid: true}
	}
	return &strict{r: transform.NewReader(r, e.from.NewDecoder())}
}

// Text returns the whole text as UTF-8, without its mark. What is not of the
// encoding has become U+FFFD, or stands as it is in UTF-8.
func (e Encoding) Text(data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(data, []byte(e.mark))
	if e.IsUTF8() {
		return data, nil
	}
	text, _, err := transform.Bytes(e.from.NewDecoder(), data)
	return text, err
}

// Looks reports whether the beginning of a text is UTF-8; a character may be cut
// off at its end unless it is the whole text.
func Looks(head []byte, whole bool) bool {
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

// strict refuses what a decoder replaced: U+FFFD in its output stands for bytes
// that are not of the encoding.
type strict struct {
	r     io.Reader
	valid bool   // the decoder refuses by itself
	tail  []byte // last bytes of the previous read
	read  int64
}

// Read implements io.Reader.
func (s *strict) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if errors.Is(err, xtext.ErrInvalidUTF8) {
		err = s.refuse()
	}
	s.read += int64(n)
	if s.valid {
		return n, err
	}
	seam := append(s.tail, p[:min(n, 2)]...)
	if bytes.Contains(p[:n], replaced) || bytes.Contains(seam, replaced) {
		return 0, s.refuse()
	}
	if n >= 2 {
		seam = append(s.tail[:0], p[n-2:n]...)
	}
	s.tail = seam[max(0, len(seam)-2):]
	return n, err
}

var replaced = []byte("\ufffd")

func (s *strict) refuse() error {
	return refusal.New(refusal.Encoding, fmt.Sprintf("byte %d", s.read), "")
}
