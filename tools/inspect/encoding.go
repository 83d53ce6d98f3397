package inspect

import (
	"bufio"
	"bytes"
	"io"
	"regexp"
	"strings"

	"akashi/tools/format/encoding"
)

// decoded reads a file as UTF-8, without its mark, and fails at the first byte
// that is none of the encoding's.
func decoded(f file, e encoding.Encoding) io.Reader {
	mark := int64(len(e.Mark()))
	return e.Reader(io.NewSectionReader(f.r, mark, max(0, f.size-mark)))
}

// detectEncoding tells the encoding of a text: a mark of byte order first, then
// ISO-2022-JP by its escapes, UTF-8, and of the two Japanese encodings of eight
// bits the likelier one. It is false when none fits.
func detectEncoding(f file) (encoding.Encoding, bool) {
	if e, marked := encoding.Marked(f.bytesAt(0, 3)); marked {
		_, ok := weigh(f, e)
		return e, ok
	}
	if head := f.bytesAt(0, 64<<10); bytes.Contains(head, []byte("\x1b$")) {
		if _, ok := weigh(f, encoding.ISO2022JP); ok {
			return encoding.ISO2022JP, true
		}
	}
	if _, ok := weigh(f, encoding.UTF8); ok {
		return encoding.UTF8, true
	}
	shiftJIS, isShiftJIS := weigh(f, encoding.CP932)
	eucJP, isEUC := weigh(f, encoding.EUCJP)
	if isEUC && (!isShiftJIS || eucJP < shiftJIS) {
		return encoding.EUCJP, true
	}
	return encoding.CP932, isShiftJIS
}

// weigh decodes the whole file and counts what Japanese text rarely holds:
// half-width kana, which EUC-JP turns into when read as Shift_JIS, and
// characters outside the everyday planes.
func weigh(f file, e encoding.Encoding) (rare int, ok bool) {
	r := bufio.NewReaderSize(decoded(f, e), 32<<10)
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
	if e, marked := encoding.Marked(head); marked {
		return decoded(f, e), e.Name
	}
	name := encoding.UTF8.Name
	if m := declaredEncoding.FindSubmatch(head); m != nil {
		name = strings.ToLower(string(m[1]))
	}
	e, known := encoding.Named(name)
	if !known || e.IsUTF16() { // whose declaration could not be read byte by byte
		return nil, name
	}
	return decoded(f, e), name
}

// setEncoding remembers the encoding of the upload itself for the verdict.
func (in *inspector) setEncoding(f file, name string) {
	if f.depth == 0 {
		in.encoding = name
	}
}
