package inspect

import (
	"fmt"
	"slices"
	"strings"
)

// Disposition is what becomes of a file: taken, taken with a warning to the
// person who will open it, or turned away.
type Disposition string

// The dispositions, mildest first.
const (
	Accepted Disposition = "accepted"
	Flagged  Disposition = "flagged"
	Refused  Disposition = "refused"
)

// worse orders dispositions: refused beats flagged beats accepted.
func worse(a, b Disposition) bool { return gravity(a) > gravity(b) }

func gravity(d Disposition) int {
	return slices.Index([]Disposition{Accepted, Flagged, Refused}, d)
}

// Code is the stable word for one thing that can be found in a file. Doors look
// up their sentence by it; it is never renamed.
type Code string

// Flag is one row of the table of findings.
type Flag struct {
	Code   Code
	Alone  Disposition // when the upload itself, or a part of it, shows this
	Nested Disposition // when an entry of an archive shows it
}

// Type is one row of the table of types.
type Type struct {
	Name       string
	Extensions []string // the only ones under which the type is taken
	Finding    Code     // noted whenever the type is met; "" for none
}

// Types returns the table of types: what a file can be, judged by its bytes.
func Types() []Type { return slices.Clone(types) }

// Flags returns the table of findings, in the order in which they are reported.
func Flags() []Flag { return slices.Clone(flags) }

var types = []Type{
	{"pdf", []string{"pdf"}, ""},
	{"docx", []string{"docx"}, ""},
	{"xlsx", []string{"xlsx"}, ""},
	{"pptx", []string{"pptx"}, ""},
	{"office-macro", []string{"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "potm", "ppsm"}, macro},
	{"odf", []string{"odt", "ods", "odp"}, ""},
	{"doc", []string{"doc"}, ""},
	{"xls", []string{"xls"}, ""},
	{"ppt", []string{"ppt"}, ""},
	{"office-encrypted", []string{"docx", "xlsx", "pptx", "docm", "xlsm", "pptm"}, encrypted},
	{"png", []string{"png"}, ""},
	{"jpeg", []string{"jpg", "jpeg"}, ""},
	{"gif", []string{"gif"}, ""},
	{"webp", []string{"webp"}, ""},
	{"tiff", []string{"tif", "tiff"}, ""},
	{"svg", []string{"svg"}, ""},
	{"html", []string{"html", "htm"}, ""},
	{"xml", []string{"xml", "nessus"}, ""},
	{"json", []string{"json", "jsonl", "sarif"}, ""},
	{"text", []string{"txt", "csv", "tsv", "md", "log", "yaml", "yml"}, ""},
	{"zip", []string{"zip"}, ""},
	{"gzip", []string{"gz", "tgz"}, ""},
	{"tar", []string{"tar"}, ""},
	{"archive", []string{"rar", "7z", "bz2", "xz", "zst", "cab", "lzh"}, opaqueArchive},
	{"executable", []string{"exe", "dll", "scr", "com", "msi", "jar", "js", "vbs", "bat", "cmd", "ps1", "hta", "lnk", "sh", "php", "wsf"}, executable},
	{"rtf", []string{"rtf"}, unsupported},
	{"postscript", []string{"ps", "eps"}, unsupported},
	{"ole", []string{"msg", "vsd", "mpp"}, unsupported},
	{"unknown", nil, unknownType},
	{"empty", nil, empty},
}

// The codes, family by family. The catalogue says what they mean and what the
// sender can do.
const (
	empty             Code = "empty"
	tooLarge          Code = "too-large"
	unreadable        Code = "unreadable"
	unknownType       Code = "type-unknown"
	unsupported       Code = "type-unsupported"
	executable        Code = "executable"
	opaqueArchive     Code = "archive-opaque"
	extensionUnknown  Code = "extension-unknown"
	extensionMismatch Code = "extension-mismatch"
	polyglot          Code = "polyglot"
	trailingData      Code = "trailing-data"
	encrypted         Code = "encrypted"
	nameControl       Code = "name-control"
	nameBidi          Code = "name-bidi"
	nameInvisible     Code = "name-invisible"
	nameTraversal     Code = "name-traversal"
	nameAbsolute      Code = "name-absolute"
	nameReserved      Code = "name-reserved"
	nameDouble        Code = "name-double-extension"
	nameLong          Code = "name-too-long"
	nameEncoding      Code = "name-encoding"
	archiveCount      Code = "archive-count"
	archiveSize       Code = "archive-size"
	archiveRatio      Code = "archive-ratio"
	archiveDepth      Code = "archive-depth"
	archiveLink       Code = "archive-link"
	archiveDevice     Code = "archive-device"
	archiveDuplicate  Code = "archive-duplicate"
	archiveOverlap    Code = "archive-overlap"
	archiveMismatch   Code = "archive-mismatch"
	archiveMethod     Code = "archive-method"
	archiveGap        Code = "archive-gap"
	archiveBroken     Code = "archive-broken"
	macro             Code = "macro"
	activeX           Code = "activex"
	dde               Code = "dde"
	externalTemplate  Code = "external-template"
	externalLink      Code = "external-link"
	embeddedFile      Code = "embedded-file"
	oleObject         Code = "ole-object"
	olePackage        Code = "ole-package"
	officeDoctype     Code = "office-doctype"
	officeBroken      Code = "office-broken"
	pdfJavaScript     Code = "pdf-javascript"
	pdfLaunch         Code = "pdf-launch"
	pdfOpenAction     Code = "pdf-open-action"
	pdfAttachment     Code = "pdf-attachment"
	pdfXFA            Code = "pdf-xfa"
	pdfRemote         Code = "pdf-remote"
	pdfRichMedia      Code = "pdf-rich-media"
	pdfOpaque         Code = "pdf-opaque"
	pdfTruncated      Code = "pdf-truncated"
	pdfXref           Code = "pdf-xref"
	pdfBroken         Code = "pdf-broken"
	xmlDoctype        Code = "xml-doctype"
	xmlEntity         Code = "xml-entity"
	xmlInclude        Code = "xml-include"
	xmlStylesheet     Code = "xml-stylesheet"
	xmlDeep           Code = "xml-deep"
	xmlToken          Code = "xml-token"
	xmlBroken         Code = "xml-broken"
	script            Code = "script"
	frame             Code = "frame"
	textNUL           Code = "text-nul"
	textControl       Code = "text-control"
	textBidi          Code = "text-bidi"
	formula           Code = "formula"
	jsonDeep          Code = "json-deep"
	jsonToken         Code = "json-token"
	jsonBroken        Code = "json-broken"
	encodingUnknown   Code = "encoding-unknown"
	imageDimensions   Code = "image-dimensions"
	imageBroken       Code = "image-broken"
	oleBroken         Code = "ole-broken"
)

var flags = []Flag{
	{empty, Refused, Accepted},
	{tooLarge, Refused, Refused},
	{unreadable, Refused, Refused},
	{executable, Refused, Refused},
	{opaqueArchive, Refused, Refused},
	{unsupported, Refused, Refused},
	{unknownType, Refused, Flagged},
	{extensionMismatch, Refused, Refused},
	{extensionUnknown, Refused, Flagged},
	{polyglot, Refused, Refused},
	{trailingData, Flagged, Flagged},
	{encrypted, Refused, Refused},
	{nameControl, Refused, Refused},
	{nameBidi, Refused, Refused},
	{nameInvisible, Flagged, Flagged},
	{nameTraversal, Refused, Refused},
	{nameAbsolute, Refused, Refused},
	{nameReserved, Flagged, Flagged},
	{nameDouble, Flagged, Flagged},
	{nameLong, Refused, Refused},
	{nameEncoding, Flagged, Flagged},
	{archiveCount, Refused, Refused},
	{archiveSize, Refused, Refused},
	{archiveRatio, Refused, Refused},
	{archiveDepth, Refused, Refused},
	{archiveLink, Refused, Refused},
	{archiveDevice, Refused, Refused},
	{archiveDuplicate, Refused, Refused},
	{archiveOverlap, Refused, Refused},
	{archiveMismatch, Refused, Refused},
	{archiveMethod, Refused, Refused},
	{archiveGap, Flagged, Flagged},
	{archiveBroken, Refused, Refused},
	{macro, Refused, Refused},
	{activeX, Refused, Refused},
	{dde, Refused, Refused},
	{externalTemplate, Refused, Refused},
	{externalLink, Flagged, Flagged},
	{embeddedFile, Flagged, Flagged},
	{oleObject, Flagged, Flagged},
	{olePackage, Refused, Refused},
	{officeDoctype, Refused, Refused},
	{officeBroken, Refused, Refused},
	{oleBroken, Refused, Refused},
	{pdfJavaScript, Refused, Refused},
	{pdfLaunch, Refused, Refused},
	{pdfOpenAction, Flagged, Flagged},
	{pdfAttachment, Refused, Refused},
	{pdfXFA, Refused, Refused},
	{pdfRemote, Flagged, Flagged},
	{pdfRichMedia, Flagged, Flagged},
	{pdfOpaque, Refused, Refused},
	{pdfTruncated, Refused, Refused},
	{pdfXref, Flagged, Flagged},
	{pdfBroken, Refused, Refused},
	{xmlDoctype, Flagged, Flagged},
	{xmlEntity, Refused, Refused},
	{xmlInclude, Refused, Refused},
	{xmlStylesheet, Flagged, Flagged},
	{xmlDeep, Refused, Refused},
	{xmlToken, Refused, Refused},
	{xmlBroken, Refused, Refused},
	{script, Refused, Refused},
	{frame, Flagged, Flagged},
	{textNUL, Refused, Refused},
	{textControl, Flagged, Flagged},
	{textBidi, Flagged, Flagged},
	{formula, Flagged, Flagged},
	{jsonDeep, Refused, Refused},
	{jsonToken, Refused, Refused},
	{jsonBroken, Refused, Refused},
	{encodingUnknown, Refused, Refused},
	{imageDimensions, Refused, Refused},
	{imageBroken, Refused, Refused},
}

// Markdown prints both tables as docs/design/uploads.md shows them, each finding
// with what it means.
func Markdown(meaning func(Code) string) string {
	var b strings.Builder
	b.WriteString("| type by its bytes | extensions | finding |\n|---|---|---|\n")
	for _, t := range types {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", t.Name, strings.Join(t.Extensions, " "), t.Finding)
	}
	b.WriteString("\n| finding | alone | in an archive | meaning and remedy |\n|---|---|---|---|\n")
	for _, f := range flags {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", f.Code, f.Alone, f.Nested, meaning(f.Code))
	}
	return b.String()
}
