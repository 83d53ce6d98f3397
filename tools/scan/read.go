package scan

import (
	"fmt"
	"io"
	"slices"

	"akashi/rules/diagnosis"
	"akashi/tools/format/json"
	"akashi/tools/format/xml"
	"akashi/values/fault"
)

// Options say how to read a report. Every zero field means the default.
type Options struct {
	Format       string   // name of a reader; "" and "auto" find it by content
	Mapping      *Mapping // reads a CSV of any shape; then Format is not asked
	MaxBytes     int64    // of the file; default 200 MiB
	MaxFindings  int      // default 300,000
	MaxRowErrors int      // beyond these the file is refused; default 10,000
}

func (o Options) withDefaults() Options {
	if o.MaxBytes == 0 {
		o.MaxBytes = 200 << 20
	}
	if o.MaxFindings == 0 {
		o.MaxFindings = 300_000
	}
	if o.MaxRowErrors == 0 {
		o.MaxRowErrors = 10_000
	}
	return o
}

// format is one row of the register: how a kind of report is told and read.
type format struct {
	name  string
	about string // product and kind, for lists
	// sniff tells the format by the beginning of the file.
	sniff func(*head) bool
	// read streams the findings into the sink.
	read func(*input, *sink) error
}

// formats is the register. The first row that recognises the file reads it.
func formats() []format {
	return []format{
		{"nessus-xml", "Nessus (.nessus)", isNessusXML, readNessusXML},
		{"openvas-xml", "OpenVAS, Greenbone (XML)", isOpenVASXML, readOpenVASXML},
		{"nexpose-xml", "Nexpose, InsightVM (XML export 2.0)", isNexposeXML, readNexposeXML},
		{"qualys-scan-xml", "Qualys scan results (XML)", isQualysScanXML, readQualysScanXML},
		{"qualys-asset-xml", "Qualys asset data report (XML)", isQualysAssetXML, readQualysAssetXML},
		{"qualys-was-xml", "Qualys WAS (XML)", isQualysWASXML, readQualysWASXML},
		{"acunetix-xml", "Acunetix (XML)", isAcunetixXML, readAcunetixXML},
		{"dependency-check-xml", "OWASP Dependency-Check (XML)", isDependencyCheckXML, readDependencyCheckXML},
		{"cyclonedx-json", "CycloneDX (JSON)", isCycloneDXJSON, readCycloneDXJSON},
		{"cyclonedx-xml", "CycloneDX (XML)", isCycloneDXXML, readCycloneDXXML},
		{"nmap-xml", "nmap with vulners, vulscan or vuln scripts (XML)", isNmapXML, readNmapXML},
		{"sarif-json", "SARIF 2.1.0 (JSON)", isSARIF, readSARIF},
		{"zap-xml", "ZAP (XML)", isZAPXML, readZAPXML},
		{"zap-json", "ZAP (JSON)", isZAPJSON, readZAPJSON},
		{"burp-xml", "Burp Suite (XML)", isBurpXML, readBurpXML},
		{"trivy-json", "Trivy (JSON)", isTrivyJSON, readTrivyJSON},
		{"nuclei-json", "nuclei (JSON, JSON Lines)", isNucleiJSON, readNucleiJSON},
		{"by-hand", "findings typed in from paper or PDF (JSON)", isByHand, readByHand},
		tenableIOCSV().format(),
		tenableVMCSV().format(),
		tenableSCCSV().format(),
		nessusCSV().format(),
		openvasCSV().format(),
		qualysVMDRCSV().format(),
		qualysCSV().format(),
	}
}

// Formats returns the names of the readers, in the order in which they are
// tried.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// Read reads a report as it was received and hands each finding to each, in the
// order of the file. The report that it returns holds everything but the
// findings. A file that cannot be read as a report is fault.Problems; then what
// each was given is worth nothing.
func Read(r io.Reader, opts Options, each func(diagnosis.Finding) error) (diagnosis.Report, error) {
	report, err := readReport(r, opts, each)
	return report, told(err)
}

func readReport(r io.Reader, opts Options, each func(diagnosis.Finding) error) (diagnosis.Report, error) {
	opts = opts.withDefaults()
	content, err := unpack(&limitReader{r: r, left: opts.MaxBytes, max: opts.MaxBytes})
	if err != nil {
		return diagnosis.Report{}, err
	}
	text, err := toUTF8(&limitReader{r: content, left: opts.MaxBytes, max: opts.MaxBytes})
	if err != nil {
		return diagnosis.Report{}, err
	}
	peeked, err := text.Peek(headSize)
	if err != nil && err != io.EOF {
		return diagnosis.Report{}, err
	}
	h := newHead(peeked, err == io.EOF)
	f, err := choose(h, opts)
	if err != nil {
		return diagnosis.Report{}, err
	}
	out := newSink(opts, each)
	out.report.Format, out.report.EndUntold = f.name, !diagnosis.SaysItsEnd(f.name)
	if err := f.read(&input{head: h, text: text}, out); err != nil {
		return diagnosis.Report{}, err
	}
	return out.finish()
}

// ReadAll is Read with the findings in the report.
func ReadAll(r io.Reader, opts Options) (diagnosis.Report, error) {
	var findings []diagnosis.Finding
	report, err := Read(r, opts, func(f diagnosis.Finding) error {
		findings = append(findings, f)
		return nil
	})
	report.Findings = findings
	return report, err
}

func choose(h *head, opts Options) (format, error) {
	if opts.Mapping != nil {
		return opts.Mapping.format(), nil
	}
	known, name := formats(), opts.Format
	if name != "" && name != "auto" {
		i := slices.IndexFunc(known, func(f format) bool { return f.name == name })
		if i < 0 {
			all := Formats()
			return format{}, fault.Wrong("format-unknown", "format", "given", name, "meant", fault.Nearest(name, all), "allowed", all)
		}
		h.is(known[i]) // a reader asked for by name still wants its dialect
		return known[i], nil
	}
	for _, f := range known {
		if h.is(f) {
			return f, nil
		}
	}
	if h.broken != nil {
		return format{}, h.broken
	}
	return format{}, fault.Wrong("report-unknown-format", "byte 0", h.seen()...)
}

// input is a report to be read.
type input struct {
	head *head
	text io.Reader // the whole file, in UTF-8
}

// json returns a reader of the file.
func (in *input) json() *json.Reader { return json.New(in.text, json.Strict()) }

// xml returns a reader that has just opened the root element.
func (in *input) xml() (*xml.Reader, error) {
	x := xml.New(in.text, xml.Strict())
	return x, x.Open()
}

// limitReader refuses a file that is larger than it may be.
type limitReader struct {
	r         io.Reader
	left, max int64
}

func (l *limitReader) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, fault.Wrong("report-too-large", fmt.Sprintf("byte %d", l.max), "max", l.max)
	}
	return n, err
}
