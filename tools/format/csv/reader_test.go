package csv

import (
	stdcsv "encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"akashi/beside/testkit/told"
	"akashi/tools/format/refusal"
	"akashi/values/fault"
)

func readCSV(text string, window int) ([][]string, error) {
	c := &Reader{r: iotest.HalfReader(strings.NewReader(text)), buf: make([]byte, window), comma: ','}
	var rows [][]string
	for {
		fields, err := c.Next()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		row := make([]string, len(fields))
		for i, field := range fields {
			row[i] = string(field)
		}
		rows = append(rows, row)
	}
}

// sameAsEncodingCSV: what encoding/csv accepts is read alike, and it does not
// matter where the window ends.
func sameAsEncodingCSV(t *testing.T, text string) {
	t.Helper()
	got, err := readCSV(text, 4096)
	slow, slowErr := readCSV(text, 2)
	if (err == nil) != (slowErr == nil) || !slices.EqualFunc(got, slow, slices.Equal) {
		t.Fatalf("%q in one window: %q, %v\nin small ones: %q, %v", text, got, err, slow, slowErr)
	}
	if err != nil && !errors.Is(err, fault.Invalid) {
		t.Fatalf("%q: the error %v is not the sender's fault", text, err)
	}
	r := stdcsv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	want, wantErr := r.ReadAll()
	if wantErr == nil && (err != nil || !slices.EqualFunc(got, want, slices.Equal)) {
		t.Fatalf("%q\n got %q, %v\nwant %q", text, got, err, want)
	}
}

func TestCSVReaderReadsWhatEncodingCSVReads(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "a", "a,b\n", "a,b\r\nc,d\r\n", "\n\na\n\n", `"a","b""c"` + "\n", "\"a\r\nb\",c\r\n", `"",` + "\n", `""`, ",", ",,\n", "\"\"\n\"\"",
		"a\rb\n", "a\r", "\r\n", "\"a\r\"", `"` + strings.Repeat("long, ", 100_000) + `",x`, "日本,語\n", `a,""""`, "\"a\"\r\n",
	} {
		sameAsEncodingCSV(t, text)
	}
}

func TestCSVReaderRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind refusal.Kind
		text string
	}{
		{refusal.Truncated, `a,"b`}, {refusal.Truncated, "x\n\"a\"\"\n"},
		{refusal.Malformed, `"a"b,c`}, {refusal.Malformed, "\"a\" ,c"}, {refusal.Malformed, "\"a\"\rb"},
		{refusal.TooManyColumns, strings.Repeat(",", MaxColumns)},
		{refusal.TooLong, `"` + strings.Repeat("x", maxRecord+1)},
	} {
		_, err := readCSV(c.text, 4096)
		if refusal.KindOf(err) != c.kind {
			t.Errorf("%.40q: got %v, want %s", c.text, err, c.kind)
			continue
		}
		refused, _ := errors.AsType[*refusal.Error](err)
		told.InBoth(t, fault.Problems{{Code: "report-" + string(c.kind), Data: refused.Data}})
	}
}

func TestCSVReaderTakesAQuoteInsideAField(t *testing.T) {
	t.Parallel()
	got, err := readCSV("a 3\" disk,b\n", 4096)
	if err != nil || len(got) != 1 || !slices.Equal(got[0], []string{`a 3" disk`, "b"}) {
		t.Errorf("got %q, %v", got, err)
	}
}

func FuzzCSVReader(f *testing.F) {
	for _, seed := range []string{"a,b\n\"c\"\"d\",e\r\n", "\"a\nb\",\r\n\n", "\"\r\n\"", "\""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { sameAsEncodingCSV(t, text) })
}
