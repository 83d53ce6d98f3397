package scan

import (
	"strconv"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/format/json"
	"akashi/values/fault"
)

func isByHand(h *head) bool { return h.members.names("report_by_hand") }

// readByHand reads the findings that somebody typed in from a report on paper
// or in a PDF. The result is marked as not checked by machine. A member that is
// not known may be a slip that hides a score, so it is listed.
func readByHand(in *input, out *sink) error {
	b := byHand{j: in.json(), out: out, total: -1}
	out.report.ByHand = true
	if err := b.j.Members(b.inReport); err != nil {
		return err
	}
	if err := b.j.Finish(); err != nil {
		return err
	}
	if b.typedBy == "" {
		out.wholeReport("report-typed-by")
	}
	if b.total >= 0 && b.total != out.findings {
		out.wholeReport("report-total", "total", b.total, "typed", out.findings)
	}
	return nil
}

type byHand struct {
	j   *json.Reader
	out *sink

	typedBy string
	total   int // of findings in the report, -1 when it is not said
	f       diagnosis.Finding
}

func (b *byHand) inReport(name []byte) error {
	switch string(name) {
	case "report_by_hand":
		version, err := b.j.Scalar()
		if err == nil && string(version) != "1" {
			err = fault.Wrong("format-unknown", b.j.Where(), "given", string(version), "version", 1)
		}
		return err
	case "scanner":
		return b.out.json(b.j, &b.out.report.Scanner)
	case "typed_by":
		return b.out.json(b.j, &b.typedBy)
	case "source":
		return nil
	case "scan_date":
		return b.day()
	case "total":
		return b.count()
	case "hosts":
		return b.j.Each(func() error {
			var host string
			err := b.out.json(b.j, &host)
			b.out.host(host)
			return err
		})
	case "findings":
		return b.j.Each(b.finding)
	}
	b.out.wholeReport("row-unknown-key", "given", clip(name))
	return nil
}

func (b *byHand) day() error {
	text, err := b.j.Scalar()
	day := parseDay(text)
	if err == nil && text != nil && day.IsZero() {
		b.out.wholeReport("report-scan-date", "given", clip(text))
	}
	b.out.scanned(day)
	return err
}

func (b *byHand) count() error {
	text, err := b.j.Scalar()
	n, wrong := strconv.Atoi(string(text))
	if err == nil && (wrong != nil || n < 0) {
		b.out.wholeReport("report-total", "given", clip(text))
	}
	b.total = n
	return err
}

func (b *byHand) finding() error {
	b.out.row++
	b.f = diagnosis.Finding{}
	if err := b.j.Members(b.inFinding); err != nil {
		return err
	}
	wordsYield(&b.f)
	return b.out.emit(&b.f)
}

func (b *byHand) inFinding(name []byte) error {
	f := &b.f
	switch string(name) {
	case "host":
		return b.out.json(b.j, &f.Host)
	case "port":
		return b.out.json(b.j, &f.Port)
	case "protocol":
		return b.out.json(b.j, &f.Protocol)
	case "id":
		return b.out.json(b.j, &f.PluginID)
	case "name":
		return b.out.json(b.j, &f.Name)
	case "severity":
		return b.out.json(b.j, &f.ScannerSeverity)
	case "cves":
		return b.j.Each(func() error {
			text, err := b.j.Scalar()
			b.out.addCVEs(f, text)
			return err
		})
	case "state":
		return b.state()
	case "cvss2":
		return b.j.Members(func(name []byte) error { return b.metric(scheme.CVSS2, name) })
	case "cvss3":
		return b.j.Members(func(name []byte) error { return b.metric(scheme.CVSS3, name) })
	case "cvss4":
		return b.j.Members(func(name []byte) error { return b.metric(scheme.CVSS4, name) })
	case "score":
		text, err := b.j.Scalar()
		f.Unversioned = b.out.score(text, "")
		return err
	case "page", "remark":
		return b.remark(string(name))
	}
	b.out.problem("row-unknown-key", "given", clip(name))
	return nil
}

func (b *byHand) remark(name string) error {
	var text string
	err := b.out.json(b.j, &text)
	remark(&b.f, name, text)
	return err
}

func (b *byHand) state() error {
	text, err := b.j.Scalar()
	switch state := diagnosis.State(text); state {
	case "", diagnosis.Open, diagnosis.Fixed, diagnosis.NotVulnerable, diagnosis.NotTested, diagnosis.Info:
		b.f.State = state
	default:
		b.out.problem("row-state", "given", clip(text))
	}
	return err
}

func (b *byHand) metric(v scheme.CVSSVersion, name []byte) error {
	vector := string(name) == "vector"
	if !vector && string(name) != "score" {
		b.out.problem("row-unknown-key", "given", clip(name))
		return nil
	}
	text, err := b.j.Scalar()
	switch {
	case err != nil:
	case vector:
		b.out.vector(&b.f, v, text)
	default:
		b.out.reported(&b.f, v, text)
	}
	return err
}
