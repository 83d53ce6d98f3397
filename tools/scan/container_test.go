package scan

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/fault"
)

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// zipped packs names and texts in turn.
func zipped(t *testing.T, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPackedReports(t *testing.T) {
	t.Parallel()
	text := readFixture(t, "nessus.nessus")
	for name, packed := range map[string]string{
		"gz": gzipped(t, text), "zip": zipped(t, "a/", "", "a/r.nessus", text, "__MACOSX/a/._r.nessus", "x", ".DS_Store", "x"),
		"gz of UTF-16": gzipped(t, "\xff\xfe"+wide(text)),
	} {
		report := read(t, packed, Options{})
		same(t, name, report.Format, "nessus-xml")
		same(t, name, len(report.Findings), 4)
	}
	whole := zipped(t, "r.nessus", text)
	locked := []byte(whole)
	for _, mark := range []string{"PK\x03\x04", "PK\x01\x02"} { // the bit that says "encrypted"
		at := strings.Index(whole, mark) + len(mark) + 2
		if mark == "PK\x01\x02" {
			at += 2
		}
		locked[at] |= 1
	}
	for name, c := range map[string]struct{ packed, code, why string }{
		"two":           {zipped(t, "a.nessus", text, "b.nessus", text), "report-packed", "files"},
		"none":          {zipped(t), "report-packed", "files"},
		"locked":        {string(locked), "report-packed", "locked"},
		"cut zip":       {whole[:len(whole)-9], "report-packed", "broken"},
		"cut gz":        {gzipped(t, text)[:200], "report-packed", "broken"},
		"no gz":         {"\x1f\x8bxx", "report-packed", "broken"},
		"many":          {zipped(t, many()...), "report-packed", "many"},
		"packed twice":  {gzipped(t, gzipped(t, text)), "report-packed", "twice"},
		"zip in a zip":  {zipped(t, "a.zip", whole), "report-packed", "twice"},
		"a large thing": {gzipped(t, text+strings.Repeat(" ", 2<<20)), "report-too-large", ""},
	} {
		_, err := ReadAll(strings.NewReader(c.packed), Options{MaxBytes: 1 << 20})
		spoken(t, diagnosis.Report{}, err)
		p := fault.ProblemsIn(err)
		if len(p) != 1 || p[0].Code != c.code || p[0].Data["why"] != c.why {
			t.Errorf("%s: got %v, want %s %s", name, err, c.code, c.why)
		}
	}
	gone := errors.New("disk gone")
	for _, begun := range []string{whole[:9], gzipped(t, text)[:9], gzipped(t, text)[:99]} {
		if _, err := ReadAll(io.MultiReader(strings.NewReader(begun), failing{gone}), Options{}); !errors.Is(err, gone) {
			t.Errorf("%q: got %v, want %v", begun, err, gone)
		}
	}
}

func many() (files []string) {
	for range maxZipFiles + 1 {
		files = append(files, "a/", "")
	}
	return files
}

// wide is a text in UTF-16, little end first.
func wide(text string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

// TestNotationsOfAScore: what people and spreadsheets make of 7.5 is read, what may be
// another number is not.
func TestNotationsOfAScore(t *testing.T) {
	t.Parallel()
	const head = "Plugin ID,Risk,Host,Protocol,Port,Name,Plugin Output,CVSS\n10001,High,192.0.2.1,tcp,443,Name,x,"
	for cell, want := range map[string]diagnosis.Verdict{
		"7.5": diagnosis.FailLevelIII, "7.5\u00a0": diagnosis.FailLevelIII, "\u30007.5\u3000": diagnosis.FailLevelIII, "７．５": diagnosis.FailLevelIII,
		`"=""7.5"""`: diagnosis.FailLevelIII, `"7,5"`: diagnosis.FailLevelIII, "\u20097.5": diagnosis.FailLevelIII,
		`"=""7.5"`: diagnosis.NoCVSS, "=7.5": diagnosis.NoCVSS, "7.5 ?": diagnosis.NoCVSS, "七・五": diagnosis.NoCVSS, "7\u00a05": diagnosis.NoCVSS, "－": diagnosis.NoCVSS,
	} {
		for name, text := range map[string]string{
			"LF": head + cell + "\n", "CR": strings.ReplaceAll(head+cell+"\n", "\n", "\r"), "CRLF": strings.ReplaceAll(head+cell+"\n", "\n", "\r\n"),
			"UTF-16": wide(head + cell + "\n"), "UTF-16 with a mark": "\xff\xfe" + wide(head+cell+"\n"), "mark": "\ufeff" + head + cell + "\n",
		} {
			got := diagnosis.Judge(anshin(scheme.CVSS2), read(t, text, Options{}), diagnosis.Terms{})
			same(t, cell+" "+name, got.Verdict, want)
		}
	}
}

// TestALiveRowWithoutItsDayMakesTheDayUnknown: a fresh row lends its day to no other.
func TestALiveRowWithoutItsDayMakesTheDayUnknown(t *testing.T) {
	t.Parallel()
	const head = "Plugin ID,CVSS,Risk,Host,Protocol,Port,Name,Vulnerability State,Last Found\n1,2.6,Low,192.0.2.1,tcp,443,N,Active,2024-07-01\n"
	for row, want := range map[string]string{
		"": "2024-07-01", "2,2.6,Low,192.0.2.2,tcp,443,N,Active,\n": "", "2,2.6,Low,192.0.2.2,tcp,443,N,Active,spring\n": "", "2,2.6,Low,192.0.2.2,tcp,443,N,Fixed,\n": "2024-07-01",
	} {
		same(t, row, read(t, head+row, Options{}).ScanDate.String(), want)
	}
}
