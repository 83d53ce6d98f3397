package scan

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/fault"
)

// nessus wraps items into a report.
func nessus(items string) string {
	return `<?xml version="1.0" ?><NessusClientData_v2><Report name="r"><ReportHost name="192.0.2.1">` + items + `</ReportHost></Report></NessusClientData_v2>`
}

func item(details string) string {
	return `<ReportItem port="80" protocol="tcp" severity="0" pluginID="1" pluginName="n">` + details + `</ReportItem>`
}

func TestFilesThatAreRefused(t *testing.T) {
	t.Parallel()
	whole := nessus(item("<cvss_base_score>1.0</cvss_base_score>"))
	for _, c := range []struct{ name, code, text string }{
		{"empty", "report-unknown-format", ""},
		{"spaces", "report-unknown-format", " \n\n "},
		{"text", "report-unknown-format", "Dear reviewer, nothing was found."},
		{"PDF", "report-unknown-format", "%PDF-1.7\n"},
		{"zip", "report-packed", "PK\x03\x04\x14\x00"},
		{"other XML", "report-unknown-format", "<html><body/></html>"},
		{"other JSON", "report-unknown-format", `{"a":1}`},
		{"other CSV", "report-unknown-format", "a,b,c\n1,2,3\n"},
		{"entity", "report-entity", strings.Replace(whole, "<Nessus", `<!DOCTYPE N [<!ENTITY x "y">]><Nessus`, 1)},
		{"cut off in a tag", "report-truncated", whole[:len(whole)-3]},
		{"cut off between tags", "report-truncated", whole[:strings.Index(whole, "</Report>")]},
		{"text after the end", "report-malformed", whole + "x"},
		{"second root", "report-malformed", whole + "<a/>"},
		{"no host", "report-empty", `<NessusClientData_v2><Report name="r"/></NessusClientData_v2>`},
		{"header only", "report-empty", "Plugin ID,Risk,Host,Protocol,Port,Name,Plugin Output\n"},
		{"cut off in a field", "report-truncated", "Plugin ID,Risk,Host,Protocol,Port,Name,Plugin Output\n1,None,h,tcp,80,n,\"out"},
		{"UTF-32", "report-encoding", "\xff\xfe\x00\x00<\x00\x00\x00"},
		{"UTF-7", "report-encoding", `<?xml version="1.0" encoding="UTF-7"?><NessusClientData_v2/>`},
		{"unknown encoding", "report-encoding", `<?xml version="1.0" encoding="x"?><NessusClientData_v2/>`},
		{"bytes not of the encoding", "report-encoding", `<?xml version="1.0" encoding="Shift_JIS"?>` + nessus(item("<a>\x81</a>"))[len(`<?xml version="1.0" ?>`):]},
		{"bytes not UTF-8", "report-malformed", nessus(item("<a>\xff</a>"))},
		{"deep", "report-too-deep", nessus(strings.Repeat("<a>", 300))},
		{"NUL", "report-malformed", nessus(item("\x00"))},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := ReadAll(strings.NewReader(c.text), Options{})
			spoken(t, diagnosis.Report{}, err)
			problems, _ := errors.AsType[fault.Problems](err)
			if len(problems) != 1 || problems[0].Code != c.code {
				t.Errorf("got %v, want %s", err, c.code)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	three := nessus(strings.Repeat(item("<cvss_base_score>x</cvss_base_score>"), 3))
	for code, opts := range map[string]Options{
		"report-too-large":         {MaxBytes: 100},
		"report-too-many-findings": {MaxFindings: 2},
		"report-too-many-errors":   {MaxRowErrors: 2},
		"format-unknown":           {Format: "nessus"},
	} {
		_, err := ReadAll(strings.NewReader(three), opts)
		spoken(t, diagnosis.Report{}, err)
		problems, _ := errors.AsType[fault.Problems](err)
		if len(problems) != 1 || problems[0].Code != code {
			t.Errorf("%+v: got %v, want %s", opts, err, code)
		}
	}
}

// TestRowsThatCannotBe: the row is listed, the finding kept, and the verdict is
// not a pass.
func TestRowsThatCannotBe(t *testing.T) {
	t.Parallel()
	for _, details := range []string{
		"<cvss_base_score>10.1</cvss_base_score>",
		"<cvss_base_score>-1</cvss_base_score>",
		"<cvss_base_score>11</cvss_base_score>",
		"<cvss_base_score>high</cvss_base_score>",
		"<cvss_base_score>1e1</cvss_base_score>",
		"<cvss_base_score>0x1</cvss_base_score>",
		"<cvss_base_score>NaN</cvss_base_score>",
		"<cvss_base_score>3.95</cvss_base_score>",
		"<cvss3_base_score>99</cvss3_base_score><cvss_base_score>1.0</cvss_base_score>",
		"<cvss_base_score>1.0</cvss_base_score><cvss_vector>CVSS2#AV:N/AC:L</cvss_vector>",
		"<cvss_base_score>9.0</cvss_base_score><cvss_base_score>1.0</cvss_base_score>",
		"<cvss_vector>AV:N/AC:L/Au:N/C:C/I:C/A:C</cvss_vector><cvss_vector>AV:N/AC:L/Au:N/C:N/I:N/A:N</cvss_vector>",
		"<cvss_base_score>1.0</cvss_base_score><cvss_vector>CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H</cvss_vector>",
	} {
		report, err := ReadAll(strings.NewReader(nessus(item(details))), Options{})
		spoken(t, report, err)
		if err != nil {
			t.Fatal(err)
		}
		got := diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{})
		if len(got.Findings) != 1 || len(got.RowErrors) == 0 || got.RowErrors[0].Row != 1 || got.Verdict == diagnosis.Pass {
			t.Errorf("%s: %d findings, row errors %v, verdict %s", details, len(got.Findings), got.RowErrors, got.Verdict)
		}
	}
}

func TestScansThatWereNotCompletedDoNotPass(t *testing.T) {
	t.Parallel()
	for file, replace := range map[string][2]string{
		"openvas.xml":     {"<scan_run_status>Done", "<scan_run_status>Stopped"},
		"nexpose.xml":     {`status="finished"`, `status="aborted"`},
		"qualys_scan.xml": {">FINISHED<", ">CANCELED<"},
		"acunetix.xml":    {"<Aborted><![CDATA[False]]>", "<Aborted><![CDATA[True]]>"},
	} {
		text := strings.Replace(readFixture(t, file), replace[0], replace[1], 1)
		report, err := ReadAll(strings.NewReader(text), Options{})
		spoken(t, report, err)
		if err != nil || len(report.RowErrors) != 1 || report.RowErrors[0].Row != 0 {
			t.Errorf("%s: %v, row errors %v", file, err, report.RowErrors)
		}
	}
}

func TestDefinitionsThatAreMissingAreListed(t *testing.T) {
	t.Parallel()
	for file, replace := range map[string][2]string{
		"nexpose.xml":      {`vulnerability id="dns-old"`, `vulnerability id="another"`},
		"qualys_asset.xml": {`<VULN_DETAILS id="qid_2"><QID id="qid_2">2<`, `<VULN_DETAILS id="qid_9"><QID id="qid_9">9<`},
	} {
		text := strings.Replace(readFixture(t, file), replace[0], replace[1], 1)
		report, err := ReadAll(strings.NewReader(text), Options{})
		spoken(t, report, err)
		if err != nil || len(report.RowErrors) == 0 {
			t.Errorf("%s: %v, row errors %v", file, err, report.RowErrors)
		}
	}
}

func TestRowsOfAnotherWidthAreListed(t *testing.T) {
	t.Parallel()
	text := readFixture(t, "nessus.csv") + "\"900009\",\"\",\"9.0\"\n"
	report, err := ReadAll(strings.NewReader(text), Options{})
	spoken(t, report, err)
	if err != nil || len(report.Findings) != 4 || len(report.RowErrors) != 1 || report.RowErrors[0].Row != 6 {
		t.Errorf("%d findings, %v, row errors %v", len(report.Findings), err, report.RowErrors)
	}
}

func TestJapaneseEncodings(t *testing.T) {
	t.Parallel()
	const sjis = "\x8f\x91\x8e\xae" // 書式
	csv := "Plugin ID,Risk,Host,Protocol,Port,Name,Plugin Output\n1,None,h.example.jp,tcp,80," + sjis + ",out\n"
	declared := strings.Replace(nessus(strings.Replace(item(""), `"n"`, `"`+sjis+`"`, 1)), `?>`, `encoding="Shift_JIS"?>`, 1)
	for _, text := range []string{csv, declared} {
		report, err := ReadAll(strings.NewReader(text), Options{})
		spoken(t, report, err)
		if err != nil || len(report.Findings) != 1 || report.Findings[0].Name != "書式" {
			t.Errorf("%.40q: %v, %+v", text, err, report.Findings)
		}
	}
}

// endless gives the same bytes again and again.
type endless struct{ head, body string }

func (e *endless) Read(p []byte) (int, error) {
	if e.head != "" {
		n := copy(p, e.head)
		e.head = e.head[n:]
		return n, nil
	}
	return copy(p, e.body), nil
}

// TestEndlessFilesEnd: whatever repeats without end meets a limit, soon.
func TestEndlessFilesEnd(t *testing.T) {
	t.Parallel()
	csvHead := "Plugin ID,Risk,Host,Protocol,Port,Name,Plugin Output\n"
	for _, e := range []*endless{
		{"", "<NessusClientData_v2>"}, {"", "a,b,"}, {"", `"`}, {"", " "},
		{"<NessusClientData_v2>", "x"}, {"<NessusClientData_v2><!--", "x"}, {"<NessusClientData_v2 ", "a='' "}, {"<NessusClientData_v2 a='", "x"},
		{"<NessusClientData_v2>", "<a></a>"}, {"<!DOCTYPE NessusClientData_v2 [", "<!ELEMENT a ANY>"}, {"<NessusClientData_v2><![CDATA[", "]"},
		{csvHead, "x"}, {csvHead + `"`, `""`}, {csvHead, ","}, {csvHead, "1,None,h,tcp,80,n,o\n"}, {csvHead, "\n"}, {csvHead, "1\n"},
	} {
		name := fmt.Sprintf("%.20q", e.head+e.body)
		start := time.Now()
		_, err := Read(e, Options{MaxBytes: 4 << 20}, func(diagnosis.Finding) error { return nil })
		if !errors.Is(err, fault.Invalid) || time.Since(start) > 10*time.Second {
			t.Errorf("%s: %v after %v", name, err, time.Since(start))
		}
	}
}

func TestErrorsOfTheFileAreNotTheSendersFault(t *testing.T) {
	t.Parallel()
	broken := errors.New("disk gone")
	for _, head := range []string{"", "<NessusClientData_v2>", "Plugin ID,Risk,Host,Protocol,Port,Name,Plugin Output\n"} {
		r := io.MultiReader(strings.NewReader(head), failing{broken})
		if _, err := ReadAll(r, Options{}); !errors.Is(err, broken) {
			t.Errorf("%q: got %v, want %v", head, err, broken)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// fuzzFormat feeds one reader: it must not panic, not blame us, and never give a
// report that holds a score without a row error for what it could not read.
func fuzzFormat(f *testing.F, name string, files ...string) {
	for _, file := range files {
		f.Add([]byte(readFixture(f, file)))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, format := range []string{name, ""} {
			report, err := ReadAll(bytes.NewReader(text), Options{Format: format, MaxBytes: 1 << 20})
			if err != nil {
				if !errors.Is(err, fault.Invalid) {
					t.Fatalf("the error %v is not the sender's fault", err)
				}
				continue
			}
			if len(report.Hosts) == 0 && len(report.RowErrors) == 0 {
				t.Fatal("a report without a host was read")
			}
			diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{})
		}
	})
}

func FuzzNessusXML(f *testing.F)      { fuzzFormat(f, "nessus-xml", "nessus.nessus") }
func FuzzNessusCSV(f *testing.F)      { fuzzFormat(f, "nessus-csv", "nessus.csv") }
func FuzzTenableIOCSV(f *testing.F)   { fuzzFormat(f, "tenable-io-csv", "tenable_io.csv") }
func FuzzTenableVMCSV(f *testing.F)   { fuzzFormat(f, "tenable-vm-csv", "tenable_vm.csv") }
func FuzzTenableSCCSV(f *testing.F)   { fuzzFormat(f, "tenable-sc-csv", "tenable_sc.csv") }
func FuzzOpenVASXML(f *testing.F)     { fuzzFormat(f, "openvas-xml", "openvas.xml") }
func FuzzOpenVASCSV(f *testing.F)     { fuzzFormat(f, "openvas-csv", "openvas.csv") }
func FuzzNexposeXML(f *testing.F)     { fuzzFormat(f, "nexpose-xml", "nexpose.xml") }
func FuzzQualysScanXML(f *testing.F)  { fuzzFormat(f, "qualys-scan-xml", "qualys_scan.xml") }
func FuzzQualysAssetXML(f *testing.F) { fuzzFormat(f, "qualys-asset-xml", "qualys_asset.xml") }
func FuzzQualysWASXML(f *testing.F) {
	fuzzFormat(f, "qualys-was-xml", "doubt/qualys-was-1.xml", "doubt/qualys-was-4.xml")
}
func FuzzTrivyOperator(f *testing.F) {
	fuzzFormat(f, "trivy-json", "doubt/trivy-operator-2.json", "doubt/trivy-4.json")
}
func FuzzQualysVMDRCSV(f *testing.F) { fuzzFormat(f, "qualys-vmdr-csv", "qualys_vmdr.csv") }
func FuzzQualysCSV(f *testing.F)     { fuzzFormat(f, "qualys-csv", "qualys.csv") }
func FuzzAcunetixXML(f *testing.F)   { fuzzFormat(f, "acunetix-xml", "acunetix.xml") }

// TestTheSeparatorIsTheOneOfTheHeader, whatever the texts hold more of.
func TestTheSeparatorIsTheOneOfTheHeader(t *testing.T) {
	t.Parallel()
	text := strings.Replace(readFixture(t, "tenable_vm.csv"), "Weak key exchange", `"`+strings.Repeat("a,", 100)+`"`, 1)
	text = strings.Replace(text, `"`, "", 2)
	for _, format := range []string{"", "tenable-vm-csv"} {
		report, err := ReadAll(strings.NewReader(text), Options{Format: format})
		spoken(t, report, err)
		if err != nil || len(report.Findings) != 2 || len(report.RowErrors) != 0 {
			t.Errorf("%v, %d findings, %v", err, len(report.Findings), report.RowErrors)
		}
	}
}
