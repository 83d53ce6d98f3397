package scan

import (
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/format/xml"
	"akashi/values/civil"
)

func isNessusXML(h *head) bool { return h.root == "NessusClientData_v2" }

// readNessusXML reads NessusClientData_v2: cvss_base_score and cvss_vector are
// version 2, cvss3_* and cvss4_* what they say. The severity of an item, which may
// have been recast, is the scanner's. The scan of a host ended when it says so.
func readNessusXML(in *input, out *sink) error {
	x, err := in.xml()
	if err != nil {
		return err
	}
	out.report.Scanner = "Nessus"
	n := nessusXML{x: x, out: out}
	if err := x.Each(func(name []byte) error {
		if string(name) == "Report" {
			return x.Each(n.child)
		}
		return nil
	}); err != nil {
		return err
	}
	return x.Finish()
}

type nessusXML struct {
	x     *xml.Reader
	out   *sink
	host  string
	ended bool              // the scan of the host came to its end
	f     diagnosis.Finding // the item that is being read
	risk  string            // the plugin's own word, which no recast changes
}

func (n *nessusXML) child(name []byte) error {
	if string(name) != "ReportHost" {
		return nil
	}
	n.host = n.out.string(n.x.Attr("name"))
	n.out.host(n.host)
	n.ended = false
	err := n.x.Each(n.inHost)
	if err == nil && !n.ended {
		n.out.unended(n.host)
	}
	return err
}

func (n *nessusXML) inHost(name []byte) error {
	switch string(name) {
	case "HostProperties":
		return n.properties()
	case "ReportItem":
		return n.item()
	}
	return nil
}

// properties takes the day on which the scan of the host ended. The timestamp is
// a moment; HOST_END is the scanner's local time and serves where it is missing.
func (n *nessusXML) properties() error {
	var moment, local civil.Date
	err := n.x.Each(func([]byte) error {
		var into *civil.Date
		read := parseDay
		switch string(n.x.Attr("name")) {
		case "HOST_END_TIMESTAMP":
			into, read = &moment, parseUnix
		case "HOST_END":
			into = &local
		default:
			return nil
		}
		text, err := n.x.Content()
		*into = read(text)
		return err
	})
	if moment.IsZero() {
		moment = local
	}
	n.out.scanned(moment)
	n.ended = n.ended || !moment.IsZero()
	return err
}

func (n *nessusXML) item() error {
	x, out := n.x, n.out
	out.row++
	n.f = diagnosis.Finding{
		Host:            n.host,
		Port:            out.string(x.Attr("port")),
		Protocol:        out.string(x.Attr("protocol")),
		PluginID:        out.string(x.Attr("pluginID")),
		Name:            out.string(x.Attr("pluginName")),
		ScannerSeverity: out.string(x.Attr("severity")),
	}
	n.risk = ""
	if err := x.Each(n.detail); err != nil {
		return err
	}
	if diagnosis.AboveInformational(n.risk) && !diagnosis.AboveInformational(n.f.ScannerSeverity) {
		n.f.ScannerSeverity = n.risk // the severity was recast
	}
	return out.emit(&n.f)
}

func (n *nessusXML) detail(name []byte) error {
	switch string(name) {
	case "cvss_base_score":
		return n.take(scheme.CVSS2, false)
	case "cvss_vector":
		return n.take(scheme.CVSS2, true)
	case "cvss3_base_score":
		return n.take(scheme.CVSS3, false)
	case "cvss3_vector":
		return n.take(scheme.CVSS3, true)
	case "cvss4_base_score":
		return n.take(scheme.CVSS4, false)
	case "cvss4_vector":
		return n.take(scheme.CVSS4, true)
	case "risk_factor":
		return n.out.text(n.x, &n.risk)
	case "cve":
		text, err := n.x.Content()
		if cve := n.out.string(text); err == nil && cve != "" {
			n.f.CVEs = append(n.f.CVEs, cve)
		}
		return err
	}
	return nil
}

func (n *nessusXML) take(v scheme.CVSSVersion, vector bool) error {
	text, err := n.x.Content()
	if err != nil {
		return err
	}
	if vector {
		n.out.vector(&n.f, v, text)
	} else {
		n.out.reported(&n.f, v, text)
	}
	return nil
}
