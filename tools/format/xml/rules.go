package xml

import "math"

// Rules say how much a document may ask for, and how much is forgiven.
type Rules struct {
	Window int // first size of the window on the file
	Text   int // bytes of one run of text, one comment, one CDATA
	Tag    int // bytes of one tag
	Markup int // bytes of one instruction or DOCTYPE
	Name   int // bytes of the name of an element
	Attrs  int // of one tag
	Depth  int // elements inside each other

	// Loose forgives what programs would read alike all the same: letters beyond
	// ASCII in names, control characters, "--" in a comment, two attributes of one
	// name, a byte order mark in odd places. Nesting, quoting and references are
	// held to as before.
	Loose bool
}

// Strict are the rules for a text that is to be read: what they let pass,
// encoding/xml reads alike.
func Strict() Rules {
	return Rules{Window: 256 << 10, Text: 16 << 20, Tag: 1 << 20, Markup: 64 << 10, Name: 1 << 20, Attrs: 100, Depth: 200}
}

// Loose are the rules for a text that is only looked at: text of any length,
// elements so deep, and tags so long.
func Loose(depth, tag int) Rules {
	return Rules{Loose: true, Window: 64 << 10, Text: math.MaxInt, Tag: tag, Markup: min(tag, 64<<10), Name: 256, Attrs: 512, Depth: depth}
}
