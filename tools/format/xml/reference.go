package xml

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"akashi/tools/format/refusal"
)

// longestReference is how far the loose rules look for the end of a reference.
const longestReference = 64

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
			if n == 0 { // a number of no character, under the loose rules
				r, n = utf8.RuneError, 1+max(0, bytes.IndexByte(b[i:], ';'))
			}
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

// checkReference takes every number and the five names.
func checkReference(b []byte) (int, refusal.Kind, string) {
	n := bytes.IndexByte(b[:min(len(b), longestReference+1)], ';')
	switch {
	case n < 0:
		return 0, refusal.Malformed, "xml-open-reference"
	case !knownReference(b[1:n]):
		return 0, refusal.Reference, "xml-reference"
	}
	return n + 1, "", ""
}

// knownReference takes what stands between & and ;.
func knownReference(ref []byte) bool {
	number, isNumber := bytes.CutPrefix(ref, []byte("#"))
	if !isNumber {
		return slices.Contains([]string{"amp", "lt", "gt", "quot", "apos"}, string(ref))
	}
	digits := "0123456789"
	if hex, isHex := bytes.CutPrefix(number, []byte("x")); isHex {
		number, digits = hex, "0123456789abcdefABCDEF"
	}
	return len(number) > 0 && len(number) < 8 && strings.Trim(string(number), digits) == ""
}
