package sheet_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"akashi/beside/testkit"
	"akashi/tools/sheet"
	"akashi/values/fault"
)

func cp932(t *testing.T, s string) []byte {
	t.Helper()
	b, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func utf16(t *testing.T, s string, order unicode.Endianness, bom unicode.BOMPolicy) []byte {
	t.Helper()
	b, err := unicode.UTF16(order, bom).NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const holders = "No.,サービス名,会社名\r\n1,見本ネット～,見本インターネット株式会社\r\n"

func want() [][]string {
	return [][]string{{"No.", "サービス名", "会社名"}, {"1", "見本ネット～", "見本インターネット株式会社"}}
}

func TestReadFindsTheEncoding(t *testing.T) {
	t.Parallel()
	ascii := "a,b\n1,2\n"
	for name, c := range map[string]struct {
		data  []byte
		found string
		want  [][]string
	}{
		"UTF-8":                 {[]byte(holders), sheet.UTF8, want()},
		"UTF-8 with a mark":     {[]byte("\uFEFF" + holders), sheet.UTF8BOM, want()},
		"UTF-16LE with a mark":  {utf16(t, holders, unicode.LittleEndian, unicode.UseBOM), sheet.UTF16LE, want()},
		"UTF-16BE with a mark":  {utf16(t, holders, unicode.BigEndian, unicode.UseBOM), sheet.UTF16BE, want()},
		"UTF-16LE without mark": {utf16(t, ascii, unicode.LittleEndian, unicode.IgnoreBOM), sheet.UTF16LE, [][]string{{"a", "b"}, {"1", "2"}}},
		"UTF-16BE without mark": {utf16(t, ascii, unicode.BigEndian, unicode.IgnoreBOM), sheet.UTF16BE, [][]string{{"a", "b"}, {"1", "2"}}},
		"CP932":                 {cp932(t, holders), sheet.CP932, want()},
		"CP932 beyond JIS":      {cp932(t, "①,髙,﨑\n"), sheet.CP932, [][]string{{"①", "髙", "﨑"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := sheet.Read(bytes.NewReader(c.data), sheet.Options{})
			if err != nil || got.Encoding != c.found || !reflect.DeepEqual(got.Rows, c.want) {
				t.Errorf("got %q %q %v, want %q %q", got.Encoding, got.Rows, err, c.found, c.want)
			}
		})
	}
}

func TestReadFindsTheSeparator(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"comma": "a,\"b;;;\",c\n", "semicolon": "a;\"b;;;\";c\n", "tab": "a\t\"b;;;\"\tc\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := sheet.Read(strings.NewReader(text), sheet.Options{})
			if err != nil || !reflect.DeepEqual(got.Rows, [][]string{{"a", "b;;;", "c"}}) {
				t.Errorf("got %q %v", got.Rows, err)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data    string
		options sheet.Options
		code    string
	}{
		"a cell that is not closed":   {"a,\"b\nc,d\n", sheet.Options{}, "sheet.csv"},
		"a stray quotation mark":      {"a,b\"c\n", sheet.Options{}, "sheet.csv"},
		"bytes of no encoding":        {"a,\xFF\xFF\n", sheet.Options{}, "sheet.encoding"},
		"UTF-8 said to be CP932":      {"見本ネット\n", sheet.Options{Encoding: "cp932"}, "sheet.encoding"},
		"CP932 said to be UTF-8":      {"\x8c\xa9\x96\x7b\n", sheet.Options{Encoding: "utf-8"}, "sheet.encoding"},
		"an encoding that is not one": {"a\n", sheet.Options{Encoding: "ebcdic"}, "sheet.encoding"},
		"a format that is not one":    {"a\n", sheet.Options{Format: "ods"}, "sheet.format"},
		"half a workbook":             {"PK\x03\x04half", sheet.Options{}, "sheet.xlsx"},
		"a row of too many cells":     {strings.Repeat(",", 501) + "\n", sheet.Options{}, "sheet.too-many-columns"},
		"a cell without end":          {strings.Repeat("x", 40_000) + "\n", sheet.Options{}, "sheet.cell-too-long"},
		"too many rows":               {strings.Repeat("x\n", 200_002), sheet.Options{}, "sheet.too-many-rows"},
		"a NUL":                       {"a\x00,b\n", sheet.Options{Encoding: "utf-8"}, "sheet.encoding"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := sheet.Read(strings.NewReader(c.data), c.options)
			problems, ok := errors.AsType[fault.Problems](err)
			if !ok || problems[0].Code != c.code || problems[0].Where == "" {
				t.Errorf("got %v, want %s", err, c.code)
			}
		})
	}
}

func TestReadWorkbook(t *testing.T) {
	t.Parallel()
	book := excelize.NewFile()
	for cell, value := range map[string]any{"A1": "No.", "B1": "会社名", "A2": 1, "B2": "見本インターネット株式会社"} {
		if err := book.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
	got, err := sheet.Read(&file, sheet.Options{})
	if err != nil || !reflect.DeepEqual(got.Rows, [][]string{{"No.", "会社名"}, {"1", "見本インターネット株式会社"}}) {
		t.Errorf("got %q %v", got.Rows, err)
	}
}

func TestWriteIsReadBack(t *testing.T) {
	t.Parallel()
	for _, to := range []string{"", "utf-8", "cp932"} {
		t.Run(to, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			if err := sheet.Write(&out, [][]string{{"会社名", "備考"}, {"見本〜ネット−1", "改\n行,\"引用\""}}, to); err != nil {
				t.Fatal(err)
			}
			got, err := sheet.Read(&out, sheet.Options{})
			last := "見本〜ネット−1"
			if to == "cp932" {
				last = "見本～ネット－1"
			}
			if err != nil || !reflect.DeepEqual(got.Rows, [][]string{{"会社名", "備考"}, {last, "改\n行,\"引用\""}}) {
				t.Errorf("got %q %v", got.Rows, err)
			}
		})
	}
}

func TestWriteReportsEachCellThatCP932Lacks(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	err := sheet.Write(&out, [][]string{{"良い", "𠮷野"}, {"😀", "ok"}}, "cp932")
	problems, _ := errors.AsType[fault.Problems](err)
	if len(problems) != 2 || problems[0].Where != "row 1, column 2" || problems[1].Where != "row 2, column 1" || out.Len() != 0 {
		t.Errorf("got %v, %d bytes", err, out.Len())
	}
}

func TestWriteKeepsFormulasFromRunning(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"=1+1": "'=1+1", "+81-3": "'+81-3", "-見本": "'-見本", "@x": "'@x", "＝１": "'＝１",
		"-12,345": "-12,345", "+5": "+5", "見本": "見本", "1=1": "1=1", "--1": "'--1",
	} {
		var out bytes.Buffer
		if err := sheet.Write(&out, [][]string{{cell, "x"}}, "utf-8"); err != nil {
			t.Fatal(err)
		}
		if shown, err := csv.NewReader(bytes.NewReader(out.Bytes())).Read(); err != nil || shown[0] != want {
			t.Errorf("%q is written as %q, want %q (%v)", cell, shown, want, err)
		}
		if got, err := sheet.Read(&out, sheet.Options{}); err != nil || got.Rows[0][0] != cell {
			t.Errorf("%q comes back as %q (%v)", cell, got.Rows, err)
		}
	}
}

func TestColumnsAreKnown(t *testing.T) {
	t.Parallel()
	columns, err := sheet.Columns()
	if err != nil || columns["会社名"] != "holder" || columns["no"] != "rank" || columns["company"] != "holder" {
		t.Errorf("got %v %v", columns, err)
	}
}

// TestPublishedSamples reads files from elsewhere, where they are to be had.
func TestPublishedSamples(t *testing.T) {
	t.Parallel()
	const samples = "../../../shared/examples/"
	if _, err := os.Stat(samples); err != nil {
		testkit.NoSamples(t, "the samples are not here")
	}
	for name, encoding := range map[string]string{
		"jp/KEN_ALL.CSV": sheet.CP932, "encodings/csv-spectrum/simple.csv": sheet.UTF8,
		"encodings/csv-spectrum/utf8.csv": sheet.UTF8, "encodings/csv-spectrum/comma_in_quotes.csv": sheet.UTF8,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, err := os.Open(samples + name)
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			got, err := sheet.Read(file, sheet.Options{})
			if err != nil || got.Encoding != encoding {
				t.Fatalf("got %q %v", got.Encoding, err)
			}
			if filepath.Base(name) == "KEN_ALL.CSV" {
				if len(got.Rows) != 14 || len(got.Rows[0]) != 15 {
					t.Errorf("%d rows of %d columns, want 14 of 15", len(got.Rows), len(got.Rows[0]))
				}
				return
			}
			compareObjects(t, got.Rows, strings.TrimSuffix(samples+name, ".csv")+".json")
		})
	}
}

// compareObjects compares a table with the objects of a JSON file.
func compareObjects(t *testing.T, rows [][]string, name string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var want []map[string]string
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows[1:] {
		for j, heading := range rows[0] {
			if row[j] != want[i][heading] {
				t.Errorf("row %d, %s: %q, want %q", i+2, heading, row[j], want[i][heading])
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{holders, "a;b\n", "\uFEFFx\ty\n", "\"a\"\"b\"\n", "PK\x03\x04", "\xFF\xFEa\x00", "\x8c\xa9,\x96\x7b"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := sheet.Read(bytes.NewReader(data), sheet.Options{})
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := sheet.Write(&out, table.Rows, "utf-8"); err != nil {
			t.Fatalf("a table that was read cannot be written: %v", err)
		}
	})
}
