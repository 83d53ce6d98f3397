package scan

import (
	"akashi/rules/diagnosis"
	"akashi/tools/format/json"
)

func isNucleiJSON(h *head) bool {
	return (h.members.names("template-id") || h.members.names("templateID")) && h.members.names("info")
}

// readNucleiJSON reads the results of nuclei, as one list or one a line. The
// vector tells of which version the score is; without one it has no version.
func readNucleiJSON(in *input, out *sink) error {
	rules := json.Strict()
	rules.Lines = true
	n := nucleiJSON{j: json.New(in.text, rules), out: out}
	out.report.Scanner = "nuclei"
	for {
		if more, err := n.j.More(); err != nil || !more {
			return err
		}
		if err := n.j.Each(n.result); err != nil {
			return err
		}
	}
}

type nucleiJSON struct {
	j   *json.Reader
	out *sink

	f             diagnosis.Finding
	target, ip    string
	score, vector string
}

func (n *nucleiJSON) result() error {
	n.out.row++
	*n = nucleiJSON{j: n.j, out: n.out}
	if err := n.j.Members(n.inResult); err != nil {
		return err
	}
	if n.target == "" {
		n.target = n.ip
	}
	host, port := splitTarget(n.target)
	n.f.Host = host
	if n.f.Port == "" {
		n.f.Port = port
	}
	if n.f.Name == "" {
		n.f.Name = n.f.PluginID
	}
	rate(&n.f)
	n.out.place(&n.f, []byte(n.score), n.vector)
	return n.out.emit(&n.f)
}

func (n *nucleiJSON) inResult(name []byte) error {
	switch string(name) {
	case "template-id", "templateID":
		return n.out.json(n.j, &n.f.PluginID)
	case "type":
		return n.out.json(n.j, &n.f.Protocol)
	case "host":
		return n.out.json(n.j, &n.target)
	case "ip":
		return n.out.json(n.j, &n.ip)
	case "port":
		return n.out.json(n.j, &n.f.Port)
	case "matched-at", "matched":
		var at string
		err := n.out.json(n.j, &at)
		remark(&n.f, "matched-at", at)
		return err
	case "matcher-name":
		var matcher string
		err := n.out.json(n.j, &matcher)
		remark(&n.f, "matcher", matcher)
		return err
	case "matcher-status":
		b, err := n.j.Scalar()
		if string(b) == "false" {
			n.f.State = diagnosis.NotVulnerable
		}
		return err
	case "error":
		b, err := n.j.Scalar()
		if len(trimSpace(b)) > 0 {
			n.out.problem("report-error", "given", clip(b))
		}
		return err
	case "timestamp":
		b, err := n.j.Scalar()
		n.out.scanned(parseDay(b))
		return err
	case "info":
		return n.j.Members(n.inInfo)
	}
	return nil
}

func (n *nucleiJSON) inInfo(name []byte) error {
	switch string(name) {
	case "name":
		return n.out.json(n.j, &n.f.Name)
	case "severity":
		return n.out.json(n.j, &n.f.ScannerSeverity)
	case "classification":
		return n.j.Members(n.inClassification)
	}
	return nil
}

func (n *nucleiJSON) inClassification(name []byte) error {
	switch string(name) {
	case "cve-id":
		return n.j.Each(func() error {
			b, err := n.j.Scalar()
			n.out.addCVEs(&n.f, b)
			return err
		})
	case "cvss-score":
		return n.out.jsonScore(n.j, &n.score)
	case "cvss-metrics":
		return n.out.json(n.j, &n.vector)
	}
	return nil
}
