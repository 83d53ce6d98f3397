package xml

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"

	"akashi/tools/format/refusal"
)

// class is what a byte may mean where it stands.
type class uint8

const (
	plain        class = iota
	control            // never allowed
	beyond             // first byte of a character beyond ASCII
	reference          // &
	bracket            // ], perhaps of "]]>"
	forbidden          // < inside an attribute
	anyReference       // &, of the loose rules
)

type classes [256]class

// The tables. They are never written to.
var (
	strictTexts   = newClasses(map[byte]class{'&': reference, ']': bracket})
	strictValues  = newClasses(map[byte]class{'&': reference, '<': forbidden})
	strictRest    = newClasses(nil)
	looseTexts    = &classes{'&': anyReference}
	looseRest     = &classes{}
	strictLetters = newLetters(utf8.RuneSelf)
	looseLetters  = newLetters(256)
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

// newLetters returns the bytes of names: those of ASCII, and all from RuneSelf to
// before end.
func newLetters(end int) *[256]bool {
	var set [256]bool
	for _, b := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:.-") {
		set[b] = true
	}
	for b := utf8.RuneSelf; b < end; b++ {
		set[b] = true
	}
	return &set
}

func (x *Reader) nameStart(c byte) bool {
	return x.letters[c] && c != '.' && c != '-' && (c < '0' || c > '9')
}

// oneColon reports whether name has no colon, or one between a prefix and a
// local name.
func oneColon(name []byte) bool {
	i := bytes.IndexByte(name, ':')
	return i < 0 || i > 0 && i < len(name)-1 && bytes.IndexByte(name[i+1:], ':') < 0
}

// nameEnd returns the index after the name that begins at b[i].
func (x *Reader) nameEnd(b []byte, i int) int {
	for letters := x.letters; i < len(b) && letters[b[i]]; {
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

// check returns where in b something is wrong with the characters, and a word for what
// it is, "" when nothing is.
func check(b []byte, table *classes) (int, refusal.Kind, string) {
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
			n, kind, what := checkAt(b[i:], table[b[i]])
			if what != "" {
				return i, kind, what
			}
			i += n
		}
	}
	return 0, "", ""
}

// checkAt checks the character at b[0] and returns its length.
func checkAt(b []byte, c class) (int, refusal.Kind, string) {
	switch c {
	case beyond:
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			return 0, refusal.Malformed, "not-utf8"
		}
		if r == 0xFFFE || r == 0xFFFF {
			return 0, refusal.Malformed, "xml-character"
		}
		return n, "", ""
	case reference:
		if _, n := parseReference(b); n > 0 {
			return n, "", ""
		}
		if bytes.HasPrefix(b, []byte("&#")) {
			return 0, refusal.Malformed, "xml-number"
		}
		return 0, refusal.Malformed, "xml-reference"
	case anyReference:
		return checkReference(b)
	case bracket:
		if bytes.HasPrefix(b, []byte("]]>")) {
			return 0, refusal.Malformed, "xml-cdata-end"
		}
		return 1, "", ""
	case forbidden:
		return 0, refusal.Malformed, "xml-less"
	}
	return 0, refusal.Malformed, "control"
}
