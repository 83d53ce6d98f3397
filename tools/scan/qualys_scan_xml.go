package scan

import (
	"bytes"
	"strings"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/format/xml"
)

func isQualysScanXML(h *head) bool { return h.root == "SCAN" }

// readQualysScanXML reads the scan results of Qualys: VULN and PRACTICE (a
// potential weakness) are live, INFO and SERVICE are information.
func readQualysScanXML(in *input, out *sink) error {
	x, err := in.xml()
	if err != nil {
		return err
	}
	out.report.Scanner = "Qualys"
	q := qualysScanXML{x: x, out: out}
	if err := x.Each(q.inScan); err != nil {
		return err
	}
	out.unproven(q.status, "STATUS")
	out.fewer(q.seen, q.alive)
	return x.Finish()
}

type qualysScanXML struct {
	x              *xml.Reader
	out            *sink
	host           string
	port, protocol string
	f              diagnosis.Finding
	list           []string // CVE_ID_LIST
	status         bool     // the scan says how it ended
	alive, seen    int      // hosts that answered, and that are there
}

func (q *qualysScanXML) inScan(name []byte) error {
	switch string(name) {
	case "HEADER":
		return q.x.Each(q.key)
	case "IP":
		q.host = q.out.string(q.x.Attr("value"))
		q.out.host(q.host)
		q.seen++
		return q.x.Each(q.inHost)
	case "ERROR":
		text, err := q.x.Content()
		q.out.wholeReport("report-error", "given", clip(trimSpace(text)))
		return err
	}
	return nil
}

func (q *qualysScanXML) key(name []byte) error {
	value := string(q.x.Attr("value"))
	if string(name) != "KEY" {
		return nil
	}
	text, err := q.x.Content()
	switch text = trimSpace(text); value {
	case "DATE":
		q.out.scanned(parseDay(text))
	case "NBHOST_ALIVE":
		q.alive = count(text)
	case "STATUS":
		if q.status = len(text) > 0; q.status && !strings.EqualFold(string(text), "FINISHED") {
			q.out.wholeReport("report-unfinished", "status", clip(text))
		}
	}
	return err
}

func (q *qualysScanXML) inHost(name []byte) error {
	switch string(name) {
	case "VULNS", "PRACTICES", "INFOS", "SERVICES":
		return q.x.Each(q.inHost)
	case "CAT":
		q.port, q.protocol = q.out.port(q.x.Attr("port")), q.out.string(bytes.ToLower(q.x.Attr("protocol")))
		return q.x.Each(q.inHost)
	case "VULN", "PRACTICE":
		return q.item(diagnosis.Open)
	case "INFO", "SERVICE":
		return q.item(diagnosis.Info)
	}
	return nil
}

func (q *qualysScanXML) item(state diagnosis.State) error {
	q.out.row++
	q.list = nil
	q.f = diagnosis.Finding{
		Host: q.host, Port: q.port, Protocol: q.protocol, State: state,
		PluginID:        q.out.string(q.x.Attr("number")),
		ScannerSeverity: q.out.string(q.x.Attr("severity")),
		CVEs:            q.out.cves(q.x.Attr("cveid")),
	}
	if err := q.x.Each(q.inItem); err != nil {
		return err
	}
	if len(q.f.CVEs) == 0 {
		q.f.CVEs = q.list
	}
	return q.out.emit(&q.f)
}

func (q *qualysScanXML) inItem(name []byte) error {
	switch string(name) {
	case "TITLE":
		return q.out.text(q.x, &q.f.Name)
	case "CVSS_BASE":
		return q.score(scheme.CVSS2)
	case "CVSS3_BASE":
		return q.score(scheme.CVSS3)
	case "CVE_ID_LIST":
		return q.x.Each(func([]byte) error { return q.x.Each(q.cve) })
	}
	return nil
}

func (q *qualysScanXML) score(v scheme.CVSSVersion) error {
	text, err := q.x.Content()
	if err == nil {
		q.out.scoreAndVector(&q.f, v, text)
	}
	return err
}

func (q *qualysScanXML) cve(name []byte) error {
	if string(name) != "ID" {
		return nil
	}
	text, err := q.x.Content()
	q.list = append(q.list, q.out.cves(text)...)
	return err
}
