package scan

import (
	"os"
	"slices"
	"strings"
	"testing"

	"akashi/rules/diagnosis"
	"akashi/scheme"
)

// judged is what a fixture gives under the edition of July 2014.
type judged struct {
	file, format   string
	oldest, latest string
	states         string // first letters, in the order of the file
	v2, v3         [4]int // ≥ 7.0, ≥ 4.0, below, none; live findings only
	blocking       []string
	opinions       []string
	undecidable    []string
	mismatches     []string
	verdict        diagnosis.Verdict
}

func fixtures() []judged {
	return []judged{
		{
			// The vector decides over the printed 6.4; severities 0 and 1 of the scanner do not.
			file: "nessus.nessus", format: "nessus-xml", oldest: "2024-07-02", latest: "2024-07-03", states: "oooo",
			v2: [4]int{1, 1, 0, 2}, v3: [4]int{2, 0, 0, 2},
			blocking: []string{"mail.example.jp|25|900004"}, opinions: []string{"192.0.2.10|443|900001"},
			undecidable: []string{"192.0.2.10|22|900002"}, mismatches: []string{"mail.example.jp|25|900004"},
			verdict: diagnosis.FailLevelIII,
		},
		{
			file: "nessus.csv", format: "nessus-csv", states: "oooo",
			v2: [4]int{0, 2, 1, 1}, v3: [4]int{2, 0, 0, 2},
			opinions: []string{"192.0.2.10|443|900001"}, verdict: diagnosis.OpinionRequired,
		},
		{
			file: "tenable_io.csv", format: "tenable-io-csv", oldest: "2024-06-08", latest: "2024-06-09", states: "ofo",
			v2: [4]int{1, 1, 0, 0}, v3: [4]int{1, 0, 0, 1},
			blocking: []string{"www.example.jp|8443|900007"}, opinions: []string{"www.example.jp|443|900001"},
			verdict: diagnosis.FailLevelIII,
		},
		{
			file: "tenable_vm.csv", format: "tenable-vm-csv", oldest: "2024-07-01", latest: "2024-07-01", states: "oo",
			v2: [4]int{0, 0, 1, 1}, v3: [4]int{0, 0, 1, 1},
			undecidable: []string{"192.0.2.21|443|900011"}, verdict: diagnosis.Incomplete(scheme.CVSS2),
		},
		{
			file: "tenable_sc.csv", format: "tenable-sc-csv", oldest: "2024-06-18", latest: "2024-06-20", states: "oo",
			v2: [4]int{1, 0, 0, 1}, v3: [4]int{1, 0, 0, 1},
			blocking: []string{"192.0.2.30|1433|900020"}, verdict: diagnosis.FailLevelIII,
		},
		{
			// The log message is information; the finding that an override made a log is not.
			file: "openvas.xml", format: "openvas-xml", oldest: "2024-07-01", latest: "2024-07-03", states: "ooio",
			v2: [4]int{1, 1, 0, 1}, v3: [4]int{1, 0, 0, 2},
			blocking:    []string{"192.0.2.41|161|1.3.6.1.4.1.25623.1.0.900004"},
			opinions:    []string{"192.0.2.40|443|1.3.6.1.4.1.25623.1.0.900001"},
			undecidable: []string{"192.0.2.40|general|1.3.6.1.4.1.25623.1.0.900002"},
			verdict:     diagnosis.FailLevelIII,
		},
		{
			file: "openvas.csv", format: "openvas-csv", oldest: "2024-07-02", latest: "2024-07-02", states: "oi",
			v2: [4]int{0, 0, 0, 1}, v3: [4]int{0, 0, 0, 1},
			undecidable: []string{"192.0.2.50|22|1.3.6.1.4.1.25623.1.0.900011"}, verdict: diagnosis.NotCVSS(scheme.CVSS2),
		},
		{
			// An exception by the operator leaves the finding live.
			file: "nexpose.xml", format: "nexpose-xml", oldest: "2024-07-01", latest: "2024-07-01", states: "oonon",
			v2: [4]int{1, 1, 1, 0}, v3: [4]int{0, 0, 0, 3},
			blocking: []string{"192.0.2.60|53|dns-old"}, opinions: []string{"192.0.2.60|53|DNS-Snooping"},
			verdict: diagnosis.FailLevelIII,
		},
		{
			file: "qualys_scan.xml", format: "qualys-scan-xml", oldest: "2024-07-01", latest: "2024-07-01", states: "iioo",
			v2: [4]int{1, 1, 0, 0}, v3: [4]int{0, 0, 0, 2},
			blocking: []string{"192.0.2.70||90002"}, opinions: []string{"192.0.2.70|443|90001"},
			verdict: diagnosis.FailLevelIII,
		},
		{
			// Base scores from the glossary; of FINAL only the vector is of use.
			file: "qualys_asset.xml", format: "qualys-asset-xml", oldest: "2024-07-01", latest: "2024-07-01", states: "oofi",
			v2: [4]int{1, 1, 0, 0}, v3: [4]int{0, 0, 0, 2},
			blocking: []string{"192.0.2.80||2"}, opinions: []string{"192.0.2.80|443|1"},
			verdict: diagnosis.FailLevelIII,
		},
		{
			file: "qualys_vmdr.csv", format: "qualys-vmdr-csv", oldest: "2024-07-01", latest: "2024-07-01", states: "fo",
			v2: [4]int{0, 1, 0, 0}, v3: [4]int{1, 0, 0, 0},
			opinions: []string{"2001:db8::90|8080|90011"}, verdict: diagnosis.OpinionRequired,
		},
		{
			file: "qualys.csv", format: "qualys-csv", states: "oi",
			v2: [4]int{0, 1, 0, 0}, v3: [4]int{0, 0, 0, 1},
			opinions: []string{"192.0.2.95|80|90020"}, verdict: diagnosis.OpinionRequired,
		},
		{
			// False positive by the operator's word: still live.
			file: "acunetix.xml", format: "acunetix-xml", oldest: "2024-07-01", latest: "2024-07-01", states: "oo",
			v2: [4]int{0, 1, 1, 0}, v3: [4]int{0, 0, 0, 2},
			opinions: []string{"shop.example.jp|8443|slow"}, verdict: diagnosis.OpinionRequired,
		},
	}
}

func TestEachFormat(t *testing.T) {
	t.Parallel()
	for _, want := range slices.Concat(fixtures(), componentFixtures()) {
		t.Run(want.file, func(t *testing.T) {
			t.Parallel()
			text := readFixture(t, want.file)
			report, err := ReadAll(strings.NewReader(text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{})
			same(t, "format", got.Format, want.format)
			same(t, "row errors", len(got.RowErrors), 0)
			same(t, "oldest", report.Oldest.String(), want.oldest)
			same(t, "latest", report.ScanDate.String(), want.latest)
			same(t, "states", stateLetters(report.Findings), want.states)
			same(t, "v2", band(got.Counts["v2"]), want.v2)
			same(t, "v3", band(got.Counts["v3"]), want.v3)
			sameList(t, "blocking", got.Blocking, want.blocking)
			sameList(t, "opinions", got.OpinionRequired, want.opinions)
			sameList(t, "undecidable", got.Undecidable, want.undecidable)
			sameList(t, "mismatches", got.Mismatches, want.mismatches)
			same(t, "verdict", got.Verdict, want.verdict)
			sameInEveryEncoding(t, text, report)
		})
	}
}

func stateLetters(findings []diagnosis.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		b.WriteByte(string(f.State)[0])
	}
	return b.String()
}

func readFixture(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// sameInEveryEncoding: the bytes of UTF-16 and a byte order mark change nothing.
func sameInEveryEncoding(t *testing.T, text string, want diagnosis.Report) {
	t.Helper()
	var little, big strings.Builder
	little.WriteString("\xff\xfe")
	big.WriteString("\xfe\xff")
	for _, r := range text { // the fixtures are ASCII
		little.WriteString(string(byte(r)) + "\x00")
		big.WriteString("\x00" + string(byte(r)))
	}
	for _, encoded := range []string{"\ufeff" + text, little.String(), big.String()} {
		got, err := ReadAll(strings.NewReader(encoded), Options{})
		if err != nil {
			t.Errorf("encoded as %.4q: %v", encoded, err)
			continue
		}
		same(t, "findings", len(got.Findings), len(want.Findings))
		sameList(t, "hosts", got.Hosts, want.Hosts)
	}
}

func TestHostsWithoutFindingsAreKept(t *testing.T) {
	t.Parallel()
	report, err := ReadAll(strings.NewReader(readFixture(t, "nessus.nessus")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	sameList(t, "hosts", report.Hosts, []string{"192.0.2.10", "192.0.2.11", "mail.example.jp"})
	if !slices.Equal(report.Findings[0].CVEs, []string{"CVE-2024-900001", "CVE-2024-900002"}) || report.Findings[0].Name != "Example < 2.4 Disclosure" {
		t.Errorf("first finding = %+v", report.Findings[0])
	}
}

func TestWhatTheScannerAddsIsShown(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"openvas.xml":     "original_severity=7.6",
		"nexpose.xml":     "status=exception-vulnerable-version",
		"tenable_io.csv":  "modification=RECASTED",
		"tenable_sc.csv":  "accept risk comment=accepted until autumn",
		"qualys_vmdr.csv": "ignored=Yes; disabled=No",
		"acunetix.xml":    "false positive by the operator",
	} {
		report, err := ReadAll(strings.NewReader(readFixture(t, file)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(report.Findings, func(f diagnosis.Finding) bool { return f.Remark == want }) {
			t.Errorf("%s: no finding shows %q", file, want)
		}
	}
}
