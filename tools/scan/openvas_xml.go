package scan

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/format/xml"
)

func isOpenVASXML(h *head) bool {
	switch h.root {
	case "get_reports_response", "get_results_response":
		return true
	case "report":
		return h.attrs["format_id"] != "" || bytes.Contains(h.text, []byte("<gmp>")) || bytes.Contains(h.text, []byte("<omp>")) ||
			bytes.Contains(h.text, []byte("<scan_run_status>")) || bytes.Contains(h.text, []byte("<nvt oid="))
	}
	return false
}

// readOpenVASXML reads the reports of OpenVAS and Greenbone. cvss_base is of
// version 2 in older feeds and of version 3 in newer ones: the vector or the
// type of the severity tells, else the score has no version. The severity of a
// result, which overrides may change, is shown only. What shows that the report is
// whole is in openvas_whole.go.
func readOpenVASXML(in *input, out *sink) error {
	x, err := in.xml()
	if err != nil {
		return err
	}
	out.report.Scanner = "OpenVAS"
	o := openvasXML{x: x, out: out, whole: &openvasWhole{}}
	if err := x.Each(o.inReport); err != nil {
		return err
	}
	o.whole.prove(out)
	return x.Finish()
}

type openvasXML struct {
	x     *xml.Reader
	out   *sink
	whole *openvasWhole

	f          diagnosis.Finding // the result that is being read
	base       string            // nvt/cvss_base
	original   string            // original_severity: before overrides
	severities []openvasSeverity
	qod        string
}

// openvasSeverity is a score by what says of which version it is.
type openvasSeverity struct{ kind, vector, score string }

func (o *openvasXML) inReport(name []byte) error {
	switch string(name) {
	case "report", "results":
		return o.x.Each(o.inReport)
	case "result":
		o.whole.held++
		return o.result()
	case "host":
		return o.host()
	case "scan_end":
		text, err := o.x.Content()
		o.whole.ended = o.whole.ended || len(trimSpace(text)) > 0
		o.out.scanned(parseDay(text))
		return err
	}
	return o.inWhole(string(name))
}

// host reads the summary of a host, which stands also for one without results.
func (o *openvasXML) host() error {
	var name string
	ended := false
	err := o.x.Each(func(child []byte) error {
		switch string(child) {
		case "ip":
			return o.out.text(o.x, &name)
		case "end":
			text, err := o.x.Content()
			ended = len(trimSpace(text)) > 0
			o.out.scanned(parseDay(text))
			return err
		}
		return nil
	})
	if o.out.host(name); err == nil && !ended {
		o.out.unended(name)
	}
	return err
}

func (o *openvasXML) result() error {
	o.out.row++
	*o = openvasXML{x: o.x, out: o.out, whole: o.whole, severities: o.severities[:0]}
	if err := o.x.Each(o.inResult); err != nil {
		return err
	}
	o.place()
	logIsInformation(&o.f)
	o.f.Remark = o.remark()
	return o.out.emit(&o.f)
}

func (o *openvasXML) inResult(name []byte) error {
	switch string(name) {
	case "nvt":
		o.f.PluginID = o.out.string(o.x.Attr("oid"))
		return o.x.Each(o.inNVT)
	case "qod":
		return o.x.Each(o.inQoD)
	case "name":
		return o.out.text(o.x, &o.f.Name)
	case "host":
		return o.out.text(o.x, &o.f.Host)
	case "port":
		return o.port()
	case "threat":
		return o.out.text(o.x, &o.f.ScannerSeverity)
	case "original_severity":
		return o.out.text(o.x, &o.original)
	}
	return nil
}

// port reads "443/tcp", "general/tcp" and the older "https (443/tcp)".
func (o *openvasXML) port() error {
	var text string
	if err := o.out.text(o.x, &text); err != nil {
		return err
	}
	if _, inside, found := strings.Cut(text, "("); found {
		text = strings.TrimSuffix(inside, ")")
	}
	port, protocol, _ := strings.Cut(text, "/")
	o.f.Port, o.f.Protocol = port, strings.ToLower(protocol)
	return nil
}

func (o *openvasXML) inQoD(name []byte) error {
	if string(name) != "value" {
		return nil
	}
	return o.out.text(o.x, &o.qod)
}

func (o *openvasXML) inNVT(name []byte) error {
	switch string(name) {
	case "cvss_base":
		return o.out.text(o.x, &o.base)
	case "tags":
		text, err := o.x.Content()
		for _, tag := range bytes.Split(text, []byte("|")) {
			if value, found := bytes.CutPrefix(tag, []byte("cvss_base_vector=")); found && !saysNothing(trimSpace(value)) {
				o.severities = append(o.severities, openvasSeverity{vector: o.out.string(value)})
			}
		}
		return err
	case "severities":
		return o.x.Each(o.inSeverities)
	case "cve":
		text, err := o.x.Content()
		o.f.CVEs = append(o.f.CVEs, o.out.cves(text)...)
		return err
	case "refs":
		return o.x.Each(func([]byte) error {
			if string(o.x.Attr("type")) == "cve" {
				o.f.CVEs = append(o.f.CVEs, o.out.string(o.x.Attr("id")))
			}
			return nil
		})
	}
	return nil
}

func (o *openvasXML) inSeverities([]byte) error {
	one := openvasSeverity{kind: string(o.x.Attr("type"))}
	err := o.x.Each(func(name []byte) error {
		switch string(name) {
		case "value":
			return o.out.text(o.x, &one.vector)
		case "score":
			return o.out.text(o.x, &one.score)
		}
		return nil
	})
	o.severities = append(o.severities, one)
	return err
}

// place puts the scores of the test where their versions belong, and cvss_base with
// the version whose score it is.
func (o *openvasXML) place() {
	score := o.base
	if score == "" {
		score = o.original
	}
	if strings.HasPrefix(score, "-") { // -1 false positive, -3 error: marks, not scores
		score = ""
	}
	var versions []scheme.CVSSVersion
	for _, one := range o.severities {
		version := o.version(&one)
		if version == "" {
			continue
		}
		if !slices.Contains(versions, version) {
			versions = append(versions, version)
		}
		if one.vector != "" {
			o.out.vector(&o.f, version, []byte(one.vector))
		} else {
			o.out.reported(&o.f, version, []byte(openvasScore(one.score)))
		}
	}
	if len(versions) > 1 {
		versions = slices.DeleteFunc(versions, func(v scheme.CVSSVersion) bool { return !o.gives(v, score) })
	}
	if len(versions) == 0 {
		o.f.Unversioned = o.out.score([]byte(score), "")
		return
	}
	o.out.reported(&o.f, versions[0], []byte(score))
}

// gives reports whether the score is the one that the severity of a version gives.
func (o *openvasXML) gives(v scheme.CVSSVersion, score string) bool {
	m := o.f.Metric(v)
	if m.Vector == "" {
		return sameScore(m.Reported.String(), score)
	}
	return sameScore(o.out.base(m.Vector).base.String(), score)
}

// openvasScore reads the score of a severity: "7.8", or "78" as older versions write.
func openvasScore(text string) string {
	if n := count([]byte(text)); n > 10 {
		return strconv.Itoa(n/10) + "." + strconv.Itoa(n%10)
	}
	return text
}

// version is what the vector says, else the type.
func (o *openvasXML) version(one *openvasSeverity) scheme.CVSSVersion {
	if one.vector != "" {
		c := o.out.base(one.vector)
		if c.err == nil {
			return c.version.Metric()
		}
		o.out.flawed(c.err)
		one.vector = ""
	}
	switch one.kind {
	case "cvss_base_v2":
		return scheme.CVSS2
	case "cvss_base_v3":
		return scheme.CVSS3
	case "cvss_base_v4":
		return scheme.CVSS4
	}
	return ""
}

func (o *openvasXML) remark() string {
	var parts []string
	if o.qod != "" {
		parts = append(parts, "qod="+o.qod)
	}
	if o.original != "" && o.base != "" && !sameScore(o.original, o.base) {
		parts = append(parts, "original_severity="+o.original)
	}
	return strings.Join(parts, "; ")
}

func sameScore(a, b string) bool {
	x, errX := diagnosis.ParseTenths(a)
	y, errY := diagnosis.ParseTenths(b)
	return errX == nil && errY == nil && x == y
}
