package scan

import (
	"strings"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/cvss"
	"akashi/tools/format/xml"
)

func isDependencyCheckXML(h *head) bool {
	return h.root == "analysis" && strings.Contains(strings.ToLower(h.attrs["xmlns"]), "dependency-check")
}

// readDependencyCheckXML reads the XML of OWASP Dependency-Check. A file that
// was looked at is a host. The metrics stand as words; from those of version 2
// the vector is put together, those of version 3 are held against the score.
func readDependencyCheckXML(in *input, out *sink) error {
	x, err := in.xml()
	if err != nil {
		return err
	}
	out.report.Scanner = "OWASP Dependency-Check"
	d := dependencyCheckXML{x: x, out: out}
	if err := x.Each(d.inAnalysis); err != nil {
		return err
	}
	return x.Finish()
}

type dependencyCheckXML struct {
	x   *xml.Reader
	out *sink

	host string
	held []diagnosis.Finding // read before the name of their file was
	f    diagnosis.Finding

	words3 string // vector that the words of version 3 make
}

func (d *dependencyCheckXML) inAnalysis(name []byte) error {
	switch string(name) {
	case "projectInfo":
		return d.x.Each(func(name []byte) error {
			if string(name) != "reportDate" {
				return nil
			}
			return d.out.scanEnd(d.x)
		})
	case "dependencies":
		return d.x.Each(d.dependency)
	}
	return nil
}

func (d *dependencyCheckXML) dependency(name []byte) error {
	if string(name) != "dependency" {
		return nil
	}
	d.host, d.held, d.out.heldText = "", nil, 0
	if err := d.x.Each(d.inDependency); err != nil {
		return err
	}
	d.out.host(d.host)
	for i := range d.held {
		d.held[i].Host = d.host
		if err := d.out.emit(&d.held[i]); err != nil {
			return err
		}
	}
	return nil
}

func (d *dependencyCheckXML) inDependency(name []byte) error {
	switch string(name) {
	case "fileName":
		return d.out.text(d.x, &d.host)
	case "vulnerabilities":
		return d.x.Each(d.vulnerability)
	}
	return nil
}

func (d *dependencyCheckXML) vulnerability(name []byte) error {
	state := diagnosis.Open
	switch string(name) {
	case "vulnerability":
	case "suppressedVulnerability":
		state = Suppressed
	default:
		return nil
	}
	d.out.row++
	d.f, d.words3 = diagnosis.Finding{Host: d.host, State: state}, ""
	if err := d.x.Each(d.inVulnerability); err != nil {
		return err
	}
	d.compareWords()
	rate(&d.f)
	if d.host == "" {
		return d.out.hold(&d.held, &d.f)
	}
	return d.out.emit(&d.f)
}

func (d *dependencyCheckXML) inVulnerability(name []byte) error {
	switch string(name) {
	case "name":
		err := d.out.text(d.x, &d.f.PluginID)
		d.f.Name, d.f.CVEs = d.f.PluginID, d.out.cves([]byte(d.f.PluginID))
		return err
	case "severity":
		return d.out.text(d.x, &d.f.ScannerSeverity)
	case "notes":
		var notes string
		err := d.out.text(d.x, &notes)
		remark(&d.f, "notes", notes)
		return err
	case "cvssV2":
		return d.metric(scheme.CVSS2)
	case "cvssV3":
		return d.metric(scheme.CVSS3)
	case "cvssV4":
		return d.metric(scheme.CVSS4)
	case "cvssScore": // before report 2.0
		text, err := d.x.Content()
		d.out.reported(&d.f, scheme.CVSS2, plainScore(text))
		return err
	}
	return nil
}

// metricElements are the metrics by the elements that hold their words.
func metricElements(v scheme.CVSSVersion) map[string]string {
	switch v {
	case scheme.CVSS2:
		return map[string]string{
			"accessVector": "AV", "accessComplexity": "AC", "authenticationr": "Au", "authentication": "Au",
			"confidentialImpact": "C", "confidentialityImpact": "C", "integrityImpact": "I", "availabilityImpact": "A",
		}
	case scheme.CVSS3:
		return map[string]string{
			"attackVector": "AV", "attackComplexity": "AC", "privilegesRequired": "PR", "userInteraction": "UI",
			"scope": "S", "confidentialityImpact": "C", "integrityImpact": "I", "availabilityImpact": "A",
		}
	}
	return nil
}

func (d *dependencyCheckXML) metric(v scheme.CVSSVersion) error {
	elements, said := metricElements(v), map[string]string{}
	err := d.x.Each(func(name []byte) error {
		switch string(name) {
		case "score", "baseScore":
			text, err := d.x.Content()
			d.out.reported(&d.f, v, plainScore(text))
			return err
		case "vectorString":
			text, err := d.x.Content()
			d.out.vector(&d.f, v, text)
			return err
		}
		metric, ok := elements[string(name)]
		if !ok {
			return nil
		}
		var text string
		err := d.out.text(d.x, &text)
		said[metric] = text
		return err
	})
	switch {
	case err != nil || len(said) == 0:
	case v == scheme.CVSS2 && d.f.CVSS2.Vector == "":
		d.out.vector(&d.f, v, []byte(cvss.FromWords(cvss.V20, said)))
	case v == scheme.CVSS3:
		d.words3 = "CVSS:3.1/" + cvss.FromWords(cvss.V31, said)
	}
	return err
}

// compareWords holds the words of version 3 against the score. Where they agree
// nothing is added to what the report prints; where not, they decide.
func (d *dependencyCheckXML) compareWords() {
	if d.words3 == "" || d.f.CVSS3.Vector != "" {
		return
	}
	if c := d.out.base(d.words3); c.err != nil || c.base != d.f.CVSS3.Reported {
		d.f.CVSS3.Vector = d.words3
	}
}
