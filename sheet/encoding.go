package sheet

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// The encodings of a CSV. CP932 is Shift_JIS as Windows has it.
const (
	UTF8    = "UTF-8"
	UTF8BOM = "UTF-8-BOM"
	UTF16LE = "UTF-16LE"
	UTF16BE = "UTF-16BE"
	CP932   = "CP932"
)

// marks are the byte order marks by which a file names its encoding.
func marks() map[string][]byte {
	return map[string][]byte{UTF8BOM: {0xEF, 0xBB, 0xBF}, UTF16LE: {0xFF, 0xFE}, UTF16BE: {0xFE, 0xFF}}
}

// detect finds the encoding of a text: by its mark; as UTF-8 where that reads it;
// as UTF-16 by its zero bytes; else CP932, which then has to read it whole.
func detect(data []byte) string {
	for _, name := range []string{UTF8BOM, UTF16LE, UTF16BE} {
		if bytes.HasPrefix(data, marks()[name]) {
			return name
		}
	}
	even, odd := zeros(data)
	switch {
	case odd > even && odd > len(data)/8:
		return UTF16LE
	case even > odd && even > len(data)/8:
		return UTF16BE
	case utf8.Valid(data):
		return UTF8
	}
	return CP932
}

// zeros counts zero bytes at even and at odd places of the beginning.
func zeros(data []byte) (even, odd int) {
	for i, b := range data[:min(len(data), 4096)] {
		switch {
		case b != 0:
		case i%2 == 0:
			even++
		default:
			odd++
		}
	}
	return even, odd
}

// named returns the encoding by the names that people give it, "" for none.
func named(s string) string {
	name := strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(s))
	return map[string]string{
		"": Auto, "auto": Auto,
		"utf8": UTF8, "utf8bom": UTF8BOM, "utf8sig": UTF8BOM,
		"utf16": UTF16LE, "utf16le": UTF16LE, "utf16be": UTF16BE,
		"cp932": CP932, "shiftjis": CP932, "sjis": CP932, "windows31j": CP932, "ms932": CP932,
	}[name]
}

// decode turns bytes into text. It refuses bytes that the encoding does not know:
// a wrong guess must not slip into the register.
func decode(data []byte, asked string) (text, found string, err error) {
	found = named(asked)
	if found == "" {
		return "", "", problem("sheet.encoding", "--encoding", "%q is not an encoding read here; choose auto, utf-8, utf-16 or cp932", asked)
	}
	if found == Auto || found == UTF16LE && bytes.HasPrefix(data, marks()[UTF16BE]) {
		found = detect(data)
	}
	text, err = decodeAs(data, found)
	return text, found, err
}

func decodeAs(data []byte, name string) (string, error) {
	data = bytes.TrimPrefix(data, marks()[UTF8BOM])
	from, ok := encodings()[name]
	if ok {
		decoded, _, err := transform.Bytes(from.NewDecoder(), data)
		if err != nil {
			return "", problem("sheet.encoding", "file", "cannot be read as %s: %v", name, err)
		}
		data = decoded
	}
	if i := broken(data); i >= 0 {
		line := 1 + bytes.Count(data[:i], []byte("\n"))
		return "", problem("sheet.encoding", lineName(line), "holds bytes that are not %s; save the file as UTF-8, or name its encoding", name)
	}
	return string(data), nil
}

func encodings() map[string]encoding.Encoding {
	return map[string]encoding.Encoding{
		CP932:   japanese.ShiftJIS,
		UTF16LE: unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		UTF16BE: unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	}
}

// broken returns the place of the first byte that is no text, or of the character
// by which a decoder marks one, and -1 when there is none.
func broken(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError || r == 0 {
			return i
		}
		i += size
	}
	return -1
}
