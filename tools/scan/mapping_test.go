package scan

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/fault"
)

func readMapping(t testing.TB, text string) *Mapping {
	t.Helper()
	m, err := ReadMapping(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func checkMapped(t *testing.T, text string, m *Mapping) {
	t.Helper()
	report := read(t, text, Options{Mapping: m})
	got := diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{})
	same(t, "format", got.Format, "mapped-csv")
	same(t, "scanner", got.Scanner, "Example Scan")
	same(t, "row errors", len(got.RowErrors), 0)
	same(t, "states", stateLetters(report.Findings), "ooooofi")
	same(t, "oldest", report.Oldest.String(), "2024-06-30")
	same(t, "latest", report.ScanDate.String(), "2024-07-01")
	same(t, "v2", band(got.Counts["v2"]), [4]int{1, 1, 1, 2})
	sameList(t, "blocking", got.Blocking, []string{"192.0.2.1|443|C1"})
	sameList(t, "opinions", got.OpinionRequired, []string{"www.example.jp|80|C2"})
	sameList(t, "undecidable", got.Undecidable, []string{"192.0.2.1|25|C4", "192.0.2.1|25|C5"})
	same(t, "name", report.Findings[0].Name, "one; two")
}

func TestMappedCSV(t *testing.T) {
	t.Parallel()
	mapping, text := readFixture(t, "mapping.json"), readFixture(t, "mapped.csv")
	checkMapped(t, text, readMapping(t, mapping))
	checkMapped(t, text, readMapping(t, strings.Replace(mapping, `"separator": ";",`, "", 1)))
	checkMapped(t, "\ufeff"+text, readMapping(t, mapping))

	piped := strings.NewReplacer(`"one; two"`, "one; two", ";", "|", "one; two", "one; two").Replace(text)
	checkMapped(t, piped, readMapping(t, strings.Replace(mapping, `";"`, `"|"`, 1)))

	_, rows, _ := strings.Cut(text, "Seen\n")
	numbered := strings.NewReplacer(`"Address"`, `"#1"`, `"Name of host"`, `"#2"`, `"Port"`, `"#3"`, `"Check"`, `"#4"`, `"Title"`, `"#5"`,
		`"Score (v2)"`, `"#6"`, `"Any score"`, `"#7"`, `"Result"`, `"#8"`, `"Seen"`, `"#9"`, `"separator"`, `"header": false, "separator"`).Replace(mapping)
	checkMapped(t, rows, readMapping(t, numbered))
}

func TestMappingFilesThatAreRefused(t *testing.T) {
	t.Parallel()
	const head, columns = `{"csv_mapping": 1, `, `"columns": {"host": "a", "id": "b", "score": "c"}`
	for _, c := range []struct {
		name, text string
		codes      []string
	}{
		{"empty", `{}`, []string{"mapping-unmarked", "mapping-incomplete", "mapping-incomplete", "mapping-incomplete"}},
		{"version", `{"csv_mapping": 2, ` + columns + `}`, []string{"mapping-version", "mapping-unmarked"}},
		{"unknown keys", head + `"sep": ";", "columns": {"host": "a", "id": "b", "score": "c", "cvss": "d"}, "states": {"closed": "x"}}`, []string{"mapping-key", "mapping-key", "mapping-key"}},
		{"no score", head + `"columns": {"host": "a", "id": "b"}}`, []string{"mapping-incomplete"}},
		{"separator", head + `"separator": "ab", ` + columns + `}`, []string{"mapping-value"}},
		{"quote as separator", head + `"separator": "\"", ` + columns + `}`, []string{"mapping-value"}},
		{"word twice", head + `"states": {"fixed": "x", "info": ["X "]}, ` + columns + `}`, []string{"mapping-value"}},
		{"empty word", head + `"states": {"fixed": ""}, ` + columns + `}`, []string{"mapping-value"}},
		{"day format", head + `"day_format": "DD.MM", ` + columns + `}`, []string{"mapping-value"}},
		{"day format with letters", head + `"day_format": "YYYY-MM-DD Mon", ` + columns + `}`, []string{"mapping-value"}},
		{"header", head + `"header": "no", ` + columns + `}`, []string{"mapping-value"}},
		{"numbers", head + `"header": false, ` + columns + `}`, []string{"mapping-column", "mapping-column", "mapping-column"}},
		{"key twice", head + columns + "," + columns + `}`, []string{"report-name-twice"}},
		{"not JSON", "csv_mapping: 1\n", []string{"report-malformed"}},
		{"list", "[]", []string{"report-malformed"}},
		{"cut off", head, []string{"report-truncated"}},
	} {
		m, err := ReadMapping(strings.NewReader(c.text))
		problems, _ := errors.AsType[fault.Problems](err)
		var codes []string
		for _, p := range problems {
			codes = append(codes, p.Code)
		}
		if m != nil || !slices.Equal(codes, c.codes) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.codes)
		}
	}
}

func TestMappedRowsThatCannotBe(t *testing.T) {
	t.Parallel()
	m := readMapping(t, readFixture(t, "mapping.json"))
	_, rows, _ := strings.Cut(readFixture(t, "mapped.csv"), "Seen\n")
	head := "Address;Name of host;Port;Check;Title;Score (v2);Any score;Result;Seen\n"
	for _, row := range []string{
		"h;;1;C;t;11;;new;01.07.2024", "h;;1;C;t;high;;new;01.07.2024", "h;;1;C;t;1.0;;new;2024/07/40", "h;;1;C;t;1.0;;new;07/01/2024",
		";;1;C;t;1.0;;new;01.07.2024", "h;;1;;t;1.0;;new;01.07.2024", "h;;1;C", "h;;1;C;t;1.0;;new;01.07.2024;more",
	} {
		report := read(t, head+row+"\n", Options{Mapping: m})
		if len(report.RowErrors) != 1 || report.RowErrors[0].Row != 2 {
			t.Errorf("%s: row errors %v", row, report.RowErrors)
		}
	}
	for text, want := range map[string]string{
		rows:                                  "report-header",
		strings.Replace(head, "Check", "", 1): "report-header",
		"<a><b/></a>":                         "report-header",
		head:                                  "report-empty",
		head + `"open`:                        "report-truncated",
	} {
		_, err := ReadAll(strings.NewReader(text), Options{Mapping: m})
		spoken(t, diagnosis.Report{}, err)
		problems, _ := errors.AsType[fault.Problems](err)
		if len(problems) != 1 || problems[0].Code != want {
			t.Errorf("%.30q: got %v, want %s", text, err, want)
		}
	}
	_, err := ReadAll(strings.NewReader(strings.Replace(head, "Check", "Test", 1)), Options{Mapping: m})
	spoken(t, diagnosis.Report{}, err)
	if problems := fault.ProblemsIn(err); err == nil || problems[0].Data["columns"] != "check" {
		t.Errorf("the missing column is not named: %v", err)
	}
}

func FuzzMapping(f *testing.F) {
	f.Add([]byte(readFixture(f, "mapping.json")), []byte(readFixture(f, "mapped.csv")))
	f.Fuzz(func(t *testing.T, mapping, text []byte) {
		m, err := ReadMapping(bytes.NewReader(mapping))
		if err != nil {
			if !errors.Is(err, fault.Invalid) {
				t.Fatalf("the error %v is not the sender's fault", err)
			}
			return
		}
		report, err := ReadAll(bytes.NewReader(text), Options{Mapping: m})
		if err != nil && !errors.Is(err, fault.Invalid) {
			t.Fatalf("the error %v is not the sender's fault", err)
		}
		diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{})
	})
}
