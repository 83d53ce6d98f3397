package scan

import (
	"slices"
	"strings"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/format/json"
)

func isTrivyJSON(h *head) bool {
	return h.members.names("SchemaVersion", "ArtifactName") ||
		h.members.names("ClusterName") && (h.members.names("Resources") || h.members.names("Vulnerabilities") || h.members.names("Misconfigurations")) ||
		h.members.names("Target") && (h.members.names("Vulnerabilities") || h.members.names("Type")) || isTrivyOperator(h)
}

// readTrivyJSON reads the reports of Trivy, of both schemas, of clusters and of its
// operator. What was looked at is the host. Of the scores that several sources give,
// that of the NVD counts; the others are shown. The status "fixed" says that a newer
// version would be free of the weakness, not that this one is.
func readTrivyJSON(in *input, out *sink) error {
	t := trivyJSON{j: in.json(), out: out}
	out.report.Scanner = "Trivy"
	read := func() error { return t.j.Members(t.inReport) }
	switch {
	case isTrivyOperator(in.head):
		read = t.resource
	case !in.head.members.names("SchemaVersion") && in.head.members.names("Target"):
		read = func() error { return t.j.Each(t.result) }
	}
	if err := read(); err != nil {
		return err
	}
	if !t.searched {
		out.gaps++
		out.wholeReport("report-kind", "kind", t.kind)
	}
	return t.j.Finish()
}

type trivyJSON struct {
	j        *json.Reader
	out      *sink
	searched bool   // a result is about known weaknesses
	kind     string // what another is about

	target   string              // of the result that is being read
	class    string              // what the result is about
	listed   bool                // it has a list of weaknesses
	held     []diagnosis.Finding // read before the target was
	f        diagnosis.Finding
	pkg      string
	status   string
	others   []string // scores of other sources than the NVD
	operator trivyOperator
}

func (t *trivyJSON) inReport(name []byte) error {
	switch string(name) {
	case "CreatedAt":
		b, err := t.j.Scalar()
		t.out.scanned(parseDay(b))
		return err
	case "Metadata":
		return t.j.Members(t.inMetadata)
	case "Results":
		return t.j.Each(t.result)
	case "Resources", "Vulnerabilities", "Misconfigurations": // of a cluster, the last two before 0.36
		return t.j.Each(func() error { return t.j.Members(t.inReport) })
	case "Error":
		b, err := t.j.Scalar()
		if len(trimSpace(b)) > 0 {
			t.out.wholeReport("report-error", "given", clip(b))
		}
		return err
	}
	return nil
}

// inMetadata reads whether anybody still looks for weaknesses in the system.
func (t *trivyJSON) inMetadata(name []byte) error {
	if string(name) != "OS" {
		return nil
	}
	system, over := "", ""
	err := t.j.Members(func(name []byte) error {
		var part string
		switch string(name) {
		case "Family", "Name":
			err := t.out.json(t.j, &part)
			system = strings.TrimSpace(system + " " + part)
			return err
		case "EOSL":
			return t.out.json(t.j, &over)
		}
		return nil
	})
	if over != "" && over != "false" {
		t.out.wholeReport("report-unsupported", "system", clip([]byte(system)))
	}
	return err
}

func (t *trivyJSON) result() error {
	t.target, t.class, t.listed, t.held, t.out.heldText = "", "", false, nil, 0
	if err := t.j.Members(t.inResult); err != nil {
		return err
	}
	switch t.class { // an older report names no class
	case "", "os-pkgs", "lang-pkgs":
		t.searched = t.searched || t.class != "" || t.listed
	default:
		t.kind = t.class
	}
	t.out.host(t.target)
	return t.release()
}

// release passes on what was read before the target was.
func (t *trivyJSON) release() error {
	for i := range t.held {
		t.held[i].Host = t.target
		if err := t.out.emit(&t.held[i]); err != nil {
			return err
		}
	}
	return nil
}

func (t *trivyJSON) inResult(name []byte) error {
	switch string(name) {
	case "Target":
		return t.out.json(t.j, &t.target)
	case "Class":
		return t.out.json(t.j, &t.class)
	case "Vulnerabilities":
		t.listed = true
		return t.j.Each(func() error { return t.finding(t.inVulnerability, diagnosis.Open) })
	case "Misconfigurations":
		return t.j.Each(func() error { return t.finding(t.inMisconfiguration, diagnosis.Open) })
	case "Secrets":
		return t.j.Each(func() error { return t.finding(t.inSecret, diagnosis.Open) })
	case "Licenses":
		return t.j.Each(func() error { return t.finding(t.inLicence, diagnosis.Info) })
	case "ExperimentalModifiedFindings":
		return t.j.Each(t.modified)
	}
	return nil
}

func (t *trivyJSON) finding(read func(name []byte) error, state diagnosis.State) error {
	t.out.row++
	t.f, t.pkg, t.status, t.others = diagnosis.Finding{Host: t.target, State: state}, "", "", t.others[:0]
	if err := t.j.Members(read); err != nil {
		return err
	}
	if t.f.Name == "" {
		t.f.Name = t.f.PluginID
	}
	remark(&t.f, "package", t.pkg)
	remark(&t.f, "status", t.status)
	slices.Sort(t.others)
	remark(&t.f, "other scores", strings.Join(t.others, ", "))
	if len(t.others) > 0 && !t.f.CVSS2.Reported.Present() && !t.f.CVSS3.Reported.Present() && !t.f.CVSS4.Reported.Present() &&
		!diagnosis.AboveInformational(t.f.ScannerSeverity) {
		t.out.problem("row-information", "scores", t.others)
	}
	if t.target == "" {
		return t.out.hold(&t.held, &t.f)
	}
	return t.out.emit(&t.f)
}

func (t *trivyJSON) inVulnerability(name []byte) error {
	switch string(name) {
	case "VulnerabilityID":
		err := t.out.json(t.j, &t.f.PluginID)
		t.f.CVEs = t.out.cves([]byte(t.f.PluginID))
		return err
	case "Title":
		return t.out.json(t.j, &t.f.Name)
	case "Severity":
		return t.out.json(t.j, &t.f.ScannerSeverity)
	case "PkgName":
		return t.out.json(t.j, &t.pkg)
	case "Status":
		return t.out.json(t.j, &t.status)
	case "CVSS":
		return t.j.Members(t.source)
	}
	return nil
}

// source reads the scores of one source.
func (t *trivyJSON) source(name []byte) error {
	source := string(name)
	return t.j.Members(func(name []byte) error {
		var version scheme.CVSSVersion
		field := string(name)
		switch field {
		case "V2Score", "V2Vector":
			version = scheme.CVSS2
		case "V3Score", "V3Vector":
			version = scheme.CVSS3
		case "V40Score", "V40Vector":
			version = scheme.CVSS4
		default:
			return nil
		}
		vector := strings.HasSuffix(field, "Vector")
		b, err := t.j.Scalar()
		switch {
		case err != nil:
			return err
		case source != "nvd" && !vector:
			t.others = append(t.others, clipText(source)+" "+string(version)+"="+clipText(string(b)))
		case source != "nvd":
		case vector:
			t.out.vector(&t.f, version, b)
		default:
			t.out.reported(&t.f, version, plainScore(b))
		}
		return nil
	})
}

func (t *trivyJSON) inMisconfiguration(name []byte) error {
	switch string(name) {
	case "ID":
		return t.out.json(t.j, &t.f.PluginID)
	case "Title":
		return t.out.json(t.j, &t.f.Name)
	case "Severity":
		return t.out.json(t.j, &t.f.ScannerSeverity)
	case "Status":
		err := t.out.json(t.j, &t.status)
		if t.status == "PASS" {
			t.f.State = diagnosis.NotVulnerable
		}
		return err
	}
	return nil
}

func (t *trivyJSON) inSecret(name []byte) error {
	switch string(name) {
	case "RuleID":
		return t.out.json(t.j, &t.f.PluginID)
	case "Title":
		return t.out.json(t.j, &t.f.Name)
	case "Severity":
		return t.out.json(t.j, &t.f.ScannerSeverity)
	}
	return nil
}

func (t *trivyJSON) inLicence(name []byte) error {
	switch string(name) {
	case "Name":
		return t.out.json(t.j, &t.f.PluginID)
	case "PkgName":
		return t.out.json(t.j, &t.pkg)
	case "Severity":
		return t.out.json(t.j, &t.f.ScannerSeverity)
	}
	return nil
}

// modified reads a weakness that the operator's own list of exceptions took out
// of the result: it stays live, and the exception is shown.
func (t *trivyJSON) modified() error {
	vulnerability := true
	var status string
	err := t.finding(func(name []byte) error {
		switch string(name) {
		case "Type":
			b, err := t.j.Scalar()
			vulnerability = string(b) == "vulnerability"
			return err
		case "Status":
			return t.out.json(t.j, &status)
		case "Finding":
			return t.j.Members(func(name []byte) error {
				if vulnerability {
					return t.inVulnerability(name)
				}
				return t.inMisconfiguration(name)
			})
		}
		return nil
	}, Suppressed)
	return err
}

func clipText(s string) string { return s[:min(len(s), 40)] }
