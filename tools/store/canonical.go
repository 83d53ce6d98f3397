package store

import (
	"strconv"
	"unicode/utf8"

	"akashi/record"
)

// Canonical returns the bytes of which a leaf of the journal is the hash: one JSON
// object in the form of RFC 8785, that is its keys in alphabetical order, no
// spaces, and in strings only the quotation mark, the backslash and the control
// characters escaped. The moment is UTC with six digits of the second; data, which
// is JSON itself, is kept as the string it was written as.
func Canonical(l record.Leaf) []byte {
	b := appendText([]byte(`{"action":`), l.Action)
	b = appendText(append(b, `,"actor":`...), l.Actor)
	b = appendText(append(b, `,"at":`...), l.At.UTC().Format(momentLayout))
	b = appendText(append(b, `,"data":`...), l.Data)
	b = appendText(append(b, `,"kind":`...), l.Kind)
	b = appendText(append(b, `,"object":`...), l.Object)
	b = strconv.AppendBool(append(b, `,"public":`...), l.Public)
	b = strconv.AppendInt(append(b, `,"seq":`...), l.Seq, 10)
	return append(b, '}')
}

func appendText(b []byte, text string) []byte {
	b = append(b, '"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r >= ' ':
			b = utf8.AppendRune(b, r)
		default:
			b = append(b, control(r)...)
		}
	}
	return append(b, '"')
}

func control(r rune) string {
	switch r {
	case '\b':
		return `\b`
	case '\t':
		return `\t`
	case '\n':
		return `\n`
	case '\f':
		return `\f`
	case '\r':
		return `\r`
	}
	const hex = "0123456789abcdef"
	return `\u00` + string(hex[r>>4]) + string(hex[r&15])
}
