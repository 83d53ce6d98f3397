package inspect

import (
	"bytes"
	"html"
	"slices"
	"strings"
)

// Bounds on one tag that no real report comes near.
const (
	longestXMLName = 256
	mostXMLAttrs   = 512
)

// parseTag reads the name and the attributes between the brackets of a start
// tag, or says what is wrong with it.
func parseTag(raw []byte) (tag xmlTag, wrong Code) {
	name, rest := cutName(raw)
	switch {
	case len(name) == 0:
		return tag, xmlBroken
	case len(name) > longestXMLName:
		return tag, xmlToken
	}
	tag.name = string(name)
	for {
		trimmed := bytes.TrimLeft(rest, " \t\r\n")
		if len(trimmed) == 0 {
			return tag, ""
		}
		if len(trimmed) == len(rest) {
			return tag, xmlBroken // no space before the attribute
		}
		if len(tag.attrs) == mostXMLAttrs {
			return tag, xmlToken
		}
		var attr xmlAttr
		if attr, rest, wrong = parseAttr(trimmed); wrong != "" {
			return tag, wrong
		}
		tag.attrs = append(tag.attrs, attr)
	}
}

func parseAttr(raw []byte) (attr xmlAttr, rest []byte, wrong Code) {
	name, rest := cutName(raw)
	rest, equals := bytes.CutPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte("="))
	rest = bytes.TrimLeft(rest, " \t\r\n")
	if len(name) == 0 || !equals || len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return attr, nil, xmlBroken
	}
	end := bytes.IndexByte(rest[1:], rest[0])
	if end < 0 {
		return attr, nil, xmlBroken
	}
	value := rest[1 : 1+end]
	if !knownReferences(value) {
		return attr, nil, xmlEntity
	}
	return xmlAttr{string(name), html.UnescapeString(string(value))}, rest[end+2:], ""
}

// cutName splits off a name; every character beyond ASCII may be part of one.
func cutName(b []byte) (name, rest []byte) {
	end := 0
	for end < len(b) && nameByte(b[end], end == 0) {
		end++
	}
	return b[:end], b[end:]
}

func nameByte(b byte, first bool) bool {
	switch {
	case b >= 0x80, b == '_', b == ':', b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z':
		return true
	}
	return !first && (b == '-' || b == '.' || b >= '0' && b <= '9')
}

// knownReferences holds when every reference in an attribute is one of the five
// of XML or a character's number.
func knownReferences(value []byte) bool {
	for {
		_, after, found := bytes.Cut(value, []byte("&"))
		if !found {
			return true
		}
		end := bytes.IndexByte(after, ';')
		if end < 0 || end > 63 || !knownReference(after[:end]) {
			return false
		}
		value = after[end+1:]
	}
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
