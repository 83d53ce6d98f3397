package inspect

import (
	"regexp"
	"slices"
	"strings"
)

// ooxml looks at every part of a Word, Excel or PowerPoint document (OPC,
// ISO/IEC 29500-2).
func (in *inspector) ooxml(f file) {
	related := false
	in.eachPart(f, func(part file, path string) {
		related = related || path == "_rels/.rels"
		in.officePart(f, part, path)
	})
	if !related && !in.refused() {
		in.note(f, officeBroken)
	}
}

// odf looks at every part of an OpenDocument file.
func (in *inspector) odf(f file) {
	content := false
	in.eachPart(f, func(part file, path string) {
		content = content || path == "content.xml"
		if path != "mimetype" {
			in.officePart(f, part, path)
		}
	})
	if !content && !in.refused() {
		in.note(f, officeBroken)
	}
}

// partNames are pieces of a part's path that decide by themselves.
var partNames = []struct {
	piece string
	code  Code
}{
	{"vbaproject", macro}, {"vbadata", macro}, {"/macrosheets/", macro}, {"/intlmacrosheets/", macro},
	{"/activex/", activeX}, {"/basic/", macro}, {"/scripts/", macro},
}

func (in *inspector) officePart(f, part file, path string) {
	part.nested = f.nested
	path = "/" + strings.ToLower(strings.ReplaceAll(path, `\`, "/"))
	for _, row := range partNames {
		if strings.Contains(path, row.piece) {
			in.note(part, row.code)
		}
	}
	switch extension(part.name) {
	case "xml", "rels", "vml", "rdf":
		if part.size > 0 {
			in.officeXML(part)
		}
	default:
		in.officeBinary(part)
	}
}

// officeBinary looks at a picture, an object or a file inside a document.
func (in *inspector) officeBinary(part file) {
	kind := in.sniff(part)
	row := typeNamed(kind)
	switch {
	case slices.Contains([]string{"unknown", "empty"}, kind):
		return // fonts, metafiles and printer settings have no common mark
	case slices.Contains([]string{"ole", "doc", "xls", "ppt"}, kind):
		in.note(part, oleObject)
	case slices.Contains([]string{"png", "jpeg", "gif", "webp", "tiff", "svg"}, kind):
	default:
		in.note(part, embeddedFile)
		if row.Finding != "" {
			in.note(part, row.Finding)
		}
	}
	if check := checks()[kind]; check != nil {
		check(in, part)
	}
}

// officeElements are the elements whose presence decides.
var officeElements = map[string]Code{
	"ddeLink": dde, "dde-connection-decl": dde, "dde-link": dde, "dde-source": dde,
	"event-listener": macro, "encryption-data": encrypted,
}

// outside says what a relationship to something outside the document means, by
// the last element of its type.
var outside = map[string]Code{
	"attachedTemplate": externalTemplate, "frame": externalTemplate, "subDocument": externalTemplate,
	"oleObject": externalTemplate, "aFChunk": externalTemplate, "control": externalTemplate,
}

var (
	harmlessLink = regexp.MustCompile(`^(?i:https?:|mailto:|tel:|#)`)
	ddeField     = regexp.MustCompile(`(?i)DDEAUTO|(?:^|[^a-z])DDE\s`)
	includeField = regexp.MustCompile(`(?i)INCLUDE(?:PICTURE|TEXT)|WEBSERVICE\s*\(`)
	ddeFormula   = regexp.MustCompile(`(?i)[a-z0-9_.]\|(?:'[^']*'|[a-z0-9_.\\/ -]+)!`)
)

func (in *inspector) officeXML(part file) {
	words := ""
	reading := false
	sink := xmlSink{
		start: func(t tag) {
			if code, ok := officeElements[t.local()]; ok {
				in.note(part, code)
			}
			switch t.local() {
			case "Relationship":
				in.relationship(part, t)
			case "Override", "Default":
				if strings.Contains(strings.ToLower(t.attr("ContentType")), "macroenabled") {
					in.note(part, macro)
				}
			case "fldSimple":
				in.field(part, t.attr("instr"))
			case "section-source", "image", "object", "object-ole", "plugin":
				if href := t.attr("href"); strings.Contains(href, ":") {
					in.note(part, externalLink)
				}
			case "f":
				words = ""
			}
			reading = slices.Contains([]string{"instrText", "delInstrText", "f"}, t.local())
		},
		end: func() { reading = false },
		text: func(chunk []byte) {
			if !reading {
				return
			}
			// Word splits a field's words over many runs.
			words += string(chunk[:min(len(chunk), 1024)])
			words = words[max(0, len(words)-1024):]
			in.field(part, words)
		},
	}
	for _, code := range in.scanXML(part, sink) {
		switch {
		case code == xmlDoctype:
			in.note(part, officeDoctype)
		case code == xmlBroken && extension(part.name) == "vml":
			// Excel writes drawings that are not well-formed.
		default:
			in.note(part, code)
		}
	}
}

func (in *inspector) field(part file, words string) {
	if ddeField.MatchString(words) || ddeFormula.MatchString(words) {
		in.note(part, dde)
	}
	if includeField.MatchString(words) {
		in.note(part, externalLink)
	}
}

func (in *inspector) relationship(part file, t tag) {
	if !strings.EqualFold(t.attr("TargetMode"), "External") {
		return
	}
	_, kind, _ := lastCut(t.attr("Type"), "/")
	if code, ok := outside[kind]; ok {
		in.note(part, code)
		return
	}
	if kind != "hyperlink" || !harmlessLink.MatchString(strings.TrimSpace(t.attr("Target"))) {
		in.note(part, externalLink)
	}
}
