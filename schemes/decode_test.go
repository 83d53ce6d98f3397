package schemes

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"akashi/values/fault"
)

// TestDecodeNamesPlaceAndCode gives small broken files; other problems that such
// a small file has are not looked at.
func TestDecodeNamesPlaceAndCode(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, file, code, where string }{
		{"empty", "", "file-empty", "line 1, column 1"},
		{"comment only", "# nothing\n", "file-empty", "line 1, column 1"},
		{"not a mapping", "- a\n- b\n", "type-mapping", "line 1, column 1"},
		{"two documents", "format: 1\n---\nformat: 1\n", "documents-many", "line 3, column 1"},
		{"not UTF-8", "format: 1\nscheme: \xff\n", "not-utf8", "line 2, column 1"},
		{"control character", "format: 1\nscheme: a\x00b\n", "control-character", "line 2, column 10"},
		{"quote left open", "format: 1\nscheme: \"abc\n", "yaml-broken", "line 2, column 9"},
		{"bracket left open", "format: 1\nlevels: [\n", "yaml-broken", "line 2, column 9"},
		{"tab", "format: 1\nname:\n\tja: a\n", "control-character", "line 3, column 1"},
		{"anchor", "format: 1\nname: &n {ja: a, en: b}\n", "yaml-alias", "line 2, column 7"},
		{"alias", "format: 1\nname: *n\n", "yaml-alias", "line 2, column 7"},
		{"merge key", "format: 1\n<<: {}\n", "yaml-alias", "line 2, column 1"},
		{"tag", "format: 1\nscheme: !!binary aGk=\n", "yaml-tag", "line 2, column 9"},
		{"complex key", "? [a]\n: 1\n", "yaml-complex-key", "line 1, column 1"},
		{"directive", "%YAML 1.2\n---\nformat: 1\n", "yaml-directive", "line 1, column 1"},
		{"deep flow", strings.Repeat("[", 40), "nested-too-deep", "line 1, column 33"},
		{"deep dashes", strings.Repeat("- ", 40), "nested-too-deep", "line 1, column 17"},
		{"unknown key at the top", "format: 1\nshceme: a\n", "key-unknown", "line 2, column 1"},
		{"unknown key inside", "format: 1\nname:\n  ja: a\n  de: b\n", "key-unknown", "line 4, column 3"},
		{"unknown key in a list", "criteria:\n  - id: a\n    pionts: 5\n", "key-unknown", "line 3, column 5"},
		{"unknown key on one line", "pass: {new: {points: 5}}\n", "key-unknown", "line 1, column 14"},
		{"key twice", "format: 1\nscheme: a\nscheme: b\n", "key-twice", "line 3, column 1"},
		{"fraction", "criteria:\n  - points: 2.5\n", "whole-number", "line 2, column 13"},
		{"octal", "criteria:\n  - points: 010\n", "whole-number", "line 2, column 13"},
		{"hexadecimal", "criteria:\n  - points: 0x10\n", "whole-number", "line 2, column 13"},
		{"infinity", "criteria:\n  - points: .inf\n", "whole-number", "line 2, column 13"},
		{"badly grouped", "criteria:\n  - points: 1_0\n", "whole-number", "line 2, column 13"},
		{"too large", "criteria:\n  - points: 99999999999999999999\n", "whole-number", "line 2, column 13"},
		{"number in quotes", "criteria:\n  - points: \"5\"\n", "type-number", "line 2, column 13"},
		{"word for a number", "criteria:\n  - points: five\n", "type-number", "line 2, column 13"},
		{"number for text", "scheme: 5\n", "type-text", "line 1, column 9"},
		{"truth for text", "scheme: true\n", "type-text", "line 1, column 9"},
		{"list for text", "scheme: [a]\n", "type-text", "line 1, column 9"},
		{"text for a list", "criteria: none\n", "type-list", "line 1, column 11"},
		{"text for a mapping", "name: Akashi\n", "type-mapping", "line 1, column 7"},
		{"word for truth", "criteria:\n  - zero_fails: yes\n", "type-bool", "line 2, column 17"},
		{"no value", "format: 1\nname:\n", "value-missing", "line 2, column 7"},
		{"null", "format: 1\nscheme: null\n", "value-missing", "line 2, column 9"},
		{"no such day", "effective_from: 2024-02-30\n", "date-malformed", "line 1, column 17"},
		{"empty day", "effective_from: \"\"\n", "value-malformed", "line 1, column 17"},
		{"day with time", "effective_from: 2024-02-01T00:00:00Z\n", "date-malformed", "line 1, column 17"},
		{"no such period", "validity:\n  period: {value: 3 moons}\n", "period-malformed", "line 2, column 19"},
		{"empty list entry", "criteria:\n  -\n", "value-missing", "line 2, column 5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			edition, err := Decode([]byte(c.file))
			if edition != nil {
				t.Fatal("a broken file gave an edition")
			}
			if !slices.ContainsFunc(problemsOf(t, err), func(p fault.Problem) bool {
				return p.Code == c.code && p.Where == c.where
			}) {
				t.Errorf("want %s at %s, got\n%v", c.code, c.where, err)
			}
		})
	}
}

func TestDecodeReportsEverythingAtOnce(t *testing.T) {
	t.Parallel()
	text := string(read(t, anshin))
	for old, fresh := range map[string]string{
		"receipt_prefix: SA":         "receipt_prefix: SA\ncolour: red",
		"from: 2019-10-01":           "from: 2019-02-30",
		"    points: 3\n":            "    points: 2.5\n",
		"mandatory_total: 26":        "mandatory_total: 27",
		"    method: audit_report\n": "    method: audit\n",
	} {
		text = strings.Replace(text, old, fresh, 1)
	}
	_, err := Decode([]byte(text))
	var codes []string
	for _, p := range problemsOf(t, err) {
		codes = append(codes, p.Code)
	}
	for _, want := range []string{"key-unknown", "date-malformed", "whole-number", "total-mandatory", "method-unknown"} {
		if !slices.Contains(codes, want) {
			t.Errorf("%s is missing from\n%v", want, err)
		}
	}
}

// TestDecodeRefusesHalfAFile cuts the shipped files at the end of lines and within
// them.
func TestDecodeRefusesHalfAFile(t *testing.T) {
	t.Parallel()
	for _, name := range []string{anshin, pmark} {
		lines := bytes.SplitAfter(read(t, name), []byte("\n"))
		for n := len(lines) - 2; n > 0; n -= min(n, 101) {
			half := bytes.Join(lines[:n], nil)
			for _, half := range [][]byte{half, half[:len(half)-3]} {
				if _, err := Decode(half); err == nil {
					t.Errorf("%s: the first %d bytes are taken for a whole file", name, len(half))
				}
			}
		}
	}
}

func TestDecodeAcceptsWindowsLineEnds(t *testing.T) {
	t.Parallel()
	data := bytes.ReplaceAll(read(t, harbour), []byte("\n"), []byte("\r\n"))
	if _, err := Decode(append([]byte("\ufeff"), data...)); err != nil {
		t.Error(err)
	}
}

func TestReadFileRefusesJunkWithoutReadingIt(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "junk.yaml")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := file.Truncate(100 << 20); err != nil {
		t.Fatal(err)
	}
	_, err = ReadFile(name)
	if problems := problemsOf(t, err); len(problems) != 1 || problems[0].Code != "file-too-large" {
		t.Errorf("got %v, want file-too-large", err)
	}
}

// TestDecodeEndsSoon: each of these took the parser half a minute.
func TestDecodeEndsSoon(t *testing.T) {
	t.Parallel()
	var flow strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&flow, "k%d: 1, ", i)
	}
	for _, c := range []struct{ text, code, where string }{
		{strings.Repeat("a: 1\n---\n", 20_000), "documents-many", "line 6, column 1"},
		{strings.Repeat("a: 1\n...\n", 20_000), "documents-many", "line 6, column 1"},
		{strings.Repeat("a: 1\n", 20_000), "keys-many", "line 1001, column 2"},
		{"b:\n" + strings.Repeat("  - c: 1\n    d: 1\n", 40) + strings.Repeat("a: |\n  x\n", 20_000), "keys-many", "line 2080, column 2"},
		{"a: {" + flow.String() + "}", "keys-many", "line 1, column 8900"},
	} {
		start := time.Now()
		_, err := Decode([]byte(c.text))
		if p := problemsOf(t, err); len(p) != 1 || p[0].Code != c.code || p[0].Where != c.where || time.Since(start) > 5*time.Second {
			t.Errorf("%.20q: %v after %v, want %s at %s", c.text, err, time.Since(start), c.code, c.where)
		}
	}
	if _, err := Decode([]byte("---\n" + string(read(t, harbour)) + "---\n")); err != nil {
		t.Errorf("an empty document before and behind: %v", err)
	}
}

func TestReadFileMissesAFile(t *testing.T) {
	t.Parallel()
	if _, err := ReadFile("testdata/none.yaml"); !errors.Is(err, fault.NotFound) {
		t.Errorf("got %v, want not found", err)
	}
}

func TestLoadNamesTheFileOfEachProblem(t *testing.T) {
	t.Parallel()
	whole := &fstest.MapFile{Data: read(t, harbour)}
	_, err := Load(fstest.MapFS{
		"a/one.yaml":   whole,
		"a/two.yaml":   whole,
		"b/bad.yaml":   {Data: []byte("format: 1\ncolour: red\n")},
		"b/notes.text": {Data: []byte("not a scheme file")},
	})
	problems := problemsOf(t, err)
	for _, want := range []fault.Problem{
		{Code: "key-unknown", Where: "b/bad.yaml: line 2, column 1"},
		{Code: "edition-twice", Where: "harbour/2030-01"},
	} {
		if !slices.ContainsFunc(problems, func(p fault.Problem) bool { return p.Code == want.Code && p.Where == want.Where }) {
			t.Errorf("want %s at %s, got\n%v", want.Code, want.Where, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(read(f, harbour))
	f.Add([]byte("format: 1\nname: {ja: a, en: b}\ncriteria:\n  - id: \"1\"\n    points: 2.5\n"))
	f.Add([]byte("a: &x [*x, !!t {<<: *x}]\n? b\n--- |\n text\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		edition, err := Decode(data)
		if (edition == nil) != (err != nil) {
			t.Fatalf("got edition %v and error %v; want one of the two", edition, err)
		}
		for _, p := range problemsOf(t, err) {
			if p.Code == "" || p.Where == "" {
				t.Fatalf("problem without code or place: %+v", p)
			}
		}
	})
}
