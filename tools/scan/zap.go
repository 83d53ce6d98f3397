package scan

import (
	"strings"

	"akashi/rules/diagnosis"
	"akashi/tools/format/json"
	"akashi/tools/format/xml"
)

// zapAlert is an alert of ZAP, in XML or JSON. ZAP gives no CVSS scores.
type zapAlert struct {
	plugin, ref, alert, name, risk, riskText, confidence string
}

// field returns the place for an element or member.
func (a *zapAlert) field(name string) *string {
	switch name {
	case "pluginid":
		return &a.plugin
	case "alertRef":
		return &a.ref
	case "alert":
		return &a.alert
	case "name":
		return &a.name
	case "riskcode":
		return &a.risk
	case "riskdesc":
		return &a.riskText
	case "confidence":
		return &a.confidence
	}
	return nil
}

// zapSite is a site that ZAP looked at.
type zapSite struct{ host, port string }

// finding is the alert as a finding. The severity is the code of the risk, 0 for
// information; the word for it and the confidence, 0 for a false positive, are
// shown.
func (a *zapAlert) finding(site zapSite) diagnosis.Finding {
	f := diagnosis.Finding{Host: site.host, Port: site.port, PluginID: a.plugin, Name: a.name, ScannerSeverity: a.risk}
	if f.PluginID == "" {
		f.PluginID = a.ref
	}
	if f.Name == "" {
		f.Name = a.alert
	}
	if f.ScannerSeverity == "" {
		f.ScannerSeverity, _, _ = strings.Cut(a.riskText, " ")
	}
	rate(&f)
	remark(&f, "risk", a.riskText)
	remark(&f, "confidence", a.confidence)
	return f
}

// zapHost fills in what the site says only in its name.
func zapHost(name, host, port string) zapSite {
	if host == "" {
		host, port = splitTarget(name)
	}
	return zapSite{host, port}
}

func isZAPXML(h *head) bool { return h.root == "OWASPZAPReport" }

// readZAPXML reads the XML report of ZAP.
func readZAPXML(in *input, out *sink) error {
	x, err := in.xml()
	if err != nil {
		return err
	}
	out.report.Scanner = "ZAP"
	out.scanned(parseDay(x.Attr("generated")))
	out.scanned(parseDay(x.Attr("created")))
	if err := x.Each(func(name []byte) error {
		if string(name) != "site" {
			return nil
		}
		site := zapHost(out.string(x.Attr("name")), out.string(x.Attr("host")), out.port(x.Attr("port")))
		out.host(site.host)
		return x.Each(func(name []byte) error {
			if string(name) != "alerts" {
				return nil
			}
			return x.Each(func(name []byte) error { return zapXMLAlert(x, out, site) })
		})
	}); err != nil {
		return err
	}
	return x.Finish()
}

func zapXMLAlert(x *xml.Reader, out *sink, site zapSite) error {
	out.row++
	var a zapAlert
	if err := x.Each(func(name []byte) error {
		if into := a.field(string(name)); into != nil {
			return out.text(x, into)
		}
		return nil
	}); err != nil {
		return err
	}
	f := a.finding(site)
	return out.emit(&f)
}

func isZAPJSON(h *head) bool {
	return h.members.names("site") && (h.members.names("@generated") || h.members.names("@version") || strings.Contains(h.members["@programName"], "ZAP"))
}

// readZAPJSON reads the JSON report of ZAP.
func readZAPJSON(in *input, out *sink) error {
	z := zapJSON{j: in.json(), out: out}
	out.report.Scanner = "ZAP"
	if err := z.j.Members(z.inReport); err != nil {
		return err
	}
	return z.j.Finish()
}

type zapJSON struct {
	j   *json.Reader
	out *sink

	name, host, port string // of the site
	held             []zapAlert
}

func (z *zapJSON) inReport(name []byte) error {
	switch string(name) {
	case "@generated", "created":
		b, err := z.j.Scalar()
		z.out.scanned(parseDay(b))
		return err
	case "site":
		return z.j.Each(z.site)
	}
	return nil
}

func (z *zapJSON) site() error {
	z.name, z.host, z.port, z.held = "", "", "", z.held[:0]
	z.out.heldText = 0
	if err := z.j.Members(z.inSite); err != nil {
		return err
	}
	site := zapHost(z.name, z.host, z.port)
	z.out.host(site.host)
	for i := range z.held {
		z.out.row++
		f := z.held[i].finding(site)
		if err := z.out.emit(&f); err != nil {
			return err
		}
	}
	return nil
}

func (z *zapJSON) inSite(name []byte) error {
	switch string(name) {
	case "@name":
		return z.out.json(z.j, &z.name)
	case "@host":
		return z.out.json(z.j, &z.host)
	case "@port":
		return z.out.json(z.j, &z.port)
	case "alerts":
		return z.j.Each(z.alert)
	}
	return nil
}

func (z *zapJSON) alert() error {
	var a zapAlert
	if err := z.j.Members(func(name []byte) error {
		if into := a.field(string(name)); into != nil {
			return z.out.json(z.j, into)
		}
		return nil
	}); err != nil {
		return err
	}
	z.held = append(z.held, a)
	return z.out.mayHold(len(z.held), a.name, a.alert, a.riskText)
}
