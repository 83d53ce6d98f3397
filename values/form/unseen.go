package form

// TurnsWriting reports whether a character turns the direction of writing, so that what is
// read is another text than what is there.
func TurnsWriting(r rune) bool {
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' || r == '\u200E' || r == '\u200F' || r == '\u061C'
}

// Invisible reports whether a character takes no room. Variation selectors, which choose
// among the forms of a character, are none of them.
func Invisible(r rune) bool {
	return r >= '\u200B' && r <= '\u200D' || r == '\u00AD' || r == '\u2060' || r == '\u3164' || r == '\uFEFF'
}

// unseen reports whether a character lets one name look like another.
func unseen(r rune) bool { return TurnsWriting(r) || Invisible(r) }
