package scan

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"unicode/utf8"
)

// class is what a byte may mean where it stands.
type class uint8

const (
	plain     class = iota
	control         // never allowed
	beyond          // first byte of a character beyond ASCII
	reference       // &
	bracket         // ], perhaps of "]]>"
	forbidden       // < inside an attribute
)

type classes [256]class

var (
	textClass  = newClasses(map[byte]class{'&': reference, ']': bracket})
	valueClass = newClasses(map[byte]class{'&': reference, '<': forbidden})
	cdataClass = newClasses(nil)
	nameByte   = newNameBytes()
)

func newClasses(special map[byte]class) *classes {
	var c classes
	for b := range c {
		switch {
		case b >= utf8.RuneSelf:
			c[b] = beyond
		case b < ' ' && b != '\t' && b != '\n' && b != '\r':
			c[b] = control
		default:
			c[b] = special[byte(b)]
		}
	}
	return &c
}

func newNameBytes() *[256]bool {
	var set [256]bool
	for _, b := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:.-") {
		set[b] = true
	}
	return &set
}

func nameStart(c byte) bool {
	return nameByte[c] && c != '.' && c != '-' && (c < '0' || c > '9')
}

// oneColon reports whether name has no colon, or one between a prefix and a
// local name.
func oneColon(name []byte) bool {
	i := bytes.IndexByte(name, ':')
	return i < 0 || i > 0 && i < len(name)-1 && bytes.IndexByte(name[i+1:], ':') < 0
}

// nameEnd returns the index after the name that begins at b[i].
func nameEnd(b []byte, i int) int {
	for i < len(b) && nameByte[b[i]] {
		i++
	}
	return i
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r') {
		i++
	}
	return i
}

// suspicious reports whether one of eight bytes needs a closer look: a control
// character, a byte beyond ASCII, "&", "]" or "<". It may say yes needlessly,
// after a byte that does, and never says no wrongly.
func suspicious(w uint64) bool {
	const (
		lows  = 0x0101010101010101
		highs = 0x8080808080808080
	)
	amp, bracket, less := w^(lows*'&'), w^(lows*']'), w^(lows*'<')
	return (w|(w-lows*0x20)|(amp-lows)&^amp|(bracket-lows)&^bracket|(less-lows)&^less)&highs != 0
}

// check returns what is wrong with the characters of b, "" when nothing is.
func check(b []byte, table *classes) string {
	for i := 0; i < len(b); {
		if i+8 <= len(b) && !suspicious(binary.LittleEndian.Uint64(b[i:])) {
			i += 8
			continue
		}
		for stop := min(i+8, len(b)); i < stop; {
			if table[b[i]] == plain {
				i++
				continue
			}
			n, what := checkAt(b[i:], table[b[i]])
			if what != "" {
				return what
			}
			i += n
		}
	}
	return ""
}

// checkAt checks the character at b[0] and returns its length.
func checkAt(b []byte, c class) (int, string) {
	switch c {
	case beyond:
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			return 0, "there are bytes that are not UTF-8"
		}
		if r == 0xFFFE || r == 0xFFFF {
			return 0, "there is a character that XML does not allow"
		}
		return n, ""
	case reference:
		_, n := parseReference(b)
		if n == 0 {
			return 0, "there is a reference other than &lt; &gt; &amp; &apos; &quot; or a character number"
		}
		return n, ""
	case bracket:
		if bytes.HasPrefix(b, []byte("]]>")) {
			return 0, "]]> stands outside CDATA"
		}
		return 1, ""
	case forbidden:
		return 0, "an attribute holds <"
	}
	return 0, "there is a control character"
}

// parseReference reads the reference that begins at b[0] and returns its
// character and length, 0 when it is not one.
func parseReference(b []byte) (rune, int) {
	const longest = 12 // "&#x10ffff;" and some zeros
	n := bytes.IndexByte(b[:min(len(b), longest)], ';')
	if n < 2 {
		return 0, 0
	}
	name := b[1:n]
	if name[0] == '#' {
		r := parseCharNumber(name[1:])
		if r == 0 {
			return 0, 0
		}
		return r, n + 1
	}
	switch string(name) {
	case "lt":
		return '<', n + 1
	case "gt":
		return '>', n + 1
	case "amp":
		return '&', n + 1
	case "apos":
		return '\'', n + 1
	case "quot":
		return '"', n + 1
	}
	return 0, 0
}

// parseCharNumber reads the digits of a numeric reference; 0 is none.
func parseCharNumber(b []byte) rune {
	base := 10
	if len(b) > 0 && b[0] == 'x' {
		base, b = 16, b[1:]
	}
	n, err := strconv.ParseUint(string(b), base, 32)
	if err != nil || !allowedRune(rune(n)) {
		return 0
	}
	return rune(n)
}

func allowedRune(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' ||
		r >= ' ' && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
}

// decode appends b to dst with references resolved and line ends as XML has
// them. b has been checked.
func decode(dst, b []byte, raw bool) []byte {
	for i := 0; i < len(b); {
		switch {
		case b[i] == '\r':
			dst = append(dst, '\n')
			i++
			if i < len(b) && b[i] == '\n' {
				i++
			}
		case b[i] == '&' && !raw:
			r, n := parseReference(b[i:])
			dst = utf8.AppendRune(dst, r)
			i += n
		default:
			j := i + 1
			for j < len(b) && b[j] != '\r' && b[j] != '&' {
				j++
			}
			dst = append(dst, b[i:j]...)
			i = j
		}
	}
	return dst
}
