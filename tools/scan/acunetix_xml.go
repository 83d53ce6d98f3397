package scan

import (
	"bytes"
	"net/url"
	"strings"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/format/xml"
)

func isAcunetixXML(h *head) bool {
	return h.root == "ScanGroup" && bytes.Contains(h.text, []byte("<Scan>"))
}

// readAcunetixXML reads the XML export of Acunetix: the module that found a
// weakness is its test, CVSS is version 2, CVSS3 and CVSS4 what they say.
func readAcunetixXML(in *input, out *sink) error {
	x, err := in.xml()
	if err != nil {
		return err
	}
	out.report.Scanner = "Acunetix"
	a := acunetixXML{x: x, out: out}
	if err := x.Each(func(name []byte) error {
		if string(name) != "Scan" {
			return nil
		}
		a.host, a.port, a.whole, a.ended = "", "", false, false
		if err := x.Each(a.inScan); err != nil {
			return err
		}
		out.unproven(a.whole, "Aborted")
		out.unproven(a.ended, "FinishTime")
		return nil
	}); err != nil {
		return err
	}
	return x.Finish()
}

type acunetixXML struct {
	x          *xml.Reader
	out        *sink
	host, port string
	whole      bool // the scan says whether it was aborted
	ended      bool // the scan says when it ended
	f          diagnosis.Finding
}

func (a *acunetixXML) inScan(name []byte) error {
	switch string(name) {
	case "StartURL":
		text, err := a.x.Content()
		a.target(string(trimSpace(text)))
		return err
	case "FinishTime":
		text, err := a.x.Content()
		a.ended = len(trimSpace(text)) > 0
		a.out.scanned(parseDay(text))
		return err
	case "Aborted":
		text, err := a.x.Content()
		text = trimSpace(text)
		if a.whole = len(text) > 0; a.whole && !strings.EqualFold(string(text), "false") {
			a.out.wholeReport("report-aborted")
		}
		return err
	case "ReportItems":
		return a.x.Each(a.item)
	}
	return nil
}

// target reads "www.example.jp" and "https://www.example.jp:8443/start".
func (a *acunetixXML) target(start string) {
	if !strings.Contains(start, "://") {
		start = "http://" + start
	}
	if u, err := url.Parse(start); err == nil {
		a.host, a.port = u.Hostname(), u.Port()
	}
	a.out.host(a.host)
}

func (a *acunetixXML) item(name []byte) error {
	if string(name) != "ReportItem" {
		return nil
	}
	a.out.row++
	a.f = diagnosis.Finding{Host: a.host, Port: a.port}
	if err := a.x.Each(a.inItem); err != nil {
		return err
	}
	if a.f.PluginID == "" {
		a.f.PluginID = a.f.Name
	}
	return a.out.emit(&a.f)
}

func (a *acunetixXML) inItem(name []byte) error {
	switch string(name) {
	case "Name":
		return a.out.text(a.x, &a.f.Name)
	case "ModuleName":
		return a.out.text(a.x, &a.f.PluginID)
	case "Severity":
		return a.out.text(a.x, &a.f.ScannerSeverity)
	case "CVSS":
		return a.x.Each(func(name []byte) error { return a.metric(scheme.CVSS2, name) })
	case "CVSS3":
		return a.x.Each(func(name []byte) error { return a.metric(scheme.CVSS3, name) })
	case "CVSS4":
		return a.x.Each(func(name []byte) error { return a.metric(scheme.CVSS4, name) })
	case "CVEList":
		return a.x.Each(a.cve)
	case "IsFalsePositive":
		text, err := a.x.Content()
		if strings.EqualFold(string(trimSpace(text)), "true") {
			a.f.Remark = "false positive by the operator"
		}
		return err
	}
	return nil
}

func (a *acunetixXML) metric(v scheme.CVSSVersion, name []byte) error {
	descriptor := string(name) == "Descriptor"
	if !descriptor && string(name) != "Score" {
		return nil
	}
	text, err := a.x.Content()
	if err != nil {
		return err
	}
	if descriptor {
		a.out.vector(&a.f, v, text)
	} else {
		a.out.reported(&a.f, v, text)
	}
	return nil
}

// cve reads <CVE>CVE-…</CVE> and <CVE><ID>CVE-…</ID></CVE>.
func (a *acunetixXML) cve([]byte) error {
	inside := a.x.Depth()
	var text []byte
	for {
		k, err := a.x.Next()
		if err != nil {
			return err
		}
		if k == xml.Text {
			text = a.x.AppendText(text)
			continue
		}
		a.f.CVEs = append(a.f.CVEs, a.out.cves(text)...)
		if text = text[:0]; k == xml.EndTag && a.x.Depth() < inside {
			return nil
		}
	}
}
