package inspect

import (
	"bytes"
	"slices"
	"testing"
)

// sample is one generated file: hostile, or the harmless control beside it.
type sample struct {
	label string
	name  string
	data  []byte
	want  Disposition
	codes []Code // all of these must be among the flags
}

// hostileFiles makes the whole collection. Nothing of it is stored anywhere.
func hostileFiles() []sample {
	return slices.Concat(zipSamples(), tarSamples(), nameSamples(), officeSamples(), oleSamples(),
		pdfSamples(), xmlSamples(), pageSamples(), textSamples(), imageSamples(), magicSamples())
}

func inspect(name string, data []byte) Verdict {
	return Inspect(bytes.NewReader(data), int64(len(data)), name, testLimits())
}

// testLimits are small, so that a file need not be large to be too large.
func testLimits() Limits {
	return Limits{Size: 8 << 20, Unpacked: 12 << 20, Slack: 1 << 20, Entries: 300, Pixels: 30_000_000, Token: 32 << 10}
}

func TestHostileFiles(t *testing.T) {
	t.Parallel()
	hostile := 0
	seen := map[Code]bool{}
	for _, s := range hostileFiles() {
		if s.want != Accepted {
			hostile++
		}
		for _, code := range s.codes {
			seen[code] = true
		}
		t.Run(s.label, func(t *testing.T) {
			t.Parallel()
			got := inspect(s.name, s.data)
			if got.Disposition != s.want {
				t.Errorf("%s: got %s, want %s (type %s, flags %v)", s.name, got.Disposition, s.want, got.Type, got.Flags)
			}
			for _, code := range s.codes {
				if !slices.Contains(got.Flags, code) {
					t.Errorf("%s: flags %v lack %s (type %s)", s.name, got.Flags, code, got.Type)
				}
			}
			checkVerdict(t, got)
		})
	}
	if hostile < 200 {
		t.Errorf("only %d hostile files, want at least 200", hostile)
	}
	for _, row := range Flags() {
		if !seen[row.Code] && row.Code != unreadable {
			t.Errorf("no file shows %s", row.Code)
		}
	}
}

// checkVerdict holds for every verdict whatever the file: it follows from its
// findings by the table and from nothing else.
func checkVerdict(t *testing.T, v Verdict) {
	t.Helper()
	worst, reason := Accepted, Code("")
	for _, finding := range v.Findings {
		row := Flags()[slices.IndexFunc(Flags(), func(f Flag) bool { return f.Code == finding.Code })]
		if finding.Disposition != row.Alone && finding.Disposition != row.Nested {
			t.Errorf("%s is %s, which the table does not say", finding.Code, finding.Disposition)
		}
		if worse(finding.Disposition, worst) {
			worst = finding.Disposition
		}
		if finding.Disposition == Refused && reason == "" {
			reason = finding.Code
		}
	}
	if v.Disposition != worst || v.Accepted != (worst != Refused) || v.Reason != reason || len(v.Flags) != len(v.Findings) {
		t.Errorf("verdict %+v does not follow from its findings", v)
	}
	if !slices.ContainsFunc(Types(), func(row Type) bool { return row.Name == v.Type }) {
		t.Errorf("type %q is not in the table", v.Type)
	}
}
