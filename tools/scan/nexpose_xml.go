package scan

import (
	"bytes"
	"strings"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/format/xml"
)

func isNexposeXML(h *head) bool { return h.root == "NexposeReport" }

// readNexposeXML reads the XML export 2.0 of Nexpose and InsightVM. What a test
// found stands with the host, what it means in the definitions below, so the
// findings wait for them. cvssScore is version 2.
func readNexposeXML(in *input, out *sink) error {
	x, err := in.xml()
	if err != nil {
		return err
	}
	out.report.Scanner = "Nexpose"
	n := nexposeXML{x: x, out: out, known: map[string]*nexposeDefinition{}}
	if err := x.Each(n.inReport); err != nil {
		return err
	}
	if err := x.Finish(); err != nil {
		return err
	}
	out.unproven(n.scans > 0, "scan")
	return n.emit()
}

type nexposeXML struct {
	x     *xml.Reader
	out   *sink
	tests []diagnosis.Finding // in the order of the file
	known map[string]*nexposeDefinition

	host, port, protocol string
	scans                int
}

type nexposeDefinition struct {
	title, severity string
	score2, vector2 string
	score3, vector3 string
	cves            []string
}

func (n *nexposeXML) inReport(name []byte) error {
	switch string(name) {
	case "scans":
		return n.x.Each(n.scan)
	case "nodes":
		return n.x.Each(n.node)
	case "VulnerabilityDefinitions":
		return n.x.Each(n.definition)
	}
	return nil
}

func (n *nexposeXML) scan(name []byte) error {
	if string(name) != "scan" {
		return nil
	}
	end, _, _ := bytes.Cut(n.x.Attr("endTime"), []byte("T"))
	n.out.scanned(parseDay(end))
	n.scans++
	status := string(n.x.Attr("status"))
	n.out.unproven(status != "", "status")
	if status != "" && status != "finished" {
		n.out.wholeReport("report-unfinished", "status", clip([]byte(status)))
	}
	return nil
}

func (n *nexposeXML) node(name []byte) error {
	if string(name) != "node" {
		return nil
	}
	n.host, n.port, n.protocol = n.out.string(n.x.Attr("address")), "", ""
	if status := string(n.x.Attr("status")); status != "dead" {
		n.out.host(n.host)
	}
	return n.x.Each(n.inNode)
}

func (n *nexposeXML) inNode(name []byte) error {
	switch string(name) {
	case "endpoint":
		n.port, n.protocol = n.out.port(n.x.Attr("port")), n.out.string(bytes.ToLower(n.x.Attr("protocol")))
		err := n.x.Each(n.inNode)
		n.port, n.protocol = "", ""
		return err
	case "endpoints", "services", "service", "tests":
		return n.x.Each(n.inNode)
	case "test":
		n.out.row++
		if status := n.x.Attr("status"); strings.HasPrefix(strings.ToLower(string(status)), "error") {
			n.out.problem("row-test-error", "given", clip(n.x.Attr("id")))
		}
		n.tests = append(n.tests, diagnosis.Finding{
			Host: n.host, Port: n.port, Protocol: n.protocol,
			PluginID: n.out.string(n.x.Attr("id")),
			State:    nexposeState(string(n.x.Attr("status"))),
			Remark:   nexposeRemark(string(n.x.Attr("status"))),
		})
		if len(n.tests) > n.out.opts.MaxFindings {
			return n.out.tooManyFindings()
		}
	}
	return nil
}

// nexposeState reads the status of a test. One that the operator excepted
// (exception-vulnerable-*) found the weakness all the same, and exceptions do not
// decide here. A word that is not known, or none, leaves the finding open.
func nexposeState(status string) diagnosis.State {
	status = strings.TrimPrefix(strings.ToLower(status), "exception-")
	for _, s := range []struct {
		begins string
		state  diagnosis.State
	}{
		{"not-vulnerable", diagnosis.NotVulnerable}, {"overridden", diagnosis.NotVulnerable},
		{"skipped", diagnosis.NotTested}, {"disabled", diagnosis.NotTested}, {"no-tests", diagnosis.NotTested}, {"error", diagnosis.NotTested},
	} {
		if strings.HasPrefix(status, s.begins) {
			return s.state
		}
	}
	return diagnosis.Open
}

func nexposeRemark(status string) string {
	if strings.HasPrefix(strings.ToLower(status), "exception-") {
		return "status=" + status
	}
	return ""
}

func (n *nexposeXML) definition(name []byte) error {
	if string(name) != "vulnerability" {
		return nil
	}
	d := &nexposeDefinition{
		title:    n.out.string(n.x.Attr("title")),
		severity: n.out.string(n.x.Attr("severity")),
		score2:   n.out.string(n.x.Attr("cvssScore")),
		vector2:  n.out.string(n.x.Attr("cvssVector")),
		score3:   n.out.string(n.x.Attr("cvssV3Score")),
		vector3:  n.out.string(n.x.Attr("cvssV3Vector")),
	}
	n.known[nexposeID(n.out.string(n.x.Attr("id")))] = d
	return n.x.Each(func(name []byte) error {
		if string(name) != "references" {
			return nil
		}
		return n.x.Each(func([]byte) error {
			if !strings.EqualFold(string(n.x.Attr("source")), "CVE") {
				return nil
			}
			text, err := n.x.Content()
			d.cves = append(d.cves, n.out.cves(text)...)
			return err
		})
	})
}

// nexposeID is how tests and definitions name each other: the letters of an id
// are not always of one case.
func nexposeID(id string) string { return strings.ToLower(id) }

func (n *nexposeXML) emit() error {
	for i := range n.tests {
		f := &n.tests[i]
		n.out.row = i + 1
		if d := n.known[nexposeID(f.PluginID)]; d != nil {
			f.Name, f.ScannerSeverity, f.CVEs = d.title, d.severity, d.cves
			n.out.reported(f, scheme.CVSS2, []byte(d.score2))
			n.out.vector(f, scheme.CVSS2, []byte(d.vector2))
			n.out.reported(f, scheme.CVSS3, []byte(d.score3))
			n.out.vector(f, scheme.CVSS3, []byte(d.vector3))
		} else if f.Live() {
			n.out.problem("row-definition", "given", f.PluginID)
		}
		if err := n.out.emit(f); err != nil {
			return err
		}
	}
	return nil
}
