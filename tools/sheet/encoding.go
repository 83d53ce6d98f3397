package sheet

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"akashi/tools/format/encoding"
	"akashi/values/fault"
)

// The encodings of a CSV. CP932 is Shift_JIS as Windows has it.
const (
	UTF8    = "UTF-8"
	UTF8BOM = "UTF-8-BOM"
	UTF16LE = "UTF-16LE"
	UTF16BE = "UTF-16BE"
	CP932   = "CP932"
)

// detect finds the encoding of a text: by its mark; as UTF-8 where that reads it;
// as UTF-16 by its zero bytes; else CP932, which then has to read it whole.
func detect(data []byte) encoding.Encoding {
	if e, marked := encoding.Marked(data); marked {
		return e
	}
	if e, found := encoding.Unmarked16(data); found {
		return e
	}
	if utf8.Valid(data) {
		return encoding.UTF8
	}
	return encoding.CP932
}

// named returns the encoding by the names that people give it, "" for none of a
// CSV.
func named(s string) string {
	if s == "" || strings.EqualFold(s, Auto) {
		return Auto
	}
	e, _ := encoding.Named(s)
	switch label := labelOf(e); label {
	case UTF8, UTF8BOM, UTF16LE, UTF16BE, CP932:
		return label
	}
	return ""
}

// labelOf is the name of an encoding as a table tells it.
func labelOf(e encoding.Encoding) string { return strings.ToUpper(e.Name) }

// decode turns bytes into text. It refuses bytes that the encoding does not know:
// a wrong guess must not slip into the register.
func decode(data []byte, asked string) (text, found string, err error) {
	found = named(asked)
	if found == "" {
		return "", "", choose("sheet.encoding", "--encoding", asked, Auto, "utf-8", "utf-16", "cp932")
	}
	e, _ := encoding.Named(found)
	if found == Auto || found == UTF16LE && bytes.HasPrefix(data, []byte(encoding.UTF16BE.Mark())) {
		e = detect(data)
	}
	text, err = decodeAs(data, e)
	return text, labelOf(e), err
}

func decodeAs(data []byte, e encoding.Encoding) (string, error) {
	text, err := e.Text(bytes.TrimPrefix(data, []byte(encoding.UTF8Marked.Mark())))
	if err != nil {
		return "", fault.Wrong("sheet.encoding", "file", "encoding", labelOf(e))
	}
	if i := broken(text); i >= 0 {
		line := 1 + bytes.Count(text[:i], []byte("\n"))
		return "", fault.Wrong("sheet.encoding", lineName(line), "encoding", labelOf(e))
	}
	return string(text), nil
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
