package inspect

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"regexp"
	"strconv"
)

// pdfNames are the names of ISO 32000 whose presence decides, wherever they
// stand. Position is ignored on purpose: viewers repair broken files in ways
// that would bring to life what a correct reader skips.
var pdfNames = map[string]Code{
	"JavaScript": pdfJavaScript, "Rendition": pdfRichMedia,
	"Launch": pdfLaunch, "EmbeddedFile": pdfAttachment, "EmbeddedFiles": pdfAttachment, "Collection": pdfAttachment,
	"XFA": pdfXFA, "Encrypt": encrypted,
	"GoToR": pdfRemote, "GoToE": pdfRemote, "SubmitForm": pdfRemote, "ImportData": pdfRemote,
	"RichMedia": pdfRichMedia, "Movie": pdfRichMedia, "Sound": pdfRichMedia, "Screen": pdfRichMedia,
}

// pdfFilters are the packings through which an object stream is not followed.
var pdfFilters = map[string]bool{
	"ASCIIHexDecode": true, "ASCII85Decode": true, "LZWDecode": true, "RunLengthDecode": true, "Crypt": true,
	"AHx": true, "A85": true, "LZW": true, "RL": true,
}

// pdf looks at every name in the file and in its packed object streams, at its
// end and at its cross-reference table.
func (in *inspector) pdf(f file) {
	scan := pdfScan{inspector: in, file: f, streams: true}
	scan.read(f.reader())
	if !scan.objects {
		in.note(f, pdfBroken)
	}
	in.marks(f, bytes.ToLower(f.bytesAt(0, 1024)), []mark{{"<html", polyglot}, {"<script", polyglot}, {"<?php", polyglot}})
	in.pdfEnd(f)
}

// pdfScan reads bytes and follows three things: names, the word obj, and the
// word stream.
type pdfScan struct {
	*inspector
	file
	streams  bool // look into packed streams
	objects  bool // the word obj was seen
	at       int64
	looked   int   // streams looked into
	packed   int64 // where an object stream was named, 0 if not since the last stream
	filter   int64 // where a packing that is not followed was named, likewise
	inflater io.ReadCloser
}

// mostStreams bounds the streams that are looked into; a document has a few for
// each page.
const mostStreams = 20000

// near is how far apart the names of one stream's dictionary may stand.
const near = 512

func (s *pdfScan) read(r io.Reader) {
	b := bufio.NewReaderSize(r, 64<<10)
	word := make([]byte, 0, 64)
	isName := false
	for {
		c, err := b.ReadByte()
		if err != nil {
			s.token(word, isName, ' ')
			return
		}
		s.at++
		switch {
		case c == '/':
			s.token(word, isName, c)
			word, isName = word[:0], true
		case pdfRegular(c):
			if len(word) < cap(word) {
				word = append(word, c)
			}
		case len(word) > 0:
			if isName && pdfName(word) == "OpenAction" {
				ahead, _ := b.Peek(32)
				s.openAction(append([]byte{c}, ahead...))
			}
			s.token(word, isName, c)
			word, isName = word[:0], false
		default:
			isName = false
		}
	}
}

// pdfRegular holds for characters that are neither white space nor delimiter
// (ISO 32000-1, 7.2.2).
func pdfRegular(c byte) bool {
	switch c {
	case 0, '\t', '\n', '\f', '\r', ' ', '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return false
	}
	return true
}

func (s *pdfScan) token(word []byte, isName bool, next byte) {
	switch {
	case isName:
		s.name(pdfName(word))
	case string(word) == "obj":
		s.objects = true
	case s.streams && string(word) == "stream" && (next == '\r' || next == '\n'):
		s.looked++
		if !s.stream(s.at) && s.packed > 0 && s.at-s.packed < near {
			s.noteOnce(s.file, pdfOpaque)
		}
		s.packed, s.filter = 0, 0
	}
}

// pdfName undoes the #xx escapes by which a name can be written differently.
func pdfName(word []byte) string {
	if bytes.IndexByte(word, '#') < 0 {
		return string(word)
	}
	name := make([]byte, 0, len(word))
	for i := 0; i < len(word); i++ {
		if word[i] == '#' && i+2 < len(word) {
			if n, err := strconv.ParseUint(string(word[i+1:i+3]), 16, 8); err == nil {
				name, i = append(name, byte(n)), i+2
				continue
			}
		}
		name = append(name, word[i])
	}
	return string(name)
}

func (s *pdfScan) name(name string) {
	if code, ok := pdfNames[name]; ok {
		s.noteOnce(s.file, code)
	}
	switch {
	case name == "ObjStm":
		s.packed = s.at
	case pdfFilters[name]:
		s.filter = s.at
	}
	if s.packed > 0 && s.filter > 0 && max(s.packed-s.filter, s.filter-s.packed) < near {
		s.noteOnce(s.file, pdfOpaque)
	}
}

var plainDestination = regexp.MustCompile(`^\s*\[`)

// openAction lets the document open at a page of its own without remark.
func (s *pdfScan) openAction(ahead []byte) {
	if !plainDestination.Match(ahead) {
		s.noteOnce(s.file, pdfOpenAction)
	}
}

// stream looks into a packed stream if it can be an object stream: those begin
// with a number. Pictures and fonts do not and are left alone; it then returns
// false.
func (s *pdfScan) stream(at int64) bool {
	if s.looked > mostStreams {
		s.noteOnce(s.file, pdfOpaque)
		return true
	}
	for c := s.bytesAt(at, 1); len(c) == 1 && (c[0] == '\n' || c[0] == '\r'); c = s.bytesAt(at, 1) {
		at++
	}
	packed := io.NewSectionReader(s.r, at, s.size-at)
	if !s.inflate(packed) {
		return false
	}
	content := bufio.NewReader(s.inflater)
	for {
		c, err := content.ReadByte()
		if err != nil || s.unpacked <= 0 {
			return false
		}
		if pdfRegular(c) || c == '%' {
			if c != '%' && c != '+' && (c < '0' || c > '9') {
				return false
			}
			_ = content.UnreadByte()
			break
		}
		s.unpacked--
	}
	inner := pdfScan{inspector: s.inspector, file: s.file}
	limited := &io.LimitedReader{R: content, N: s.unpacked}
	inner.read(limited)
	if limited.N == 0 {
		s.noteOnce(s.file, archiveSize)
	}
	s.unpacked = limited.N
	return true
}

func (s *pdfScan) inflate(r io.Reader) bool {
	if s.inflater == nil {
		opened, err := zlib.NewReader(r)
		s.inflater = opened
		return err == nil
	}
	return s.inflater.(zlib.Resetter).Reset(r, nil) == nil
}

var startXref = regexp.MustCompile(`startxref\s+(\d{1,12})\s+%%EOF`)

// pdfEnd looks at the last lines, which tell a viewer where to begin.
func (in *inspector) pdfEnd(f file) {
	const tailSize = 2048
	from := max(0, f.size-tailSize)
	tail := f.bytesAt(from, tailSize)
	end := bytes.LastIndex(tail, []byte("%%EOF"))
	if end < 0 {
		in.note(f, pdfTruncated)
		return
	}
	if len(bytes.Trim(tail[end+5:], "\x00 \t\r\n\f\x1a")) > 0 {
		in.note(f, trailingData)
	}
	all := startXref.FindAllSubmatch(tail[:end+5], -1)
	if len(all) == 0 {
		in.note(f, pdfXref)
		return
	}
	at, err := strconv.ParseInt(string(all[len(all)-1][1]), 10, 64)
	if err != nil || !goodXref(f, at) {
		in.note(f, pdfXref)
	}
}

var (
	xrefStream  = regexp.MustCompile(`^\s*\d+\s+\d+\s+obj`)
	xrefTable   = regexp.MustCompile(`^\s*xref\s+`)
	xrefSection = regexp.MustCompile(`^\s*(\d+)\s+(\d+)\s*?(?:\r\n|\n|\r)`)
	xrefEntry   = regexp.MustCompile(`^(\d{10}) \d{5} ([nf])(?: \r| \n|\r\n)$`)
)

// mostXref bounds the entries of a table that are compared with the file.
const mostXref = 20000

// goodXref checks the cross-reference section that starts at an offset: each
// entry has its twenty bytes, and an object stands where it points.
func goodXref(f file, at int64) bool {
	head := f.bytesAt(at, 64)
	if xrefStream.Match(head) {
		return true
	}
	m := xrefTable.Find(head)
	if m == nil {
		return false
	}
	at += int64(len(m))
	checked := 0
	for {
		head := f.bytesAt(at, 64)
		m := xrefSection.FindSubmatch(head)
		if m == nil {
			return bytes.HasPrefix(bytes.TrimSpace(head), []byte("trailer"))
		}
		first, err1 := strconv.Atoi(string(m[1]))
		count, err2 := strconv.Atoi(string(m[2]))
		if errors.Join(err1, err2) != nil {
			return false
		}
		at += int64(len(m[0]))
		for i := range count {
			if checked++; checked > mostXref {
				return true
			}
			if !goodXrefEntry(f, f.bytesAt(at, 20), first+i) {
				return false
			}
			at += 20
		}
	}
}

func goodXrefEntry(f file, entry []byte, number int) bool {
	m := xrefEntry.FindSubmatch(entry)
	if m == nil {
		return false
	}
	if string(m[2]) == "f" {
		return true
	}
	at, err := strconv.ParseInt(string(m[1]), 10, 64)
	want := strconv.Itoa(number) + " "
	return err == nil && bytes.HasPrefix(bytes.TrimLeft(f.bytesAt(at, 40), " \t\r\n"), []byte(want))
}
