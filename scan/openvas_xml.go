package scan

import (
	"bytes"
	"strings"

	"akashi/civil"
	"akashi/diagnosis"
	"akashi/scheme"
)

func isOpenVASXML(h *head) bool {
	switch h.root {
	case "get_reports_response", "get_results_response":
		return true
	case "report":
		return h.attrs["format_id"] != "" || bytes.Contains(h.text, []byte("<gmp>")) || bytes.Contains(h.text, []byte("<omp>"))
	}
	return false
}

// readOpenVASXML reads the reports of OpenVAS and Greenbone. cvss_base is of
// version 2 in older feeds and of version 3 in newer ones: the vector or the
// type of the severity tells, else the score has no version. The severity of a
// result, which overrides may change, is shown only.
func readOpenVASXML(in *input, out *sink) error {
	x, err := in.xml()
	if err != nil {
		return err
	}
	out.report.Scanner = "OpenVAS"
	o := openvasXML{x: x, out: out}
	if err := x.each(o.inReport); err != nil {
		return err
	}
	return x.finishDocument()
}

type openvasXML struct {
	x   *xmlReader
	out *sink

	f        diagnosis.Finding // the result that is being read
	base     []byte            // nvt/cvss_base
	original []byte            // original_severity: before overrides
	vector   string
	kind     string // type of nvt/severities/severity
	qod      string
}

func (o *openvasXML) inReport(name []byte) error {
	switch string(name) {
	case "report", "results":
		return o.x.each(o.inReport)
	case "result":
		return o.result()
	case "host":
		return o.host()
	case "scan_end":
		text, err := o.x.content()
		o.out.scanned(parseDay(text))
		return err
	case "scan_run_status":
		text, err := o.x.content()
		if status := o.out.string(text); status != "" && status != "Done" {
			o.out.wholeReport("the scan is not complete: its status is %.40q", status)
		}
		return err
	}
	return nil
}

// host reads the summary of a host, which stands also for one without results.
func (o *openvasXML) host() error {
	var name string
	var end civil.Date
	err := o.x.each(func(child []byte) error {
		ip := string(child) == "ip"
		if !ip && string(child) != "end" {
			return nil
		}
		text, err := o.x.content()
		if ip {
			name = o.out.string(text)
		} else {
			end = parseDay(text)
		}
		return err
	})
	o.out.host(name)
	o.out.scanned(end)
	return err
}

func (o *openvasXML) result() error {
	o.out.row++
	*o = openvasXML{x: o.x, out: o.out, base: o.base[:0], original: o.original[:0]}
	if err := o.x.each(o.inResult); err != nil {
		return err
	}
	o.place()
	logIsInformation(&o.f)
	o.f.Remark = o.remark()
	return o.out.emit(&o.f)
}

func (o *openvasXML) inResult(name []byte) error {
	if string(name) == "nvt" {
		o.f.PluginID = o.out.string(o.x.attr("oid"))
		return o.x.each(o.inNVT)
	}
	if string(name) == "qod" {
		return o.x.each(o.inQoD)
	}
	var take func([]byte)
	switch string(name) {
	case "name":
		take = func(b []byte) { o.f.Name = o.out.string(b) }
	case "host":
		take = func(b []byte) { o.f.Host = o.out.string(b) }
	case "port":
		take = o.port
	case "threat":
		take = func(b []byte) { o.f.ScannerSeverity = o.out.string(b) }
	case "original_severity":
		take = func(b []byte) { o.original = append(o.original, trimSpace(b)...) }
	default:
		return nil
	}
	text, err := o.x.content()
	take(text)
	return err
}

// port reads "443/tcp", "general/tcp" and the older "https (443/tcp)".
func (o *openvasXML) port(b []byte) {
	text := string(trimSpace(b))
	if _, inside, found := strings.Cut(text, "("); found {
		text = strings.TrimSuffix(inside, ")")
	}
	port, protocol, _ := strings.Cut(text, "/")
	o.f.Port, o.f.Protocol = o.out.string([]byte(port)), o.out.string([]byte(strings.ToLower(protocol)))
}

func (o *openvasXML) inQoD(name []byte) error {
	if string(name) != "value" {
		return nil
	}
	text, err := o.x.content()
	o.qod = o.out.string(text)
	return err
}

func (o *openvasXML) inNVT(name []byte) error {
	switch string(name) {
	case "cvss_base":
		text, err := o.x.content()
		o.base = append(o.base, trimSpace(text)...)
		return err
	case "tags":
		text, err := o.x.content()
		for _, tag := range bytes.Split(text, []byte("|")) {
			if value, found := bytes.CutPrefix(tag, []byte("cvss_base_vector=")); found && !saysNothing(trimSpace(value)) {
				o.vector = o.out.string(value)
			}
		}
		return err
	case "severities":
		return o.x.each(o.inSeverities)
	case "cve":
		text, err := o.x.content()
		o.f.CVEs = append(o.f.CVEs, o.out.cves(text)...)
		return err
	case "refs":
		return o.x.each(func([]byte) error {
			if string(o.x.attr("type")) == "cve" {
				o.f.CVEs = append(o.f.CVEs, o.out.string(o.x.attr("id")))
			}
			return nil
		})
	}
	return nil
}

func (o *openvasXML) inSeverities([]byte) error {
	o.kind = string(o.x.attr("type"))
	return o.x.each(func(name []byte) error {
		if string(name) != "value" {
			return nil
		}
		text, err := o.x.content()
		if o.vector == "" {
			o.vector = o.out.string(text)
		}
		return err
	})
}

// place puts the score of the test where its version belongs.
func (o *openvasXML) place() {
	score := o.base
	if len(score) == 0 {
		score = o.original
	}
	if len(score) > 0 && score[0] == '-' { // -1 false positive, -3 error: marks, not scores
		score = nil
	}
	version := o.version()
	if version == "" {
		o.f.Unversioned = o.out.score(score, "cvss_base")
		return
	}
	o.out.reported(&o.f, version, score)
	if o.vector != "" {
		o.out.vector(&o.f, version, []byte(o.vector))
	}
}

func (o *openvasXML) version() scheme.CVSSVersion {
	if o.vector != "" {
		c := o.out.base(o.vector)
		if c.err == nil {
			return c.version.Metric()
		}
		o.out.problem("%v", c.err)
		o.vector = ""
	}
	switch o.kind {
	case "cvss_base_v2":
		return scheme.CVSS2
	case "cvss_base_v3":
		return scheme.CVSS3
	case "cvss_base_v4":
		return scheme.CVSS4
	}
	return ""
}

func (o *openvasXML) remark() string {
	var parts []string
	if o.qod != "" {
		parts = append(parts, "qod="+o.qod)
	}
	if len(o.original) > 0 && len(o.base) > 0 && !sameScore(o.original, o.base) {
		parts = append(parts, "original_severity="+string(o.original))
	}
	return strings.Join(parts, "; ")
}

func sameScore(a, b []byte) bool {
	x, errX := diagnosis.ParseTenths(string(a))
	y, errY := diagnosis.ParseTenths(string(b))
	return errX == nil && errY == nil && x == y
}
