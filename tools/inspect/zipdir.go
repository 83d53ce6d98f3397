package inspect

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// The signatures and fixed sizes of a zip's records (APPNOTE 4.3).
const (
	zipLocal, zipLocalSize     = "PK\x03\x04", 30
	zipCentral, zipCentralSize = "PK\x01\x02", 46
	zipEnd, zipEndSize         = "PK\x05\x06", 22
	zipEnd64, zipEnd64Size     = "PK\x06\x06", 56
	zipLocator, zipLocatorSize = "PK\x06\x07", 20
)

// zipEntry is what the central directory says of one entry. Only numbers are
// kept, so that a directory of any length stays small in memory.
type zipEntry struct {
	record   int64 // where its central record lies
	offset   int64 // of its local header
	packed   int64
	unpacked int64
	crc      uint32
	method   uint16
	flags    uint16
	mode     uint32 // Unix file mode
	length   int64  // of the central record
}

const (
	zipFlagEncrypted = 1<<0 | 1<<6 | 1<<13
	zipFlagStreamed  = 1 << 3
	zipStored        = 0
	zipDeflated      = 8
	unixType         = 0o170000
	unixLink         = 0o120000
	unixRegular      = 0o100000
	unixFolder       = 0o040000
)

// zipSpan is where the central directory lies.
type zipSpan struct {
	start, end int64 // of the directory
	tail       int64 // first byte of the end records
	last       int64 // end of the end record and its comment
	count      int64
}

var le = binary.LittleEndian

// findZipEnd reads the last end record. ok is false when there is none that
// fits. single is false when an earlier one reaches to the end of the file as
// well: readers that take the length of the comment seriously see another
// directory then than those that do not.
func findZipEnd(f file) (span zipSpan, single, ok bool) {
	from := max(0, f.size-zipEndSize-1<<16)
	tail := f.bytesAt(from, zipEndSize+1<<16)
	single = true
	for at := bytes.LastIndex(tail, []byte(zipEnd)); at >= 0; at = bytes.LastIndex(tail[:at], []byte(zipEnd)) {
		if len(tail)-at < zipEndSize {
			continue
		}
		candidate, fits := zipEndAt(f, from+int64(at), tail[at:])
		if !fits {
			continue
		}
		if !ok {
			span, ok = candidate, true
		} else if candidate.last == f.size {
			single = false
		}
	}
	return span, single, ok
}

func zipEndAt(f file, at int64, b []byte) (zipSpan, bool) {
	s := zipSpan{
		count: int64(le.Uint16(b[10:])),
		start: int64(le.Uint32(b[16:])),
		tail:  at,
		last:  at + zipEndSize + int64(le.Uint16(b[20:])),
	}
	s.end = s.start + int64(le.Uint32(b[12:]))
	if l := f.bytesAt(at-zipLocatorSize, zipLocatorSize); strings.HasPrefix(string(l), zipLocator) {
		wide := f.bytesAt(int64(le.Uint64(l[8:])), zipEnd64Size)
		if len(wide) < zipEnd64Size || !strings.HasPrefix(string(wide), zipEnd64) {
			return s, false
		}
		s.count, s.start = int64(le.Uint64(wide[32:])), int64(le.Uint64(wide[48:]))
		s.end, s.tail = s.start+int64(le.Uint64(wide[40:])), int64(le.Uint64(l[8:]))
	}
	fits := s.start >= 0 && s.end >= s.start && s.end <= s.tail && s.count >= 0
	return s, fits
}

// endsAsZip reports whether a zip reader would accept the file: an end record
// whose directory stands right before it.
func endsAsZip(f file) bool {
	span, _, ok := findZipEnd(f)
	if !ok || span.end == span.start {
		return false
	}
	size := span.end - span.start
	return strings.HasPrefix(string(f.bytesAt(span.tail-size, 4)), zipCentral) ||
		strings.HasPrefix(string(f.bytesAt(span.start, 4)), zipCentral)
}

// walkZip calls visit for each central record in turn until it returns false,
// and reports whether the directory was whole.
func walkZip(f file, span zipSpan, visit func(e zipEntry, name, extra []byte) bool) bool {
	at := span.start
	for range span.count {
		h := f.bytesAt(at, zipCentralSize)
		if len(h) < zipCentralSize || !strings.HasPrefix(string(h), zipCentral) {
			return false
		}
		nameLen, extraLen, commentLen := int(le.Uint16(h[28:])), int(le.Uint16(h[30:])), int64(le.Uint16(h[32:]))
		rest := f.bytesAt(at+zipCentralSize, nameLen+extraLen)
		if len(rest) < nameLen+extraLen {
			return false
		}
		e := zipEntry{
			record: at, offset: int64(le.Uint32(h[42:])),
			packed: int64(le.Uint32(h[20:])), unpacked: int64(le.Uint32(h[24:])),
			crc: le.Uint32(h[16:]), method: le.Uint16(h[10:]), flags: le.Uint16(h[8:]),
			mode:   le.Uint32(h[38:]) >> 16,
			length: zipCentralSize + int64(len(rest)) + commentLen,
		}
		e.widen(rest[nameLen:])
		if !visit(e, rest[:nameLen], rest[nameLen:]) {
			return true
		}
		at += e.length
	}
	return at == span.end
}

// widen takes the numbers too large for 32 bits from the zip64 field.
func (e *zipEntry) widen(extra []byte) {
	field := zipExtra(extra, 0x0001)
	for _, n := range []*int64{&e.unpacked, &e.packed, &e.offset} {
		if *n == 0xffffffff && len(field) >= 8 {
			*n, field = int64(le.Uint64(field)), field[8:]
		}
	}
}

func zipExtra(extra []byte, id uint16) []byte {
	for len(extra) >= 4 {
		size := int(le.Uint16(extra[2:]))
		if size > len(extra)-4 {
			return nil
		}
		if le.Uint16(extra) == id {
			return extra[4 : 4+size]
		}
		extra = extra[4+size:]
	}
	return nil
}

// readZip walks the directory, notes everything wrong with it and returns the
// entries that have content. ok is false when they must not be unpacked.
func (in *inspector) readZip(f file) (entries []zipEntry, ok bool) {
	span, single, found := findZipEnd(f)
	if !found {
		in.note(f, archiveBroken)
		return nil, false
	}
	if !single {
		in.note(f, archiveMismatch)
	}
	if span.last < f.size {
		in.note(f, trailingData)
	}
	if span.last > f.size {
		in.note(f, archiveBroken)
	}
	if span.count > int64(in.entries) {
		in.note(f, archiveCount)
		return nil, false
	}
	in.entries -= int(span.count)
	names := map[string]bool{}
	whole := walkZip(f, span, func(e zipEntry, name, extra []byte) bool {
		in.checkEntry(f, e, name, extra, names)
		entries = append(entries, e)
		return true
	})
	if !whole {
		in.note(f, archiveBroken)
	}
	in.checkLayout(f, entries, span)
	return entries, whole && in.fits(f, entries)
}

// checkEntry judges one central record against itself and its local header.
func (in *inspector) checkEntry(f file, e zipEntry, raw, extra []byte, names map[string]bool) {
	entry := f.entry(decodeName(raw))
	for _, name := range [][]byte{raw, unicodePath(extra)} {
		for _, code := range nameFindings(decodeName(name), in.limits.Name, true) {
			in.note(entry, code)
		}
	}
	key := sameName(decodeName(raw))
	if names[key] {
		in.note(entry, archiveDuplicate)
	}
	names[key] = true
	kind := e.mode & unixType
	for _, row := range []struct {
		code Code
		bad  bool
	}{
		{encrypted, e.flags&zipFlagEncrypted != 0 || e.method == 99},
		{archiveLink, kind == unixLink},
		{archiveDevice, kind != 0 && kind != unixLink && kind != unixRegular && kind != unixFolder},
		{archiveMethod, e.method != zipStored && e.method != zipDeflated && e.method != 99},
		{archiveMismatch, e.method == zipStored && e.packed != e.unpacked && e.flags&zipFlagEncrypted == 0},
		{archiveMismatch, strings.HasSuffix(string(raw), "/") && e.unpacked > 0},
		{archiveMismatch, !e.agrees(f, raw)},
	} {
		if row.bad {
			in.note(entry, row.code)
		}
	}
}

// unicodePath is the second name that some unpackers prefer (field 0x7075).
func unicodePath(extra []byte) []byte {
	field := zipExtra(extra, 0x7075)
	return field[min(len(field), 5):]
}

// sameName folds names that one folder cannot hold together on every system.
func sameName(name string) string {
	return strings.ToLower(norm.NFC.String(strings.TrimSuffix(strings.ReplaceAll(name, `\`, "/"), "/")))
}

// agrees compares the local header with the central record: two readers that
// trust different ones must still see the same file.
func (e zipEntry) agrees(f file, raw []byte) bool {
	h := f.bytesAt(e.offset, zipLocalSize)
	if len(h) < zipLocalSize || !strings.HasPrefix(string(h), zipLocal) {
		return false
	}
	name := f.bytesAt(e.offset+zipLocalSize, int(le.Uint16(h[26:])))
	same := bytes.Equal(name, raw) && le.Uint16(h[8:]) == e.method && (le.Uint16(h[6:])^e.flags)&zipFlagEncrypted == 0
	if e.flags&zipFlagStreamed != 0 || e.packed >= 0xffffffff || e.unpacked >= 0xffffffff || le.Uint32(h[18:]) == 0xffffffff {
		return same
	}
	return same && int64(le.Uint32(h[18:])) == e.packed && int64(le.Uint32(h[22:])) == e.unpacked
}

// start is where the packed bytes begin.
func (e zipEntry) start(f file) int64 {
	h := f.bytesAt(e.offset, zipLocalSize)
	if len(h) < zipLocalSize {
		return f.size
	}
	return e.offset + zipLocalSize + int64(le.Uint16(h[26:])) + int64(le.Uint16(h[28:]))
}

// checkLayout wants the entries to lie side by side from the first byte.
func (in *inspector) checkLayout(f file, entries []zipEntry, span zipSpan) {
	byOffset := slices.SortedFunc(slices.Values(entries), func(a, b zipEntry) int { return cmp.Compare(a.offset, b.offset) })
	end := int64(0)
	for i, e := range byOffset {
		switch {
		case e.offset < end:
			in.note(f, archiveOverlap)
		case i == 0 && e.offset > 0:
			in.note(f, polyglot)
		case e.offset-end > descriptorRoom:
			in.note(f, archiveGap)
		}
		end = max(end, e.start(f)+e.packed)
	}
	if end > span.start {
		in.note(f, archiveOverlap)
	} else if span.start-end > descriptorRoom || span.tail > span.end {
		in.note(f, archiveGap)
	}
}

// descriptorRoom is the longest data descriptor that may follow an entry.
const descriptorRoom = 24

// fits asks the declared sizes, before a byte is unpacked.
func (in *inspector) fits(f file, entries []zipEntry) bool {
	total := int64(0)
	for _, e := range entries {
		if e.packed < 0 || e.unpacked < 0 || e.packed > f.size {
			in.note(f, archiveBroken)
			return false
		}
		if e.unpacked > in.limits.Slack && e.unpacked/in.limits.Ratio > e.packed {
			in.note(f, archiveRatio)
		}
		if total += min(e.unpacked, in.limits.Unpacked+1); total > in.unpacked {
			in.note(f, archiveSize)
		}
	}
	return !in.has(archiveRatio) && !in.has(archiveSize) && !in.has(archiveOverlap)
}

func (in *inspector) has(code Code) bool {
	_, ok := in.found[code]
	return ok
}

// entry is the place of an entry before it is unpacked.
func (f file) entry(name string) file {
	return file{r: f.r, size: 0, name: base(name), place: f.place + "/" + printable(name), depth: f.depth + 1, nested: true}
}

// sniffZip tells a document from an archive by the names in the directory.
func (in *inspector) sniffZip(f file, head []byte) string {
	if bytes.HasPrefix(head[min(len(head), 30):], []byte("mimetypeapplication/vnd.oasis.opendocument.")) {
		return "odf"
	}
	span, _, ok := findZipEnd(f)
	if !ok || span.count > int64(in.limits.Entries) {
		return "zip"
	}
	office, opc := "", false
	walkZip(f, span, func(_ zipEntry, name, _ []byte) bool {
		opc = opc || string(name) == "[Content_Types].xml"
		folder, _, _ := strings.Cut(string(name), "/")
		if kind, ok := map[string]string{"word": "docx", "xl": "xlsx", "ppt": "pptx"}[folder]; ok && office == "" {
			office = kind
		}
		return true
	})
	switch {
	case !opc || office == "":
		return "zip"
	case slices.Contains(typesOf("office-macro"), extension(f.name)):
		return "office-macro"
	}
	return office
}
