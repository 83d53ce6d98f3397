// Package ident checks and prints the numbers by which the office knows
// things: corporate and invoice registration numbers, mark numbers, receipt
// numbers, and the identifiers of its own records.
package ident

import "strings"

// Narrow returns s with full-width ASCII (全角英数記号) made ordinary ASCII and
// the ideographic space made a space. Other characters stay as they are.
func Narrow(s string) string { return strings.Map(narrow, s) }

func narrow(r rune) rune {
	const fullWidthOffset = '！' - '!'
	switch {
	case r >= '！' && r <= '～':
		return r - fullWidthOffset
	case r == '\u3000':
		return ' '
	}
	return r
}

// compact returns a number as typed in one spelling: narrow, in capitals, with
// "-" for all that a Japanese keyboard offers in its place, and without the
// characters of cutset.
func compact(s, cutset string) string {
	return strings.Map(func(r rune) rune {
		switch r = narrow(r); {
		case r >= 'a' && r <= 'z':
			r -= 'a' - 'A'
		case strings.ContainsRune("‐‑‒–—―−ー", r):
			r = '-'
		}
		if strings.ContainsRune(cutset, r) {
			return -1
		}
		return r
	}, s)
}

// capitals reports whether s is ASCII capital letters and digits only.
func capitals(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return (r < 'A' || r > 'Z') && (r < '0' || r > '9') })
}

// digits reports whether s is ASCII digits only.
func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
