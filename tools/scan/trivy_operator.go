package scan

import (
	"cmp"
	"strings"

	"akashi/rules/diagnosis"
)

// trivyOperator is what a report of Trivy's operator says of itself, a resource of
// Kubernetes that holds the result for one image.
type trivyOperator struct {
	kind, name      string // of the resource
	repository, tag string // of the image
	stated, held    int    // weaknesses
}

func isTrivyOperator(h *head) bool {
	return strings.HasPrefix(h.members["apiVersion"], "aquasecurity.github.io/") ||
		h.members.names("apiVersion", "items") && strings.Contains(string(h.text), "aquasecurity.github.io/")
}

// resource reads a report, or a list of them.
func (t *trivyJSON) resource() error {
	t.target, t.held, t.operator, t.out.heldText = "", nil, trivyOperator{}, 0
	if err := t.j.Members(t.inResource); err != nil {
		return err
	}
	o := t.operator
	switch o.kind {
	case "List", "VulnerabilityReportList":
		return nil
	case "VulnerabilityReport", "ClusterVulnerabilityReport":
		t.searched = true
		t.out.fewer(o.held, o.stated)
	default:
		t.kind = o.kind
	}
	image := strings.TrimSuffix(o.repository+":"+o.tag, ":")
	t.target = cmp.Or(image, o.name)
	t.out.host(t.target)
	return t.release()
}

func (t *trivyJSON) inResource(name []byte) error {
	switch string(name) {
	case "kind":
		return t.out.json(t.j, &t.operator.kind)
	case "items":
		return t.j.Each(func() error {
			list := t.operator
			err := t.resource()
			t.operator = list
			if list.kind == "" { // it stands after its items
				t.operator.kind = "List"
			}
			return err
		})
	case "metadata":
		return t.j.Members(func(name []byte) error {
			if string(name) != "name" {
				return nil
			}
			return t.out.json(t.j, &t.operator.name)
		})
	case "report":
		return t.j.Members(t.inOperatorReport)
	}
	return nil
}

func (t *trivyJSON) inOperatorReport(name []byte) error {
	switch string(name) {
	case "artifact":
		return t.j.Members(func(name []byte) error {
			switch string(name) {
			case "repository":
				return t.out.json(t.j, &t.operator.repository)
			case "tag":
				return t.out.json(t.j, &t.operator.tag)
			}
			return nil
		})
	case "summary":
		return t.j.Members(t.inSummary)
	case "updateTimestamp":
		b, err := t.j.Scalar()
		t.out.scanned(parseDay(b))
		return err
	case "vulnerabilities":
		return t.j.Each(func() error {
			t.operator.held++
			return t.finding(t.inOperatorFinding, diagnosis.Open)
		})
	case "secrets", "checks":
		return t.j.Each(func() error { return t.finding(t.inOperatorFinding, diagnosis.Open) })
	}
	return nil
}

// inSummary adds up how many weaknesses there are.
func (t *trivyJSON) inSummary(name []byte) error {
	if !strings.HasSuffix(string(name), "Count") {
		return nil
	}
	b, err := t.j.Scalar()
	t.operator.stated += max(count(b), 0)
	return err
}

// inOperatorFinding reads a weakness, whose score names no version, a secret or a
// check of the settings.
func (t *trivyJSON) inOperatorFinding(name []byte) error {
	switch string(name) {
	case "vulnerabilityID", "ruleID", "checkID":
		err := t.out.json(t.j, &t.f.PluginID)
		t.f.CVEs = t.out.cves([]byte(t.f.PluginID))
		return err
	case "title":
		return t.out.json(t.j, &t.f.Name)
	case "severity":
		return t.out.json(t.j, &t.f.ScannerSeverity)
	case "resource":
		return t.out.json(t.j, &t.pkg)
	case "success":
		b, err := t.j.Scalar()
		if string(b) == "true" {
			t.f.State = diagnosis.NotVulnerable
		}
		return err
	case "score":
		b, err := t.j.Scalar()
		t.f.Unversioned = t.out.score(plainScore(b), "")
		return err
	}
	return nil
}
