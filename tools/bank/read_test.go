package bank_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"akashi/beside/testkit"
	"akashi/tools/bank"
	"akashi/values/civil"
	"akashi/values/fault"
)

var arrived = civil.MustOf(2026, 11, 28)

// rec lays out one record: each pair is a place and what stands there.
func rec(parts ...any) string {
	b := bytes.Repeat([]byte(" "), 200)
	for i := 0; i < len(parts); i += 2 {
		copy(b[parts[i].(int):], parts[i+1].(string))
	}
	return string(b)
}

const header = "10100811250811250811250001"

func notice(no int, sum int, name, cancel string) string {
	return rec(0, fmt.Sprintf("2%06d081125081125%010d%010d", no, sum, 0), 49, name, 127, cancel)
}

func notices(trailer string, data ...string) string {
	return rec(0, header, 41, "001", 59, "11234567") + strings.Join(data, "") + rec(0, trailer) + rec(0, "9")
}

func read(t *testing.T, text string) bank.Statement {
	t.Helper()
	got, err := bank.Read(strings.NewReader(text), arrived)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func sound() string {
	return notices("8000003000000070000000001000000020000",
		notice(1, 30000, "\xb6)\xd0\xc5\xc4", ""), notice(2, 20000, "\xd4\xcf\xc0\xde", ""),
		notice(3, 20000, "\xd4\xcf\xc0\xde", ""), notice(4, 20000, "\xd4\xcf\xc0\xde", "1"))
}

func TestNoticesOfCredit(t *testing.T) {
	t.Parallel()
	whole := sound()
	var lines []string
	for i := 0; i < len(whole); i += 200 {
		lines = append(lines, whole[i:i+200])
	}
	for _, text := range []string{whole, strings.Join(lines, "\r\n") + "\r\n\x1a", strings.Join(lines, "\n")} {
		got := read(t, text)
		if len(got.Records) != 4 || got.Sum != 50000 || got.Format != bank.Notice {
			t.Fatalf("read %+v", got)
		}
		r := got.Records
		if r[0].Payer != "ｶ)ﾐﾅﾄ" || r[0].Day != civil.MustOf(2026, 11, 25) || r[0].Number != 2 || r[0].Account.Number != "1234567" {
			t.Errorf("first record is %+v", r[0])
		}
		if r[3].Cancelled != 4 || r[2].CancelledBy != 5 || r[1].CancelledBy != 0 {
			t.Errorf("cancelled: %+v", r[1:])
		}
	}
}

func TestTheLongerLayout(t *testing.T) {
	t.Parallel()
	got := read(t, notices("8000001012345678901000000000000000000",
		rec(0, "2000001081125081125"+strings.Repeat("0", 20), 49, "A", 128, "012345678901000000000000", 152, "SA-2026-0007")))
	if r := got.Records[0]; r.Amount != 12345678901 || r.EDI != "SA-2026-0007" {
		t.Errorf("got %+v", r)
	}
}

func TestTwoEqualPaymentsBothSurvive(t *testing.T) {
	t.Parallel()
	one := notice(7, 500, "\xb1", "")
	text := notices("8000002000000001000000000000000000000", one, one)
	first, second := read(t, text).Records, read(t, text).Records
	if first[0].Fingerprint == first[1].Fingerprint {
		t.Error("two payments have one fingerprint")
	}
	if first[0].Fingerprint != second[0].Fingerprint || first[1].Fingerprint != second[1].Fingerprint {
		t.Error("the same file read again has other fingerprints")
	}
}

func TestYears(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ six, want string }{
		{"081125", "2026-11-25"}, {"381125", "2026-11-25"}, {"261125", "2026-11-25"},
		{"310430", "2019-04-30"}, {"010501", "2019-05-01"}, {"280503", "2016-05-03"}, {"081229", "2026-12-29"},
	} {
		text := strings.ReplaceAll(sound(), "081125081125", c.six+c.six)
		if c.six == "081125" {
			text = sound()
		}
		if got := read(t, text).Records[0].Day.String(); got != c.want {
			t.Errorf("%s is %s, want %s", c.six, got, c.want)
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	swap := func(from, to string) string {
		if !strings.Contains(sound(), from) {
			t.Fatalf("no %q to plant a fault in", from)
		}
		return strings.Replace(sound(), from, to, 1)
	}
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "file: bank.empty"},
		{"cut short", sound()[:1390], "record 7: bank.record-length"},
		{"no end record", sound()[:1200], "record 6: bank.no-end"},
		{"a sum", swap("000000070000", "000000070001"), "record 6, bytes 7-18: bank.sum"},
		{"a count", swap("8000003", "8000004"), "record 6, bytes 1-6: bank.sum"},
		{"the cancelled sum", swap("000000020000", "000000020001"), "record 6, bytes 25-36: bank.sum"},
		{"no digits", swap("0000030000", "00000x0000"), "record 2, bytes 19-28: bank.digits"},
		{"no day", swap("2000001081125", "2000001081325"), "record 2, bytes 7-12: bank.day"},
		{"EBCDIC", swap("1010", "1011"), "record 1, bytes 3-3: bank.coding"},
		{"an order for transfers", swap("1010", "1210"), "record 1, bytes 1-2: bank.kind"},
		{"a NUL", swap("2000001", "2\x0000001"), "record 2, bytes 1-1: bank.letter"},
		{"data before the header", sound()[200:], "record 1, bytes 0-0: bank.order"},
		{"something after the end", sound() + rec(0, "2"), "record 8, bytes 0-0: bank.order"},
	} {
		got, err := bank.Read(strings.NewReader(c.text), arrived)
		all, _ := errors.AsType[fault.Problems](err)
		if len(got.Records) != 0 || !strings.Contains(all.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

// Every problem of a file is told at once.
func TestAllProblemsAtOnce(t *testing.T) {
	t.Parallel()
	text := strings.Replace(strings.Replace(sound(), "0000030000", "00000x0000", 1), "2000002081125", "2000002081325", 1)
	_, err := bank.Read(strings.NewReader(text), arrived)
	all, _ := errors.AsType[fault.Problems](err)
	if len(all) < 3 {
		t.Errorf("told %v", err)
	}
}

// The examples that lie beside the house are read where they are there.
func TestExamples(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]int{"zengin01_sample_crlf.dat": 4, "zengin01_sample_nobreak.dat": 4, "zengin03_sample_nobreak.dat": 2} {
		f, err := os.Open("../../../shared/examples/bank/" + name)
		if err != nil {
			testkit.NoSamples(t, "the bank's examples are not here")
		}
		defer f.Close()
		got, err := bank.Read(f, arrived)
		if err != nil || len(got.Records) != want || got.Sum != 80000 {
			t.Errorf("%s: %d records, %d yen, %v", name, len(got.Records), got.Sum, err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	const n = 100_000
	var data []string
	for i := range n {
		data = append(data, notice(i, 1, "\xb1\xb2", ""))
	}
	text := notices(fmt.Sprintf("8%06d%012d000000%012d", n, n, 0), data...)
	for b.Loop() {
		if got, err := bank.Read(strings.NewReader(text), arrived); err != nil || len(got.Records) != n {
			b.Fatalf("read %d, %v", len(got.Records), err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(sound()))
	f.Add([]byte(sound()[:300]))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := bank.Read(bytes.NewReader(data), arrived)
		if err != nil && len(got.Records) > 0 {
			t.Error("half a file was given")
		}
	})
}
