package scan

import (
	"bytes"
	"io"
	"unicode/utf8"
)

func (j *jsonReader) literal() (jsonKind, error) {
	for _, l := range []struct {
		text string
		kind jsonKind
	}{{"true", jsonTrue}, {"false", jsonFalse}, {"null", jsonNull}} {
		for j.end-j.pos < len(l.text) && j.more() {
			continue
		}
		if bytes.HasPrefix(j.buf[j.pos:j.end], []byte(l.text)) {
			j.data = j.buf[j.pos : j.pos+len(l.text)]
			j.pos += len(l.text)
			return l.kind, nil
		}
	}
	if j.err != nil && (j.err != io.EOF || j.end-j.pos < len("null") && isLetters(j.buf[j.pos:j.end])) {
		return 0, j.cut()
	}
	return 0, j.wrong("report-malformed", "%q begins no JSON value", j.buf[j.pos])
}

func isLetters(b []byte) bool {
	return len(bytes.Trim(b, "abcdefghijklmnopqrstuvwxyz")) == 0
}

// number reads a number as it is written.
func (j *jsonReader) number() error {
	n := 0
	for {
		for j.pos+n < j.end && bytes.IndexByte([]byte("+-.0123456789eE"), j.buf[j.pos+n]) >= 0 {
			n++
		}
		if n > jsonMaxNumber {
			return j.wrong("report-token-too-long", "a number is longer than %d characters", jsonMaxNumber)
		}
		if j.pos+n < j.end || !j.more() {
			break
		}
	}
	if j.err != nil && j.err != io.EOF {
		return j.err
	}
	if j.data = j.buf[j.pos : j.pos+n]; !isNumber(j.data) {
		return j.wrong("report-malformed", "%s is not a number", clip(j.data))
	}
	j.pos += n
	return nil
}

// isNumber is the grammar of RFC 8259, section 6.
func isNumber(b []byte) bool {
	b = bytes.TrimPrefix(b, []byte("-"))
	whole, ok := cutDigits(&b)
	if !ok || len(whole) > 1 && whole[0] == '0' {
		return false
	}
	if len(b) > 0 && b[0] == '.' {
		b = b[1:]
		if _, ok := cutDigits(&b); !ok {
			return false
		}
	}
	if len(b) > 0 && (b[0] == 'e' || b[0] == 'E') {
		b = b[1:]
		if len(b) > 0 && (b[0] == '+' || b[0] == '-') {
			b = b[1:]
		}
		if _, ok := cutDigits(&b); !ok {
			return false
		}
	}
	return len(b) == 0
}

func cutDigits(b *[]byte) ([]byte, bool) {
	rest := bytes.TrimLeft(*b, "0123456789")
	digits := (*b)[:len(*b)-len(rest)]
	*b = rest
	return digits, len(digits) > 0
}

// text reads a string in quotes.
func (j *jsonReader) text() error {
	escaped := false
	for i := 1; ; {
		for ; j.pos+i < j.end; i++ {
			switch c := j.buf[j.pos+i]; {
			case c == '"':
				return j.take(i, escaped)
			case c == '\\':
				escaped = true
				i++
			case c < ' ':
				j.pos += i
				return j.wrong("report-malformed", "a string holds the control character %q", c)
			}
		}
		if !j.more() {
			return j.cut()
		}
	}
}

// take hands out the string whose closing quote is n bytes on.
func (j *jsonReader) take(n int, escaped bool) error {
	raw := j.buf[j.pos+1 : j.pos+n]
	if !utf8.Valid(raw) {
		return j.wrong("report-malformed", "a string holds bytes that are not UTF-8")
	}
	if j.data = raw; escaped {
		var ok bool
		if j.scratch, ok = unescapeJSON(j.scratch[:0], raw); !ok {
			return j.wrong("report-malformed", "a string holds a backslash that means nothing")
		}
		j.data = j.scratch
	}
	j.pos += n + 1
	return nil
}
