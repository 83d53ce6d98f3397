package inspect

import (
	"bytes"
	"html"
	"io"
	"slices"
	"strings"

	"akashi/tools/format/xml"
)

const (
	xincludeNamespace = "http://www.w3.org/2001/XInclude"
	xhtmlNamespace    = "http://www.w3.org/1999/xhtml"
	svgNamespace      = "http://www.w3.org/2000/svg"
)

// xml looks at a report in XML.
func (in *inspector) xml(f file) {
	browsed := false
	in.noteAll(f, in.scanXML(f, xmlSink{
		pi: func(target string) {
			if target == "xml-stylesheet" {
				in.noteOnce(f, xmlStylesheet)
			}
		},
		start: func(t tag) {
			for _, value := range t.x.Attrs() {
				switch string(value) {
				case xincludeNamespace:
					in.noteOnce(f, xmlInclude)
				case xhtmlNamespace, svgNamespace:
					browsed = true
				}
			}
			// Reports have elements of this name too; only a browser's runs.
			if browsed && t.local() == "script" {
				in.noteOnce(f, script)
			}
		},
	}))
}

func (in *inspector) noteAll(f file, codes []Code) {
	for _, code := range codes {
		in.note(f, code)
	}
}

// svg looks at a drawing, which a browser would open as a page.
func (in *inspector) svg(f file) {
	in.noteAll(f, in.scanXML(f, xmlSink{
		pi: func(target string) {
			if target == "xml-stylesheet" {
				in.noteOnce(f, xmlStylesheet)
			}
		},
		start: func(t tag) {
			switch strings.ToLower(t.local()) {
			case "script", "handler", "listener":
				in.noteOnce(f, script)
			case "foreignobject", "iframe", "embed", "object":
				in.noteOnce(f, frame)
			}
			for name, value := range t.x.Attrs() {
				in.svgAttr(f, t.local(), strings.ToLower(string(xml.Local(name))), squeezed(string(value)))
			}
		},
		text: func(chunk []byte) {
			if remoteStyle(string(chunk)) {
				in.noteOnce(f, externalLink)
			}
		},
	}))
}

func (in *inspector) svgAttr(f file, element, name, value string) {
	switch {
	case len(name) > 4 && strings.HasPrefix(name, "on"), runsScript(value):
		in.noteOnce(f, script)
	case remoteStyle(value), element != "a" && (name == "href" || name == "src") && (strings.Contains(value, "://") || strings.HasPrefix(value, "//")):
		in.noteOnce(f, externalLink)
	}
}

func runsScript(value string) bool {
	return strings.Contains(value, "javascript:") || strings.Contains(value, "vbscript:") || strings.Contains(value, "data:text/html")
}

func remoteStyle(value string) bool {
	value = squeezed(value)
	return slices.ContainsFunc([]string{"@import", "url(http", "url(\"http", "url('http", "url(//"}, func(mark string) bool {
		return strings.Contains(value, mark)
	})
}

// squeezed is how a browser reads an address: lower case, no blanks.
func squeezed(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, s))
}

// mark is a piece of text whose presence decides.
type mark struct {
	text string // lower case
	code Code
}

var htmlMarks = []mark{
	{"<script", script}, {"javascript:", script}, {"vbscript:", script}, {"data:text/html", script}, {":script", script},
	{"<iframe", frame}, {"<frame", frame}, {"<object", frame}, {"<embed", frame}, {"<applet", frame},
	{"<form", frame}, {"<base", frame}, {"http-equiv=\"refresh", frame}, {"http-equiv='refresh", frame}, {"http-equiv=refresh", frame},
	{"<link", externalLink}, {"@import", externalLink},
	{"src=\"http", externalLink}, {"src='http", externalLink}, {"src=http", externalLink}, {"src=\"//", externalLink}, {"url(http", externalLink}, {"url(\"http", externalLink}, {"url('http", externalLink},
}

// html looks at a page. It searches instead of parsing, because browsers repair
// pages in ways that no parser of ours would follow.
func (in *inspector) html(f file) {
	r := in.openText(f)
	if r == nil {
		return
	}
	err := windows(r, func(window []byte) {
		in.marks(f, window, htmlMarks)
		plain := squeezed(html.UnescapeString(string(window)))
		for _, m := range htmlMarks[:5] {
			if strings.Contains(plain, m.text) {
				in.noteOnce(f, m.code)
			}
		}
		if hasHandler(window) {
			in.noteOnce(f, script)
		}
	})
	if err != nil {
		in.note(f, encodingUnknown)
	}
}

func (in *inspector) marks(f file, lower []byte, marks []mark) {
	for _, m := range marks {
		if bytes.Contains(lower, []byte(m.text)) {
			in.noteOnce(f, m.code)
		}
	}
}

// hasHandler finds an attribute such as onclick=.
func hasHandler(lower []byte) bool {
	for at := 1; at < len(lower); {
		next := bytes.Index(lower[at:], []byte("on"))
		if next < 0 {
			return false
		}
		at += next
		before, rest := lower[at-1], lower[at+2:]
		word := len(rest) - len(bytes.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyz"))
		after := bytes.TrimLeft(rest[word:min(len(rest), word+16)], " \t\r\n\f")
		if word >= 3 && bytes.IndexByte([]byte(" \t\r\n\f\"'/"), before) >= 0 && bytes.HasPrefix(after, []byte("=")) {
			return true
		}
		at += 2
	}
	return false
}

// windows shows a stream in overlapping pieces, in lower case, so that a mark
// across a border is seen whole.
func windows(r io.Reader, see func(lower []byte)) error {
	const size, overlap = 64 << 10, 128
	buffer, kept := make([]byte, size), 0
	for {
		n, err := io.ReadFull(r, buffer[kept:])
		for i := kept; i < kept+n; i++ {
			if 'A' <= buffer[i] && buffer[i] <= 'Z' {
				buffer[i] += 'a' - 'A'
			}
		}
		see(buffer[:kept+n])
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return nil
		}
		if err != nil {
			return err
		}
		kept = copy(buffer, buffer[kept+n-overlap:kept+n])
	}
}
