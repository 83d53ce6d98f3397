package inspect

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf16"
)

// compound is an OLE2 container ([MS-CFB]), the shell of the Office formats
// before 2007 and of encrypted documents since.
type compound struct {
	file
	sector int64
	fat    []uint32
	mini   []uint32
	small  int64  // streams below this size lie in the mini stream
	root   stream // the mini stream
	items  []stream
}

type stream struct {
	name  string
	kind  byte // 1 storage, 2 stream, 5 root
	first uint32
	size  int64
}

const (
	oleHeader    = 512
	oleLast      = 0xfffffffa // sector numbers from here on are marks
	oleEntry     = 128
	oleMostItems = 20000
	oleMostTable = 2 << 20 // bytes of the mini stream's table, and of the stream
)

// openCompound reads the tables and the directory; ok is false when they are
// damaged.
func openCompound(f file) (c *compound, ok bool) {
	h := f.bytesAt(0, oleHeader)
	if len(h) < oleHeader || le.Uint16(h[30:]) != 9 && le.Uint16(h[30:]) != 12 {
		return nil, false
	}
	c = &compound{file: f, sector: 1 << le.Uint16(h[30:]), small: int64(le.Uint32(h[56:]))}
	if !c.readFAT(h) {
		return nil, false
	}
	directory, ok := c.chain(le.Uint32(h[48:]), oleMostItems*oleEntry)
	if !ok || !c.readDirectory(directory) {
		return nil, false
	}
	table, ok := c.chain(le.Uint32(h[60:]), oleMostTable)
	c.mini = words(table)
	return c, ok
}

// readFAT follows the list of the table's own sectors, of which the header
// holds the first 109.
func (c *compound) readFAT(h []byte) bool {
	list := words(h[76:oleHeader])
	next, most := le.Uint32(h[68:]), c.size/c.sector+1
	longest := 4 * (most + oleHeader) // of the table; writers may leave room in it
	for steps := int64(0); next < oleLast; steps++ {
		more := words(c.sectorAt(next))
		if len(more) == 0 || steps > most {
			return false
		}
		list, next = append(list, more[:len(more)-1]...), more[len(more)-1]
		if int64(len(list)) > most+109 {
			return false
		}
	}
	for _, n := range list {
		if n >= oleLast {
			continue
		}
		part := c.sectorAt(n)
		if len(part) == 0 || int64(len(c.fat)) > max(longest, 109*c.sector/4) {
			return false
		}
		c.fat = append(c.fat, words(part)...)
	}
	return len(c.fat) > 0
}

func (c *compound) sectorAt(n uint32) []byte {
	return c.bytesAt((int64(n)+1)*c.sector, int(c.sector))
}

// chain reads the sectors that follow each other from first, at most so many
// bytes.
func (c *compound) chain(first uint32, most int64) ([]byte, bool) {
	var b []byte
	for n := first; n < oleLast; n = c.fat[n] {
		part := c.sectorAt(n)
		if int64(n) >= int64(len(c.fat)) || len(part) == 0 {
			return b, false
		}
		if b = append(b, part...); int64(len(b)) >= most {
			return b, true
		}
		if int64(len(b)) > c.size {
			return b, false // a ring
		}
	}
	return b, true
}

func (c *compound) readDirectory(b []byte) bool {
	for ; len(b) >= oleEntry; b = b[oleEntry:] {
		length := int(le.Uint16(b[64:]))
		if b[66] == 0 || length < 2 || length > 64 {
			continue
		}
		units := make([]uint16, length/2-1)
		for i := range units {
			units[i] = le.Uint16(b[2*i:])
		}
		item := stream{string(utf16.Decode(units)), b[66], le.Uint32(b[116:]), int64(le.Uint32(b[120:]))}
		if item.kind == 5 {
			c.root = item
		}
		c.items = append(c.items, item)
	}
	return len(c.items) > 0 && c.items[0].kind == 5
}

// beginning returns up to most bytes of a stream.
func (c *compound) beginning(s stream, most int64) []byte {
	most = min(most, s.size)
	if s.size >= c.small {
		b, _ := c.chain(s.first, most)
		return b[:min(most, int64(len(b)))]
	}
	const miniSector = 64
	shelf, _ := c.chain(c.root.first, min(c.root.size, oleMostTable))
	var b []byte
	for n := s.first; int64(n) < int64(len(c.mini)) && int64(len(b)) < most; n = c.mini[n] {
		at := int64(n) * miniSector
		if at+miniSector > int64(len(shelf)) {
			break
		}
		b = append(b, shelf[at:at+miniSector]...)
	}
	return b[:min(most, int64(len(b)))]
}

func (c *compound) find(names ...string) (stream, bool) {
	for _, item := range c.items {
		for _, name := range names {
			if strings.EqualFold(item.name, name) {
				return item, true
			}
		}
	}
	return stream{}, false
}

func words(b []byte) []uint32 {
	w := make([]uint32, len(b)/4)
	for i := range w {
		w[i] = le.Uint32(b[4*i:])
	}
	return w
}

// oleKinds tells the documents in a container apart by a stream each must have.
var oleKinds = []struct{ stream, kind string }{
	{"EncryptedPackage", "office-encrypted"},
	{"WordDocument", "doc"}, {"Workbook", "xls"}, {"Book", "xls"}, {"PowerPoint Document", "ppt"},
}

func sniffOLE(f file) string {
	c, ok := openCompound(f)
	if !ok {
		// Still the document its extension says, but a damaged one.
		for _, kind := range []string{"doc", "xls", "ppt"} {
			if extension(f.name) == kind {
				return kind
			}
		}
		return "ole"
	}
	for _, row := range oleKinds {
		if _, ok := c.find(row.stream); ok {
			return row.kind
		}
	}
	return "ole"
}

// oleItems are the storages and streams whose presence decides.
var oleItems = map[string]Code{
	"vba": macro, "macros": macro, "_vba_project": macro, "_vba_project_cur": macro,
	"\x01ole10native": olePackage, "package": embeddedFile,
	"encryptedsummary": encrypted, "encryptioninfo": encrypted,
}

// oleEmbedding is how Word and Excel name the storage of an embedded object;
// Word's ObjectPool around them is there even when it is empty.
var oleEmbedding = regexp.MustCompile(`^(?:mbd[0-9a-f]{8}|_\d+)$`)

// ole looks at a document of the old Office formats.
func (in *inspector) ole(f file) {
	c, ok := openCompound(f)
	if !ok {
		in.note(f, oleBroken)
		return
	}
	if c.cutShort() {
		in.note(f, oleBroken)
	}
	for _, item := range c.items {
		name := strings.ToLower(item.name)
		if code, ok := oleItems[name]; ok {
			in.noteOnce(f, code)
		}
		if item.kind == 1 && oleEmbedding.MatchString(name) {
			in.noteOnce(f, oleObject)
		}
	}
	if book, ok := c.find("Workbook", "Book"); ok {
		in.biff(f, c.beginning(book, 1<<20))
	}
	const fileInformation, encryptedBit = 12, 1 << 0
	if word, ok := c.find("WordDocument"); ok {
		if fib := c.beginning(word, fileInformation); len(fib) == fileInformation && fib[11]&encryptedBit != 0 {
			in.noteOnce(f, encrypted)
		}
	}
	in.oleFields(f)
}

// cutShort holds when the table knows sectors that the file does not have.
func (c *compound) cutShort() bool {
	const free = 0xffffffff
	for i, next := range c.fat {
		if next != free && (int64(i)+1)*c.sector >= c.size {
			return true
		}
	}
	return false
}

// biff walks the records of a workbook's first part ([MS-XLS] 2.1.4).
func (in *inspector) biff(f file, b []byte) {
	const filePass, boundSheet, end = 0x2f, 0x85, 0x0a
	for len(b) >= 4 {
		kind, size := le.Uint16(b), int(le.Uint16(b[2:]))
		body := b[4:min(len(b), 4+size)]
		switch {
		case kind == filePass:
			in.noteOnce(f, encrypted)
			return // the rest is enciphered
		case kind == boundSheet && len(body) > 5 && (body[5] == 1 || body[5] == 6):
			in.noteOnce(f, macro)
		case kind == end:
			return
		}
		b = b[min(len(b), 4+size):]
	}
}

// oleFields finds the field that starts another program, in either width of
// character.
func (in *inspector) oleFields(f file) {
	const word = "ddeauto"
	wide := strings.Join(strings.Split(word, ""), "\x00")
	_ = windows(f.reader(), func(lower []byte) {
		if bytes.Contains(lower, []byte(word)) || bytes.Contains(lower, []byte(wide)) {
			in.noteOnce(f, dde)
		}
	})
}
