package inspect

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"akashi/tools/format/encoding"
)

// headSize is how much of a file is read to tell its type.
const headSize = 4096

type magic struct {
	at    int
	bytes string
	kind  string
}

// magics is the signature of each binary type; the first that fits wins.
var magics = []magic{
	{0, "%PDF-", "pdf"},
	{0, "PK\x03\x04", "zip"}, {0, "PK\x05\x06", "zip"}, {0, "PK\x07\x08", "zip"},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"},
	{0, "\x89PNG\r\n\x1a\n", "png"}, {0, "\xff\xd8\xff", "jpeg"},
	{0, "GIF87a", "gif"}, {0, "GIF89a", "gif"},
	{8, "WEBPVP8", "webp"},
	{0, "II*\x00", "tiff"}, {0, "MM\x00*", "tiff"},
	{0, "\x1f\x8b", "gzip"}, {257, "ustar", "tar"},
	{0, "Rar!\x1a\x07", "archive"}, {0, "7z\xbc\xaf\x27\x1c", "archive"}, {4, "1AY&SY", "archive"},
	{0, "\xfd7zXZ\x00", "archive"}, {0, "\x28\xb5\x2f\xfd", "archive"}, {0, "MSCF\x00", "archive"},
	{2, "-lh0-", "archive"}, {2, "-lh5-", "archive"}, {2, "-lh6-", "archive"}, {2, "-lh7-", "archive"},
	{0, "\x7fELF", "executable"}, {0, "\xfe\xed\xfa\xce", "executable"}, {0, "\xfe\xed\xfa\xcf", "executable"},
	{0, "\xce\xfa\xed\xfe", "executable"}, {0, "\xcf\xfa\xed\xfe", "executable"}, {0, "\xca\xfe\xba\xbe", "executable"},
	{0, "\x00asm", "executable"}, {0, "dex\n", "executable"}, {0, "!<arch>\n", "executable"},
	{0, "L\x00\x00\x00\x01\x14\x02\x00", "executable"},
	{0, "#!", "executable"}, {0, "<?php", "executable"}, {0, "<%", "executable"},
	{0, "{\\rt", "rtf"}, {0, "%!PS", "postscript"}, {0, "\xc5\xd0\xd3\xc6", "postscript"},
}

// sniff names the type of a file by its bytes. The extension only chooses
// between types that bytes cannot tell apart: kinds of text, and documents that
// differ by the permission to hold macros.
func (in *inspector) sniff(f file) string {
	if f.size == 0 {
		return "empty"
	}
	head := f.bytesAt(0, headSize)
	kind := sniffHead(head, extension(f.name))
	if !slices.Contains([]string{"pdf", "unknown"}, kind) && bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) {
		// Viewers look for this mark anywhere in the first 1,024 bytes.
		in.note(f, polyglot)
	}
	switch kind {
	case "zip":
		return in.sniffZip(f, head)
	case "ole":
		return sniffOLE(f)
	}
	return kind
}

func sniffHead(head []byte, ext string) string {
	for _, m := range magics {
		if len(head) >= m.at+len(m.bytes) && string(head[m.at:m.at+len(m.bytes)]) == m.bytes {
			return m.kind
		}
	}
	if bytes.HasPrefix(head, []byte("MZ")) && looksBinary(head) {
		return "executable"
	}
	if _, marked := encoding.Marked(head); looksBinary(head) && !marked {
		return "unknown"
	}
	return sniffText(head, ext)
}

// looksBinary holds when the head has NUL bytes or many control characters.
func looksBinary(head []byte) bool {
	controls := 0
	for _, b := range head {
		switch {
		case b == 0:
			return true
		case b < ' ' && !bytes.ContainsRune([]byte("\t\n\f\r\x1b"), rune(b)):
			controls++
		}
	}
	return controls*20 > len(head)
}

var htmlRoots = []string{"html", "head", "body", "script", "iframe", "style", "title", "table", "form",
	"div", "span", "img", "input", "meta", "link", "base", "object", "embed", "a", "b", "p", "br", "h1", "font", "center", "marquee", "details", "video", "audio", "math"}

var (
	prolog = regexp.MustCompile(`^\s*(?:<\?[^>]*\?>|<!--(?s:.*?)-->)`)
	docDTD = regexp.MustCompile(`^\s*<!(?i:doctype)\s+([\w:.-]+)`)
	root   = regexp.MustCompile(`^\s*<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)`)
)

// sniffText tells markup, JSON and plain text apart.
func sniffText(head []byte, ext string) string {
	text := strings.TrimLeft(decodedHead(head), "\uFEFF \t\r\n\f")
	switch {
	case slices.Contains(typesOf("html"), ext):
		return "html"
	case strings.HasPrefix(text, "<"):
		return sniffMarkup(text, ext)
	case slices.Contains(typesOf("json"), ext):
		return "json"
	case strings.ContainsRune(text[:min(len(text), 64)], '<') && slices.Contains(typesOf("xml"), ext):
		return "xml"
	}
	return "text"
}

func sniffMarkup(text, ext string) string {
	for m := prolog.FindString(text); m != ""; m = prolog.FindString(text) {
		text = text[len(m):]
	}
	name := ""
	if m := docDTD.FindStringSubmatch(text); m != nil {
		name = m[1]
	} else if m := root.FindStringSubmatch(text); m != nil {
		name = m[1]
	}
	_, local, ok := lastCut(name, ":")
	if !ok {
		local = name
	}
	switch local = strings.ToLower(local); {
	case local == "svg":
		return "svg"
	case local == "html", slices.Contains(htmlRoots, local) && !slices.Contains(typesOf("xml"), ext):
		return "html"
	case local == "" && !slices.Contains(typesOf("xml"), ext) && !slices.Contains(typesOf("svg"), ext):
		return "text"
	case local == "" && slices.Contains(typesOf("svg"), ext):
		return "svg"
	}
	return "xml"
}

// decodedHead makes the head readable as text whatever its encoding; only its
// ASCII characters matter.
func decodedHead(head []byte) string {
	switch e, _ := encoding.Marked(head); e.Name {
	case encoding.UTF16LE.Name:
		return everyOther(head[2:])
	case encoding.UTF16BE.Name:
		return everyOther(head[min(3, len(head)):])
	}
	if utf8.Valid(head) {
		return string(head)
	}
	return strings.ToValidUTF8(string(head), "?")
}

func everyOther(b []byte) string {
	out := make([]byte, 0, len(b)/2)
	for i := 0; i < len(b); i += 2 {
		out = append(out, b[i])
	}
	return string(out)
}
