// Package kana reads names as banks write them: in half-width kana, capitals and
// few signs, without small kana.
package kana

import "strings"

// The half-width block of Unicode: its full stop is the first sign, and each has one
// byte in JIS X 0201.
const (
	half     = 0xFF61
	voiced   = 0xFF9E // the voiced mark as a sign of its own
	semi     = 0xFF9F
	full     = 0x30A0 // the block of full-width katakana
	fullEnd  = 0x30FF
	hiragana = 0x60 // how far hiragana lies below katakana
)

// wide are the full-width katakana of FF66 to FF9D in their order, as the offset in
// their block. Small ones are given as large ones, for banks know no small kana.
func wide() [56]rune {
	return [56]rune{
		0x52, 0x02, 0x04, 0x06, 0x08, 0x0A, 0x44, 0x46, 0x48, 0x24, 0x5C,
		0x02, 0x04, 0x06, 0x08, 0x0A, 0x0B, 0x0D, 0x0F, 0x11, 0x13,
		0x15, 0x17, 0x19, 0x1B, 0x1D, 0x1F, 0x21, 0x24, 0x26, 0x28,
		0x2A, 0x2B, 0x2C, 0x2D, 0x2E, 0x2F, 0x32, 0x35, 0x38, 0x3B,
		0x3E, 0x3F, 0x40, 0x41, 0x42, 0x44, 0x46, 0x48, 0x49, 0x4A,
		0x4B, 0x4C, 0x4D, 0x4F, 0x53,
	}
}

// large gives the large kana of a small one.
func large(r rune) rune {
	switch r - full {
	case 0x01, 0x03, 0x05, 0x07, 0x09, 0x23, 0x43, 0x45, 0x47, 0x4E:
		return r + 1
	case 0x55:
		return full + 0x0B
	case 0x56:
		return full + 0x11
	}
	return r
}

// Fold writes a name in one form: full-width katakana with large letters, its voiced
// marks joined, capitals and digits in half width, every dash and long vowel sign a
// hyphen, and one space for many. Two spellings of one name by two banks fold alike.
func Fold(name string) string {
	table := wide()
	out := make([]rune, 0, len(name)/2)
	for _, r := range name {
		switch {
		case r == voiced || r == 0x3099 || r == 0x309B:
			out = mark(out, 1)
			continue
		case r == semi || r == 0x309A || r == 0x309C:
			out = mark(out, 2)
			continue
		case r >= 0xFF66 && r < voiced:
			r = table[r-0xFF66] + full
		case r >= 0xFF01 && r <= 0xFF5E:
			r -= 0xFEE0
		case r >= 0x3041 && r <= 0x3096:
			r += hiragana
		}
		if r >= full && r <= fullEnd {
			r = large(r)
		}
		if r = sign(r); r == ' ' && (len(out) == 0 || out[len(out)-1] == ' ') {
			continue
		}
		out = append(out, r)
	}
	return strings.TrimRight(string(out), " ")
}

// sign gives one sign for each of a kind.
func sign(r rune) rune {
	switch r {
	case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x30FC, 0x2500:
		return '-'
	case 0x3000, 0xA0, '\t':
		return ' '
	case 0x30FB, 0xFF65, 0xFF61, 0x3002:
		return '.'
	case 0xFF62, 0x300C:
		return '('
	case 0xFF63, 0x300D:
		return ')'
	}
	if r >= 'a' && r <= 'z' {
		return r - 'a' + 'A'
	}
	return r
}

// mark joins a voiced (1) or semi-voiced (2) mark to the letter before it; one that
// nothing can take is dropped, and so is a space before it.
func mark(out []rune, by rune) []rune {
	if n := len(out); n > 1 && out[n-1] == ' ' {
		out = out[:n-1]
	}
	n := len(out)
	if n == 0 {
		return out
	}
	at := out[n-1] - full
	takes := at >= 0x0B && at <= 0x22 && at%2 == 1 || at == 0x24 || at == 0x26 || at == 0x28
	ha := at >= 0x2F && at <= 0x3B && at%3 == 2
	switch {
	case ha, takes && by == 1:
		out[n-1] += by
	case at == 0x06 && by == 1:
		out[n-1] = full + 0x54
	}
	return out
}
