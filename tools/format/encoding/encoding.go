package encoding

import (
	"slices"
	"strings"

	xtext "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// Encoding is one way to write text in bytes.
type Encoding struct {
	// Name is the stable word for it, such as "cp932".
	Name string
	mark string
	from xtext.Encoding // nil for UTF-8
}

// The encodings by name. They are never written to.
var (
	UTF8       = Encoding{Name: "utf-8"}
	UTF8Marked = Encoding{Name: "utf-8-bom", mark: "\xef\xbb\xbf"}
	UTF16LE    = Encoding{"utf-16le", "\xff\xfe", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)}
	UTF16BE    = Encoding{"utf-16be", "\xfe\xff", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}
	CP932      = Encoding{"cp932", "", japanese.ShiftJIS} // Shift_JIS as Windows has it
	EUCJP      = Encoding{"euc-jp", "", japanese.EUCJP}
	ISO2022JP  = Encoding{"iso-2022-jp", "", japanese.ISO2022JP}
	Latin      = Encoding{"windows-1252", "", charmap.Windows1252}
)

// known are the names that people and declarations give, without - _ and space.
var known = []struct {
	Encoding
	names []string
}{
	{UTF8, []string{"utf8", "usascii", "ascii"}},
	{UTF8Marked, []string{"utf8bom", "utf8sig"}},
	{UTF16LE, []string{"utf16", "utf16le"}},
	{UTF16BE, []string{"utf16be"}},
	{CP932, []string{"cp932", "shiftjis", "sjis", "xsjis", "windows31j", "ms932", "mskanji"}},
	{EUCJP, []string{"eucjp"}},
	{ISO2022JP, []string{"iso2022jp"}},
	{Latin, []string{"windows1252", "iso88591"}},
}

// Named returns the encoding of a name.
func Named(name string) (Encoding, bool) {
	short := strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(name))
	for _, k := range known {
		if slices.Contains(k.names, short) {
			return k.Encoding, true
		}
	}
	return Encoding{}, false
}

// OfTheWeb returns an encoding that browsers know by that name: reports come from
// all over the world.
func OfTheWeb(name string) (Encoding, bool) {
	if e, ok := Named(name); ok {
		return e, true
	}
	from, err := htmlindex.Get(name)
	return Encoding{Name: strings.ToLower(name), from: from}, err == nil
}

// Marked returns the encoding whose byte order mark the text begins with.
func Marked(head []byte) (Encoding, bool) {
	for _, e := range []Encoding{UTF8Marked, UTF16LE, UTF16BE} {
		if strings.HasPrefix(string(head[:min(len(head), 4)]), e.mark) {
			return e, true
		}
	}
	return Encoding{}, false
}

// Unmarked16 tells UTF-16 without a mark by its zero bytes: every other byte of what
// is ASCII is one.
func Unmarked16(head []byte) (Encoding, bool) {
	const enough = 4096
	head = head[:min(len(head), enough)]
	var zeros [2]int // at even and at odd places
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch even, odd := zeros[0], zeros[1]; {
	case odd > even && odd > len(head)/8:
		return UTF16LE, true
	case even > odd && even > len(head)/8:
		return UTF16BE, true
	}
	return Encoding{}, false
}

// MarkedUTF32 reports a mark of UTF-32, which nobody here reads; that of its
// little end begins as the one of UTF-16 does.
func MarkedUTF32(head []byte) bool {
	first := string(head[:min(len(head), 4)])
	return first == "\xff\xfe\x00\x00" || first == "\x00\x00\xfe\xff"
}

// Mark is the byte order mark by which a text names the encoding, "" for none.
func (e Encoding) Mark() string { return e.mark }

// IsUTF8 reports whether text of the encoding needs no decoding.
func (e Encoding) IsUTF8() bool { return e.from == nil }

// IsUTF16 reports whether two bytes make a character.
func (e Encoding) IsUTF16() bool { return e.Name == UTF16LE.Name || e.Name == UTF16BE.Name }
