package encoding

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"akashi/tools/format/refusal"
	"akashi/values/fault"
)

func TestNamesOfEncodings(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"UTF-8": "utf-8", "us-ascii": "utf-8", "utf-8-sig": "utf-8-bom", "UTF-16": "utf-16le", "utf_16be": "utf-16be", "Shift_JIS": "cp932", "x-sjis": "cp932",
		"Windows-31J": "cp932", "MS_Kanji": "cp932", "EUC-JP": "euc-jp", "ISO-2022-JP": "iso-2022-jp", "ISO-8859-1": "windows-1252", "": "", "ebcdic": "", "utf-7": "",
	} {
		if got, ok := Named(name); got.Name != want || ok != (want != "") {
			t.Errorf("Named(%q) = %q, %v", name, got.Name, ok)
		}
	}
	if e, ok := OfTheWeb("KOI8-R"); !ok || e.Name != "koi8-r" {
		t.Errorf("koi8-r: %v", ok)
	}
	if _, ok := OfTheWeb("utf-7"); ok {
		t.Error("utf-7 is read")
	}
}

func TestMarks(t *testing.T) {
	t.Parallel()
	for head, want := range map[string]string{"\xef\xbb\xbfa": "utf-8-bom", "\xff\xfe": "utf-16le", "\xfe\xffa": "utf-16be", "": "", "\xef\xbb": "", "a": ""} {
		if got, ok := Marked([]byte(head)); got.Name != want || ok != (want != "") {
			t.Errorf("%q: got %q, %v", head, got.Name, ok)
		}
	}
	if !MarkedUTF32([]byte("\xff\xfe\x00\x00<")) || MarkedUTF32([]byte("\xff\xfe<\x00")) {
		t.Error("UTF-32 is not told from UTF-16")
	}
}

func TestUTF16WithoutAMark(t *testing.T) {
	t.Parallel()
	for head, want := range map[string]string{"P\x00l\x00,\x00": "utf-16le", "\x00P\x00l\x00,": "utf-16be", "Plugin ID,CVE\x00": "", "証": "", "": "", "a\x00" + "bcdefghijklmnopqrst": ""} {
		if got, ok := Unmarked16([]byte(head)); got.Name != want || ok != (want != "") {
			t.Errorf("%q: got %q, %v", head, got.Name, ok)
		}
	}
}

// TestReadersAreStrict: what is read is the text, and a byte of no encoding ends
// it, wherever the reads part.
func TestReadersAreStrict(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 5000)
	for _, c := range []struct {
		e    Encoding
		data string
		want string // "" when it is refused
	}{
		{UTF8, "証" + long, "証" + long}, {UTF8, long + "\xff", ""}, {UTF8, long + "\xe8\xa8", ""},
		{CP932, "\x8f\x91\x8e\xae" + long, "書式" + long}, {CP932, long + "\x81", ""}, {CP932, long + "\xa0" + long, ""},
		{UTF16LE, "a\x00<\x00", "a<"}, {UTF16BE, "\x00a\xd8\x3d", ""}, {EUCJP, "\xbd\xf1", "書"}, {EUCJP, "\xbd", ""},
		{ISO2022JP, "\x1b$B=q\x1b(B", "書"}, {Latin, "\xe9", "é"},
	} {
		for name, wrap := range map[string]func(io.Reader) io.Reader{"whole": func(r io.Reader) io.Reader { return r }, "byte by byte": iotest.OneByteReader} {
			got, err := io.ReadAll(wrap(c.e.Reader(strings.NewReader(c.data))))
			if c.want != "" && (err != nil || string(got) != c.want) {
				t.Errorf("%s, %s: got %.20q, %v", c.e.Name, name, got, err)
			}
			if c.want == "" && (refusal.KindOf(err) != refusal.Encoding || !errors.Is(err, fault.Invalid)) {
				t.Errorf("%s, %s: %.20q is read: %v", c.e.Name, name, c.data, err)
			}
		}
	}
	gone := errors.New("disk gone")
	if _, err := io.ReadAll(CP932.Reader(iotest.ErrReader(gone))); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
}

func TestWholeTexts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		e          Encoding
		data, want string
	}{{UTF8Marked, "\xef\xbb\xbfa", "a"}, {UTF8, "\xff", "\xff"}, {UTF16LE, "\xff\xfea\x00", "a"}, {UTF16LE, "a\x00", "a"}, {CP932, "a\x81", "a\ufffd"}} {
		if got, err := c.e.Text([]byte(c.data)); err != nil || string(got) != c.want {
			t.Errorf("%s %q: got %q, %v", c.e.Name, c.data, got, err)
		}
	}
	if cut := []byte("証証")[:5]; !Looks(cut, false) || Looks(cut, true) || Looks(bytes.Repeat([]byte{0xff}, 9), false) {
		t.Error("UTF-8 is not told by its beginning")
	}
}
