package scan

import (
	"bytes"
	"strings"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/format/xml"
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
	if err := x.Each(o.inReport); err != nil {
		return err
	}
	return x.Finish()
}

type openvasXML struct {
	x   *xml.Reader
	out *sink

	f        diagnosis.Finding // the result that is being read
	base     string            // nvt/cvss_base
	original string            // original_severity: before overrides
	vector   string
	kind     string // type of nvt/severities/severity
	qod      string
}

func (o *openvasXML) inReport(name []byte) error {
	switch string(name) {
	case "report", "results":
		return o.x.Each(o.inReport)
	case "result":
		return o.result()
	case "host":
		return o.host()
	case "scan_end":
		return o.out.scanEnd(o.x)
	case "scan_run_status":
		var status string
		err := o.out.text(o.x, &status)
		if status != "" && status != "Done" {
			o.out.wholeReport("report-unfinished", "status", clip([]byte(status)))
		}
		return err
	}
	return nil
}

// host reads the summary of a host, which stands also for one without results.
func (o *openvasXML) host() error {
	var name string
	err := o.x.Each(func(child []byte) error {
		switch string(child) {
		case "ip":
			return o.out.text(o.x, &name)
		case "end":
			return o.out.scanEnd(o.x)
		}
		return nil
	})
	o.out.host(name)
	return err
}

func (o *openvasXML) result() error {
	o.out.row++
	*o = openvasXML{x: o.x, out: o.out}
	if err := o.x.Each(o.inResult); err != nil {
		return err
	}
	o.place()
	logIsInformation(&o.f)
	o.f.Remark = o.remark()
	return o.out.emit(&o.f)
}

func (o *openvasXML) inResult(name []byte) error {
	switch string(name) {
	case "nvt":
		o.f.PluginID = o.out.string(o.x.Attr("oid"))
		return o.x.Each(o.inNVT)
	case "qod":
		return o.x.Each(o.inQoD)
	case "name":
		return o.out.text(o.x, &o.f.Name)
	case "host":
		return o.out.text(o.x, &o.f.Host)
	case "port":
		return o.port()
	case "threat":
		return o.out.text(o.x, &o.f.ScannerSeverity)
	case "original_severity":
		return o.out.text(o.x, &o.original)
	}
	return nil
}

// port reads "443/tcp", "general/tcp" and the older "https (443/tcp)".
func (o *openvasXML) port() error {
	var text string
	if err := o.out.text(o.x, &text); err != nil {
		return err
	}
	if _, inside, found := strings.Cut(text, "("); found {
		text = strings.TrimSuffix(inside, ")")
	}
	port, protocol, _ := strings.Cut(text, "/")
	o.f.Port, o.f.Protocol = port, strings.ToLower(protocol)
	return nil
}

func (o *openvasXML) inQoD(name []byte) error {
	if string(name) != "value" {
		return nil
	}
	return o.out.text(o.x, &o.qod)
}

func (o *openvasXML) inNVT(name []byte) error {
	switch string(name) {
	case "cvss_base":
		return o.out.text(o.x, &o.base)
	case "tags":
		text, err := o.x.Content()
		for _, tag := range bytes.Split(text, []byte("|")) {
			if value, found := bytes.CutPrefix(tag, []byte("cvss_base_vector=")); found && !saysNothing(trimSpace(value)) {
				o.vector = o.out.string(value)
			}
		}
		return err
	case "severities":
		return o.x.Each(o.inSeverities)
	case "cve":
		text, err := o.x.Content()
		o.f.CVEs = append(o.f.CVEs, o.out.cves(text)...)
		return err
	case "refs":
		return o.x.Each(func([]byte) error {
			if string(o.x.Attr("type")) == "cve" {
				o.f.CVEs = append(o.f.CVEs, o.out.string(o.x.Attr("id")))
			}
			return nil
		})
	}
	return nil
}

func (o *openvasXML) inSeverities([]byte) error {
	o.kind = string(o.x.Attr("type"))
	return o.x.Each(func(name []byte) error {
		if string(name) != "value" || o.vector != "" {
			return nil
		}
		return o.out.text(o.x, &o.vector)
	})
}

// place puts the score of the test where its version belongs.
func (o *openvasXML) place() {
	score := o.base
	if score == "" {
		score = o.original
	}
	if strings.HasPrefix(score, "-") { // -1 false positive, -3 error: marks, not scores
		score = ""
	}
	version := o.version()
	if version == "" {
		o.f.Unversioned = o.out.score([]byte(score), "")
		return
	}
	o.out.reported(&o.f, version, []byte(score))
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
		o.out.flawed(c.err)
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
	if o.original != "" && o.base != "" && !sameScore(o.original, o.base) {
		parts = append(parts, "original_severity="+o.original)
	}
	return strings.Join(parts, "; ")
}

func sameScore(a, b string) bool {
	x, errX := diagnosis.ParseTenths(a)
	y, errY := diagnosis.ParseTenths(b)
	return errX == nil && errY == nil && x == y
}
