// Package encoding knows the encodings in which Japanese offices and scanners
// write text: their names, their marks, and how to read them without letting a
// wrong guess pass. Which one a text is in, each reader decides by what it reads.
//
// It is named after what it reads, as the package of x/text is that it stands on
// (see format/xml).
package encoding
