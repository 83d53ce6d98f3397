package inspect

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"unicode"

	"akashi/values/fault"
)

// Limits bounds the work on one upload. They count bytes and things, never
// time, so that the same file always gets the same verdict.
type Limits struct {
	Size     int64 // bytes of the upload
	Unpacked int64 // bytes of everything unpacked from it, at all depths together
	Ratio    int64 // unpacked bytes for each packed one
	Slack    int64 // unpacked bytes of one entry below which Ratio is not asked
	Entries  int   // files in all its archives together
	Depth    int   // layers of packing inside each other; a tar.gz or a docx in a zip is two
	Name     int   // bytes of a name
	Nesting  int   // elements or values inside each other
	Token    int   // bytes of one tag or of a document type
	Pixels   int64 // width times height of a picture
}

// DefaultLimits holds a file within ten seconds and a few mebibytes of memory
// on one core of the smallest machine the office uses.
func DefaultLimits() Limits {
	return Limits{
		Size:     128 << 20,
		Unpacked: 256 << 20,
		Ratio:    100,
		Slack:    4 << 20,
		Entries:  5000,
		Depth:    4,
		Name:     512,
		Nesting:  200,
		Token:    1 << 20,
		Pixels:   250_000_000,
	}
}

// orDefault gives every limit that is not set the office's own.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	return Limits{
		Size:     cmp.Or(l.Size, d.Size),
		Unpacked: cmp.Or(l.Unpacked, d.Unpacked),
		Ratio:    cmp.Or(l.Ratio, d.Ratio),
		Slack:    cmp.Or(l.Slack, d.Slack),
		Entries:  cmp.Or(l.Entries, d.Entries),
		Depth:    cmp.Or(l.Depth, d.Depth),
		Name:     cmp.Or(l.Name, d.Name),
		Nesting:  cmp.Or(l.Nesting, d.Nesting),
		Token:    cmp.Or(l.Token, d.Token),
		Pixels:   cmp.Or(l.Pixels, d.Pixels),
	}
}

// Remark is one row of Flags met in a file, with the first place where it was.
type Remark struct {
	Code        Code        `json:"code"`
	Where       string      `json:"where"` // path through the archives, made safe to print
	Disposition Disposition `json:"disposition"`
}

// Verdict is what became of a file. Reason is the finding that turned it away,
// empty when it was taken; Flags are the codes of all findings that count.
type Verdict struct {
	Type        string      `json:"type"`
	Accepted    bool        `json:"accepted"`
	Reason      Code        `json:"reason"`
	Flags       []Code      `json:"flags"`
	Disposition Disposition `json:"disposition"`
	Encoding    string      `json:"encoding,omitempty"` // of a text: utf-8, cp932, …
	Findings    []Remark    `json:"findings"`
}

// Err is the refusal of a file with everything found that turns it away, nil for
// a file that was taken.
func (v Verdict) Err() error {
	var p fault.Problems
	for _, found := range v.Findings {
		if found.Disposition == Refused {
			p.Add(string(found.Code), found.Where)
		}
	}
	return p.Err()
}

// Inspect looks at an upload called name. It reads r, writes nothing but the
// temporary file of a Spool for a large entry of an archive, and always returns
// a verdict: what it cannot read is refused.
func Inspect(r io.ReaderAt, size int64, name string, limits Limits) Verdict {
	limits = limits.orDefault()
	in := &inspector{limits: limits, unpacked: limits.Unpacked, entries: limits.Entries, found: map[Code]Remark{}}
	f := file{r: r, size: size, name: name, place: printable(name)}
	if size > limits.Size {
		in.note(f, tooLarge)
		return in.verdict(in.sniff(f), "")
	}
	kind := in.look(f)
	return in.verdict(kind, in.encoding)
}

// file is one thing to look at: the upload, or what was unpacked from it.
type file struct {
	r      io.ReaderAt
	size   int64
	name   string // last element of its path, decoded
	place  string
	depth  int  // archives around it
	nested bool // an entry of an archive, and not a part of a document
}

func (f file) reader() io.Reader { return io.NewSectionReader(f.r, 0, f.size) }

// bytesAt returns up to n bytes from off, fewer at the end of the file.
func (f file) bytesAt(off int64, n int) []byte {
	if off < 0 || off >= f.size || n <= 0 {
		return nil
	}
	b := make([]byte, min(int64(n), f.size-off))
	m, _ := f.r.ReadAt(b, off)
	return b[:m]
}

// inspector carries what one upload may still spend and what was found in it.
type inspector struct {
	limits   Limits
	unpacked int64
	entries  int
	encoding string
	found    map[Code]Remark
}

// look judges one file by name, type and content, and returns its type.
func (in *inspector) look(f file) string {
	for _, code := range nameFindings(f.name, in.limits.Name, false) {
		in.note(f, code)
	}
	if f.size > 0 && len(f.bytesAt(f.size-1, 1)) == 0 {
		in.note(f, unreadable)
	}
	kind := in.sniff(f)
	if row := typeNamed(kind); row.Finding != "" {
		in.note(f, row.Finding)
	}
	in.checkExtension(f, kind)
	if check := checks()[kind]; check != nil {
		check(in, f)
	}
	if alsoZip(f, kind) {
		in.note(f, polyglot)
	}
	return kind
}

// alsoZip holds when a zip reader would accept a file of another type. A folder
// of files and a compound document may hold a zip near their end; they are
// refused only when it ends with them.
func alsoZip(f file, kind string) bool {
	switch kind {
	case "zip", "docx", "xlsx", "pptx", "odf", "office-macro":
		return false
	case "tar", "doc", "xls", "ppt", "ole":
		span, _, ok := findZipEnd(f)
		return ok && span.last == f.size && endsAsZip(f)
	}
	return endsAsZip(f)
}

// checks is what is asked of the content of each type.
func checks() map[string]func(*inspector, file) {
	return map[string]func(*inspector, file){
		"pdf": (*inspector).pdf,
		"zip": (*inspector).zip, "gzip": (*inspector).gzip, "tar": (*inspector).tar,
		"docx": (*inspector).ooxml, "xlsx": (*inspector).ooxml, "pptx": (*inspector).ooxml,
		"office-macro": (*inspector).ooxml, "odf": (*inspector).odf,
		"doc": (*inspector).ole, "xls": (*inspector).ole, "ppt": (*inspector).ole, "ole": (*inspector).ole,
		"png": (*inspector).png, "jpeg": (*inspector).jpeg, "gif": (*inspector).gif,
		"webp": (*inspector).webp, "tiff": (*inspector).tiff,
		"svg": (*inspector).svg, "xml": (*inspector).xml, "html": (*inspector).html,
		"json": (*inspector).json, "text": (*inspector).text,
	}
}

func (in *inspector) checkExtension(f file, kind string) {
	ext := extension(f.name)
	known := slices.ContainsFunc(types, func(t Type) bool { return slices.Contains(t.Extensions, ext) })
	switch {
	case kind == "empty" && f.nested:
		return
	case slices.Contains(typesOf("executable"), ext):
		in.note(f, executable)
	case !known:
		in.note(f, extensionUnknown)
	case kind != "empty" && !slices.Contains(typesOf(kind), ext):
		in.note(f, extensionMismatch)
	}
}

func typeNamed(name string) Type {
	i := slices.IndexFunc(types, func(t Type) bool { return t.Name == name })
	if i < 0 {
		return Type{}
	}
	return types[i]
}

func typesOf(name string) []string { return typeNamed(name).Extensions }

// extension returns the part of name after its last dot, in lower case.
func extension(name string) string {
	_, ext, _ := lastCut(name, ".")
	return strings.ToLower(ext)
}

func lastCut(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// note records a finding once; a graver disposition of the same code wins.
func (in *inspector) note(f file, code Code) {
	i := slices.IndexFunc(flags, func(row Flag) bool { return row.Code == code })
	row := flags[i]
	disposition := row.Alone
	if f.nested {
		disposition = row.Nested
	}
	if before, ok := in.found[code]; !ok || worse(disposition, before.Disposition) {
		in.found[code] = Remark{code, f.place, disposition}
	}
}

// refused reports whether anything found so far turns the upload away.
func (in *inspector) refused() bool {
	for _, found := range in.found {
		if found.Disposition == Refused {
			return true
		}
	}
	return false
}

func (in *inspector) verdict(kind, encoding string) Verdict {
	v := Verdict{Type: kind, Disposition: Accepted, Encoding: encoding, Flags: []Code{}, Findings: []Remark{}}
	for _, row := range flags {
		found, ok := in.found[row.Code]
		if !ok || found.Disposition == Accepted {
			continue
		}
		v.Flags = append(v.Flags, row.Code)
		v.Findings = append(v.Findings, found)
		if found.Disposition == Refused && v.Reason == "" {
			v.Reason = row.Code
		}
		if worse(found.Disposition, v.Disposition) {
			v.Disposition = found.Disposition
		}
	}
	v.Accepted = v.Disposition != Refused
	return v
}

// printable makes a name safe for a terminal and a page, and short.
func printable(name string) string {
	const most = 200
	runes := []rune(strings.ToValidUTF8(name[:min(len(name), 4*most)], "\uFFFD"))
	for i, r := range runes {
		if !unicode.IsPrint(r) {
			runes[i] = '\uFFFD'
		}
	}
	return string(runes[:min(len(runes), most)])
}
