package inspect

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decoderOf returns what turns an encoding, by its name in a declaration or a
// verdict, into UTF-8; nil for one the office does not read.
func decoderOf(name string) transform.Transformer {
	switch strings.ToLower(name) {
	case "utf-8", "utf-8-bom", "utf8", "us-ascii", "ascii":
		return encoding.UTF8Validator
	case "utf-16", "utf-16le", "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder()
	case "cp932", "shift_jis", "windows-31j", "x-sjis", "ms_kanji":
		return japanese.ShiftJIS.NewDecoder()
	case "euc-jp":
		return japanese.EUCJP.NewDecoder()
	case "iso-2022-jp":
		return japanese.ISO2022JP.NewDecoder()
	case "iso-8859-1", "windows-1252":
		return charmap.Windows1252.NewDecoder()
	}
	return nil
}

// decoded reads a file as UTF-8 and fails at the first byte that is none of the
// encoding's.
func decoded(f file, name string) io.Reader {
	decoder := decoderOf(name)
	if decoder == nil {
		return nil
	}
	r := transform.NewReader(f.reader(), decoder)
	if decoder == encoding.UTF8Validator {
		return r
	}
	return strictReader{r}
}

var errNotInEncoding = errors.New("bytes outside the encoding")

// strictReader refuses the replacement character, which is how the decoders of
// the older encodings report a byte they do not know.
type strictReader struct{ r io.Reader }

func (s strictReader) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if bytes.Contains(p[:n], []byte("\uFFFD")) {
		return 0, errNotInEncoding
	}
	return n, err
}

// detectEncoding names the encoding of a text, or "" when none fits: a mark of
// byte order first, then ISO-2022-JP by its escapes, UTF-8, and the two
// Japanese encodings of eight bits, of which the likelier one.
func detectEncoding(f file) string {
	if mark := byteOrderMark(f.bytesAt(0, 3)); mark != "" {
		if _, ok := weigh(f, mark); !ok {
			return ""
		}
		return mark
	}
	if head := f.bytesAt(0, 64<<10); bytes.Contains(head, []byte("\x1b$")) {
		if _, ok := weigh(f, "iso-2022-jp"); ok {
			return "iso-2022-jp"
		}
	}
	if _, ok := weigh(f, "utf-8"); ok {
		return "utf-8"
	}
	shiftJIS, isShiftJIS := weigh(f, "cp932")
	eucJP, isEUC := weigh(f, "euc-jp")
	switch {
	case isShiftJIS && isEUC && eucJP < shiftJIS, isEUC && !isShiftJIS:
		return "euc-jp"
	case isShiftJIS:
		return "cp932"
	}
	return ""
}

// weigh decodes the whole file and counts what Japanese text rarely holds:
// half-width kana, which EUC-JP turns into when read as Shift_JIS, and
// characters outside the everyday planes.
func weigh(f file, name string) (rare int, ok bool) {
	r := bufio.NewReaderSize(decoded(f, name), 32<<10)
	for {
		c, _, err := r.ReadRune()
		switch {
		case err == io.EOF:
			return rare, true
		case err != nil:
			return rare, false
		case c >= '\uFF61' && c <= '\uFF9F', c >= '\u0080' && c < '\u00A0', c >= '\uE000' && c < '\uF900':
			rare++
		}
	}
}

var declaredEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)

// markupReader reads markup as UTF-8 by its mark of byte order or its declaration;
// nil when the declared encoding is not one the office reads.
func markupReader(f file) (io.Reader, string) {
	head := f.bytesAt(0, 256)
	name := byteOrderMark(head)
	if name == "" {
		name = "utf-8"
		if m := declaredEncoding.FindSubmatch(head); m != nil {
			name = strings.ToLower(string(m[1]))
		}
	}
	return decoded(f, name), name
}

// setEncoding remembers the encoding of the upload itself for the verdict.
func (in *inspector) setEncoding(f file, name string) {
	if f.depth == 0 {
		in.encoding = name
	}
}
