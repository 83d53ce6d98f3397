package ident

import "strings"

// Item writes the ID of an item of a rule book as rule books do: 1-1-1 for what
// somebody typed as １－１－１, 1.1.1 or 1‐1‐1.
func Item(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(".．‐‑‒–—―−－ー", r) {
			return '-'
		}
		return r
	}, strings.TrimSpace(Narrow(text)))
}
