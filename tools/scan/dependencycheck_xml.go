package scan

import (
	"cmp"
	"slices"
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
// was looked at is a host. The metrics stand as words, which are held against the
// printed score: they are no vector, and versions of the tool have printed wrong ones.
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

	words map[scheme.CVSSVersion]string // the vector that the words of a version make
}

func (d *dependencyCheckXML) inAnalysis(name []byte) error {
	switch string(name) {
	case "scanInfo":
		return d.x.Each(d.inScanInfo)
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

// inScanInfo reads what went wrong with the analysis.
func (d *dependencyCheckXML) inScanInfo(name []byte) error {
	if string(name) != "analysisExceptions" {
		return nil
	}
	return d.x.Each(func([]byte) error {
		var message string
		err := d.x.Each(func(name []byte) error {
			if string(name) != "message" {
				return nil
			}
			return d.out.text(d.x, &message)
		})
		d.out.wholeReport("report-error", "given", clip([]byte(cmp.Or(message, "analysisExceptions"))))
		return err
	})
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
	d.f, d.words = diagnosis.Finding{Host: d.host, State: state}, map[scheme.CVSSVersion]string{}
	if err := d.x.Each(d.inVulnerability); err != nil {
		return err
	}
	d.compareWords()
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
	named, score := v, []byte(nil)
	err := d.x.Each(func(name []byte) error {
		switch string(name) {
		case "score", "baseScore":
			text, err := d.x.Content()
			score = slices.Clone(plainScore(trimSpace(text)))
			return err
		case "version":
			text, err := d.x.Content()
			named = namedVersion(text, v)
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
	if err != nil {
		return err
	}
	if named != v {
		d.out.problem("row-version", "said", v, "version", cmp.Or(string(named), "?"))
		d.f.Unversioned = d.out.score(score, "")
		return nil
	}
	d.out.reported(&d.f, v, score)
	switch {
	case len(said) == 0:
	case v == scheme.CVSS2:
		d.words[v] = cvss.FromWords(cvss.V20, said)
	case v == scheme.CVSS3:
		d.words[v] = "CVSS:3.1/" + cvss.FromWords(cvss.V31, said)
	}
	return nil
}

// namedVersion is the version of CVSS that the element itself names, which may be
// another than that of its place; "" is none that is known.
func namedVersion(text []byte, place scheme.CVSSVersion) scheme.CVSSVersion {
	switch text = trimSpace(text); {
	case len(text) == 0:
		return place
	case text[0] == '2':
		return scheme.CVSS2
	case text[0] == '3':
		return scheme.CVSS3
	case text[0] == '4':
		return scheme.CVSS4
	}
	return ""
}

// compareWords holds the words against the printed scores where no vector is printed.
// Where they disagree the higher counts, and the row says so; alone they are no score.
func (d *dependencyCheckXML) compareWords() {
	for v, words := range d.words {
		m := d.f.Metric(v)
		printed, scored := m.Reported.Value()
		if m.Vector != "" || !scored {
			continue
		}
		c := d.out.base(words)
		n, _ := c.base.Value()
		switch {
		case c.err != nil || n < printed:
			d.out.problem("row-words", "version", v, "words", cmp.Or(c.base.String(), "?"), "printed", m.Reported)
		case n > printed || v == scheme.CVSS2:
			m.Vector = words
		}
	}
}
