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
	Text   string      // what it means and what the sender can do
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

// The codes, family by family. Their meaning is in the rows of flags.
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
	{empty, Refused, Accepted, "The file holds no bytes. Send the file that was meant."},
	{tooLarge, Refused, Refused, "The file is larger than the office takes. Split it or leave out what was not asked for."},
	{unreadable, Refused, Refused, "The file could not be read to its end. Send it again."},
	{executable, Refused, Refused, "The file is a program or a script. Send a document."},
	{opaqueArchive, Refused, Refused, "The office cannot look into this kind of archive. Send the files as they are or as a zip."},
	{unsupported, Refused, Refused, "Files of this type are not taken. Save it as PDF."},
	{unknownType, Refused, Flagged, "The bytes are of no type the office knows. Save it as PDF."},
	{extensionMismatch, Refused, Refused, "The bytes are not what the file's extension says. Save it again under its true type."},
	{extensionUnknown, Refused, Flagged, "The file's extension is not one the office takes. Save it as PDF."},
	{polyglot, Refused, Refused, "The file can be read as two different types. Save it again with the program that made it."},
	{trailingData, Flagged, Flagged, "Bytes follow the end of the document."},
	{encrypted, Refused, Refused, "The file needs a password, so it cannot be examined. Remove the password; the transfer is encrypted already."},
	{nameControl, Refused, Refused, "The name holds control characters. Rename the file."},
	{nameBidi, Refused, Refused, "The name holds characters that turn the direction of writing and hide its true ending. Rename the file."},
	{nameInvisible, Flagged, Flagged, "The name holds characters that cannot be seen."},
	{nameTraversal, Refused, Refused, "The name climbs out of its folder. Pack the files again."},
	{nameAbsolute, Refused, Refused, "The name is an absolute path. Pack the files again."},
	{nameReserved, Flagged, Flagged, "Windows cannot store a file of this name."},
	{nameDouble, Flagged, Flagged, "The name carries the extension of a program before its last one."},
	{nameLong, Refused, Refused, "The name is too long. Rename the file."},
	{nameEncoding, Flagged, Flagged, "The name is neither UTF-8 nor Shift_JIS and may be shown wrongly."},
	{archiveCount, Refused, Refused, "The archive holds too many files. Split it."},
	{archiveSize, Refused, Refused, "Unpacked, the file would be larger than the office takes. Split it."},
	{archiveRatio, Refused, Refused, "The file is packed more tightly than any real document. Send its contents as they are."},
	{archiveDepth, Refused, Refused, "Archives lie too deep inside each other. Send the inner files."},
	{archiveLink, Refused, Refused, "The archive holds a link instead of a file. Pack the files themselves."},
	{archiveDevice, Refused, Refused, "The archive holds something that is neither file nor folder. Pack the files again."},
	{archiveDuplicate, Refused, Refused, "Two files in the archive have the same name. Pack the files again."},
	{archiveOverlap, Refused, Refused, "Files in the archive share the same bytes. Pack the files again."},
	{archiveMismatch, Refused, Refused, "The archive contradicts itself about a file. Pack the files again."},
	{archiveMethod, Refused, Refused, "A file is packed by a method the office cannot unpack. Use an ordinary zip."},
	{archiveGap, Flagged, Flagged, "The archive holds bytes that belong to none of its files."},
	{archiveBroken, Refused, Refused, "The archive is damaged or cut short. Pack the files again."},
	{macro, Refused, Refused, "The document carries macros. Save it without them, or as PDF."},
	{activeX, Refused, Refused, "The document carries ActiveX controls. Save it as PDF."},
	{dde, Refused, Refused, "A field or a cell starts another program (DDE). Remove it."},
	{externalTemplate, Refused, Refused, "The document loads its template or an object from elsewhere. Save it as PDF."},
	{externalLink, Flagged, Flagged, "The document refers to something outside it that may load when opened."},
	{embeddedFile, Flagged, Flagged, "The document carries another file inside it."},
	{oleObject, Flagged, Flagged, "The document carries an object of another program."},
	{olePackage, Refused, Refused, "The document carries a packed file that opens with a click. Send that file on its own."},
	{officeDoctype, Refused, Refused, "A part of the document declares a document type, which its format forbids. Save it again."},
	{officeBroken, Refused, Refused, "The document lacks a part its format demands. Save it again."},
	{oleBroken, Refused, Refused, "The document's container is damaged or cut short. Save it again."},
	{pdfJavaScript, Refused, Refused, "The document runs a script. Print it to a new PDF."},
	{pdfLaunch, Refused, Refused, "The document starts a program. Print it to a new PDF."},
	{pdfOpenAction, Flagged, Flagged, "The document does something as soon as it is opened."},
	{pdfAttachment, Refused, Refused, "Another file is attached inside the document. Send that file on its own."},
	{pdfXFA, Refused, Refused, "The document is a form that builds its pages by program (XFA). Print it to a new PDF."},
	{pdfRemote, Flagged, Flagged, "The document opens other files or sends form data."},
	{pdfRichMedia, Flagged, Flagged, "The document carries sound, film or three-dimensional content."},
	{pdfOpaque, Refused, Refused, "Part of the document is packed so that it cannot be examined. Print it to a new PDF."},
	{pdfTruncated, Refused, Refused, "The document is cut short. Send it again."},
	{pdfXref, Flagged, Flagged, "The document's table of contents for programs is damaged; viewers may show it differently."},
	{pdfBroken, Refused, Refused, "There is no document in the file. Send it again."},
	{xmlDoctype, Flagged, Flagged, "The file names a document type; it is not fetched."},
	{xmlEntity, Refused, Refused, "The file declares or uses entities of its own. Export it without a document type."},
	{xmlInclude, Refused, Refused, "The file asks for other files to be read into it. Export it in one piece."},
	{xmlStylesheet, Flagged, Flagged, "The file names a style sheet; it is not fetched."},
	{xmlDeep, Refused, Refused, "Elements lie too deep inside each other. Export the file again."},
	{xmlToken, Refused, Refused, "A single tag is longer than the office takes. Export the file again."},
	{xmlBroken, Refused, Refused, "The file is not well-formed or is cut short. Export it again."},
	{script, Refused, Refused, "The page or drawing runs a script. Print it to PDF."},
	{frame, Flagged, Flagged, "The page loads other pages or holds a form."},
	{textNUL, Refused, Refused, "The text holds NUL bytes. Save it as UTF-8."},
	{textControl, Flagged, Flagged, "The text holds control characters."},
	{textBidi, Flagged, Flagged, "The text holds characters that turn the direction of writing."},
	{formula, Flagged, Flagged, "A cell begins like a formula; it is shown as text."},
	{jsonDeep, Refused, Refused, "Values lie too deep inside each other. Export the file again."},
	{jsonToken, Refused, Refused, "A single text in the file is longer, or an object larger, than the office takes. Export the file again."},
	{jsonBroken, Refused, Refused, "The file is not well-formed JSON, gives a name twice, or is cut short. Export it again."},
	{encodingUnknown, Refused, Refused, "The characters are in no encoding the office can be sure of. Save the file as UTF-8."},
	{imageDimensions, Refused, Refused, "The picture has more pixels than the office takes. Scale it down."},
	{imageBroken, Refused, Refused, "The picture is damaged or cut short. Save it again."},
}

// Markdown prints both tables as docs/design/uploads.md shows them.
func Markdown() string {
	var b strings.Builder
	b.WriteString("| type by its bytes | extensions | finding |\n|---|---|---|\n")
	for _, t := range types {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", t.Name, strings.Join(t.Extensions, " "), t.Finding)
	}
	b.WriteString("\n| finding | alone | in an archive | meaning and remedy |\n|---|---|---|---|\n")
	for _, f := range flags {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", f.Code, f.Alone, f.Nested, f.Text)
	}
	return b.String()
}
