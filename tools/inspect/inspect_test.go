package inspect

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"akashi/beside/testkit"
	catalogue "akashi/words"
)

var update = flag.Bool("update", false, "rewrite the tables in docs/design/uploads.md")

// TestTableIsPrinted ties docs/design/uploads.md to the code.
func TestTableIsPrinted(t *testing.T) {
	const path = "../../docs/design/uploads.md"
	const begin, end = "<!-- tables: inspect.Markdown -->\n", "<!-- end of tables -->\n"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	printedNow := Markdown(func(c Code) string { return catalogue.In(catalogue.English).Say("fault." + string(c)) })
	before, rest, ok1 := strings.Cut(string(text), begin)
	printed, after, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatalf("%s lacks its marks", path)
	}
	if *update {
		if err := os.WriteFile(path, []byte(before+begin+printedNow+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if printed != printedNow {
		t.Errorf("%s differs from the code; run go test ./tools/inspect -run TestTableIsPrinted -update and read the difference", path)
	}
}

// TestTableIsWhole asks that each row stands alone and each finding is told.
func TestTableIsWhole(t *testing.T) {
	t.Parallel()
	codes := map[Code]bool{}
	for _, row := range Flags() {
		if codes[row.Code] {
			t.Errorf("%s stands twice", row.Code)
		}
		codes[row.Code] = true
		if worse(row.Nested, row.Alone) || row.Alone == Accepted {
			t.Errorf("row %+v", row)
		}
	}
	for _, row := range Types() {
		if row.Finding != "" && !codes[row.Finding] {
			t.Errorf("type %s finds %s, which is in no row", row.Name, row.Finding)
		}
	}
}

// TestSamplesGivenToTheProject runs over files of other hands when they are
// there; they are not part of the repository.
func TestSamplesGivenToTheProject(t *testing.T) {
	t.Parallel()
	const dir = "../../../shared/examples"
	want := map[string][]Code{
		"malicious/simple.xml": {}, "malicious/unicode.zip": {},
		"malicious/bad-xref.pdf": {pdfXref}, "malicious/bad4.pdf": {pdfXref},
		"scans/qualys_infrascan_webgui__qualys_infrascan_webgui_1.xml": {xmlDoctype},
	}
	files, _ := filepath.Glob(dir + "/[ms][ac][la]*/*")
	if len(files) == 0 {
		testkit.NoSamples(t, "no samples here")
	}
	for _, path := range files {
		name, _ := filepath.Rel(dir, path)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := Inspect(bytes.NewReader(data), int64(len(data)), filepath.Base(path), Limits{})
			if !got.Accepted || !slices.Equal(got.Flags, slices.Concat([]Code{}, want[name])) {
				t.Errorf("got %s %v (type %s), want accepted with flags %v", got.Disposition, got.Flags, got.Type, want[name])
			}
		})
	}
}

// TestEncodings names the encoding of a text as the applicant saved it.
func TestEncodings(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"text utf-8": "utf-8", "text utf-8 mark": "utf-8-bom", "text utf-16": "utf-16le", "text utf-16 big": "utf-16be",
		"text Shift_JIS": "cp932", "text EUC-JP": "euc-jp", "text EUC-JP kana": "euc-jp", "text ISO-2022-JP": "iso-2022-jp", "json Shift_JIS": "cp932",
	}
	for _, s := range textSamples() {
		if encoding, ok := want[s.label]; ok {
			if got := inspect(s.name, s.data).Encoding; got != encoding {
				t.Errorf("%s: got %q, want %q", s.label, got, encoding)
			}
		}
	}
}

// TestRefusedAloneIsRefusedInAZip: packing hides nothing; what is refused alone is refused in a zip, save
// for the rows that say otherwise.
func TestRefusedAloneIsRefusedInAZip(t *testing.T) {
	t.Parallel()
	for _, s := range hostileFiles() {
		alone := inspect("a."+extension(s.name), s.data)
		if alone.Accepted || len(s.data) == 0 || len(s.data) > 1<<20 {
			continue
		}
		mild := !slices.ContainsFunc(alone.Findings, func(f Remark) bool {
			row := Flags()[slices.IndexFunc(Flags(), func(row Flag) bool { return row.Code == f.Code })]
			return row.Nested == Refused
		})
		packed := buildZip(member{name: "a." + extension(s.name), data: s.data})
		if got := inspect("a.zip", packed); got.Accepted && !mild {
			t.Errorf("%s is refused alone (%v) and accepted in a zip (%v)", s.label, alone.Flags, got.Flags)
		}
	}
}

// TestDamagedFilesHaveAVerdict cuts and damages every sample: any verdict will do,
// but there must be one.
func TestDamagedFilesHaveAVerdict(t *testing.T) {
	t.Parallel()
	for _, s := range hostileFiles() {
		if len(s.data) > 16<<10 {
			continue
		}
		for i := range 7 {
			at := i * len(s.data) / 7
			checkVerdict(t, inspect(s.name, s.data[:at]))
			if at < len(s.data) {
				checkVerdict(t, inspect(s.name, patched(s.data, at, ^s.data[at])))
			}
		}
	}
}

type failing struct{}

func (failing) ReadAt([]byte, int64) (int, error) { return 0, errors.New("disk gone") }

func TestUnreadableFileIsRefused(t *testing.T) {
	t.Parallel()
	for _, row := range Types() {
		name := "a." + strings.Join(row.Extensions[:min(1, len(row.Extensions))], "")
		if got := Inspect(failing{}, 100, name, Limits{}); got.Accepted || !slices.Contains(got.Flags, unreadable) {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

// endless repeats a pattern after a head, as a file of any size without memory.
type endless struct{ head, pattern string }

func (e endless) ReadAt(p []byte, off int64) (int, error) {
	n := 0
	if head := int64(len(e.head)); off < head {
		n = copy(p, e.head[off:])
	}
	period := len(e.pattern)
	phase := int((off + int64(n) - int64(len(e.head))) % int64(period))
	rest := p[n:]
	done := copy(rest, e.pattern[phase:])
	done += copy(rest[done:], e.pattern[:phase])
	for done < len(rest) {
		done += copy(rest[done:], rest[:done/period*period])
	}
	return len(p), nil
}

var heavyFiles = []struct {
	name string
	file endless
}{
	{"a.txt", endless{"", "方針の表示 ASCII\n\n"}},
	{"euc.txt", endless{"", "\xa4\xa2\xb0\xa1"}},
	{"a.csv", endless{"", "=1,"}},
	{"line.csv", endless{"", "x"}},
	{"a.xml", endless{"<r>", "<a b='c'/>"}},
	{"text.xml", endless{"<r>", "text &amp; "}},
	{"tag.xml", endless{"<r a='", "x"}},
	{"a.json", endless{"[", "1,"}},
	{"long.json", endless{`["`, "x"}},
	{"a.html", endless{"<p>", "on = <b>&#106;a"}},
	{"a.svg", endless{"<svg>", "<a b='c'/>"}},
	{"a.pdf", endless{"%PDF-1.7\n1 0 obj", "/A stream\n/ObjStm "}},
	{"packed.pdf", endless{"%PDF-1.7\n1 0 obj", "stream\n" + deflatedPDF("A"+string(spaces(40_000)))}},
	{"names.pdf", endless{"%PDF-1.7\n1 0 obj", "/#41#42"}},
	{"a.png", endless{"\x89PNG\r\n\x1a\n", "\x00"}},
	{"a.gif", endless{"GIF89a\x01\x00\x01\x00\x00\x00\x00", "\x21\xfe\x01x\x00"}},
	{"a.jpg", endless{"\xff\xd8\xff", "\xff\xe1\x00\x02"}},
	{"a.tar", endless{string(tarHead()), "\x00"}},
	{"a.gz", endless{"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00", "\x00\x00\x00\xff\xff"}},
	{"a.doc", endless{string(compoundHead()), "\x01\x00\x00\x00"}},
	{"a.zip", endless{"PK\x03\x04", zipEnd + "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"}},
}

func tarHead() []byte      { return tarred(tarFile("a.txt", "x"))[:1024] }
func compoundHead() []byte { return compoundFile("WordDocument")[:4096] }

// TestLargeFilesAreBounded measures memory and time on large files of each
// family. It runs alone, because memory belongs to the process.
func TestLargeFilesAreBounded(t *testing.T) {
	testkit.Slow(t, "measures memory and time on large files")
	if raceDetector {
		testkit.NotHere(t, "measures memory and time on large files")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(20))
	const size = 16 << 20
	for _, heavy := range heavyFiles {
		peak, took := measured(func() { Inspect(heavy.file, size, heavy.name, Limits{}) })
		t.Logf("%-9s %4d KiB %v", heavy.name, peak>>10, took)
		if peak > 16<<20 {
			t.Errorf("%s: %d MiB of memory", heavy.name, peak>>20)
		}
		if took > 10*time.Second*size/(128<<20) {
			t.Errorf("%s: %v for %d MiB", heavy.name, took, size>>20)
		}
	}
}

// TestBombsAreBounded measures the archives that grow.
func TestBombsAreBounded(t *testing.T) {
	if raceDetector {
		testkit.NotHere(t, "measures memory and time")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(20))
	layer := buildZip(member{name: "a.txt", data: spaces(4 << 20), method: zipDeflated})
	wide := make([]member, 60)
	for i := range wide {
		wide[i] = member{name: fmt.Sprintf("%02d.zip", i), data: layer}
	}
	for name, data := range map[string][]byte{
		"names.json": manyNames(100_000),
		"wide.zip":   buildZip(wide...),
		"deep.zip":   nestedZip(60),
		"flat.zip":   buildZip(member{name: "a.txt", data: spaces(32 << 20), method: zipDeflated}),
		"a.txt.gz":   gzipped("", spaces(32<<20)),
		"a.pdf":      pdfWith("", objectStream(strings.Repeat("0 ", 16<<20))),
		"sheet.zip":  buildZip(member{name: "a.xlsx", data: office("xl", member{name: "xl/s.xml", data: []byte("<a>" + string(spaces(4<<20-8)) + "</a>"), method: zipDeflated})}),
	} {
		var got Verdict
		peak, took := measured(func() { got = Inspect(bytes.NewReader(data), int64(len(data)), name, Limits{Unpacked: 24 << 20}) })
		t.Logf("%-9s %4d KiB %v %v", name, peak>>10, took, got.Flags)
		if peak > 16<<20 || took > 5*time.Second {
			t.Errorf("%s: %d MiB, %v", name, peak>>20, took)
		}
	}
}

// cpuTime is what the process has used so far: a busy machine must not fail a
// test.
func cpuTime() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// measured samples the heap while f runs.
func measured(f func()) (peak uint64, took time.Duration) {
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	runtime.GC()
	before := heap()
	var done atomic.Bool
	result := make(chan uint64)
	go func() {
		most := before
		for !done.Load() {
			most = max(most, heap())
			time.Sleep(time.Millisecond)
		}
		result <- most - before
	}()
	start := cpuTime()
	f()
	took = cpuTime() - start
	done.Store(true)
	return <-result, took
}

func FuzzInspect(f *testing.F) {
	for _, s := range hostileFiles() {
		if len(s.data) < 4096 {
			f.Add(s.name, s.data)
		}
	}
	limits := testLimits()
	limits.Unpacked, limits.Entries = 1<<20, 50
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		got := Inspect(bytes.NewReader(data), int64(len(data)), name, limits)
		checkVerdict(t, got)
		if again := Inspect(bytes.NewReader(data), int64(len(data)), name, limits); !slices.Equal(got.Flags, again.Flags) {
			t.Errorf("two verdicts on one file: %v and %v", got.Flags, again.Flags)
		}
	})
}

var _ io.ReaderAt = (*Spool)(nil)
