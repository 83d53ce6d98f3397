package scan

import (
	"akashi/rules/diagnosis"

	"akashi/tools/format/xml"
)

func isBurpXML(h *head) bool { return h.root == "issues" && h.attrs["burpVersion"] != "" }

// readBurpXML reads the issues of Burp Suite, which gives no CVSS scores. The day
// of the export is the only one that the file tells.
func readBurpXML(in *input, out *sink) error {
	x, err := in.xml()
	if err != nil {
		return err
	}
	out.report.Scanner = "Burp Suite"
	out.scanned(parseDay(x.Attr("exportTime")))
	b := burpXML{x: x, out: out}
	if err := x.Each(b.issue); err != nil {
		return err
	}
	return x.Finish()
}

type burpXML struct {
	x   *xml.Reader
	out *sink
	f   diagnosis.Finding
}

func (b *burpXML) issue(name []byte) error {
	if string(name) != "issue" {
		return nil
	}
	b.out.row++
	b.f = diagnosis.Finding{}
	if err := b.x.Each(b.inIssue); err != nil {
		return err
	}
	rate(&b.f)
	return b.out.emit(&b.f)
}

func (b *burpXML) inIssue(name []byte) error {
	switch string(name) {
	case "type":
		return b.out.text(b.x, &b.f.PluginID)
	case "name":
		return b.out.text(b.x, &b.f.Name)
	case "severity":
		return b.out.text(b.x, &b.f.ScannerSeverity)
	case "host":
		ip := b.out.string(b.x.Attr("ip"))
		var target string
		err := b.out.text(b.x, &target)
		if b.f.Host, b.f.Port = splitTarget(target); b.f.Host == "" {
			b.f.Host = ip
		}
		return err
	case "path":
		var path string
		err := b.out.text(b.x, &path)
		remark(&b.f, "path", path)
		return err
	case "confidence":
		var confidence string
		err := b.out.text(b.x, &confidence)
		remark(&b.f, "confidence", confidence)
		return err
	}
	return nil
}
