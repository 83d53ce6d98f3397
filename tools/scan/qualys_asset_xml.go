package scan

import (
	"strings"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/format/xml"
)

func isQualysAssetXML(h *head) bool { return h.root == "ASSET_DATA_REPORT" }

// readQualysAssetXML reads the asset data report of Qualys. Base scores stand in
// the glossary only, which may come after the hosts, so the findings wait for
// it. The FINAL scores of a finding are weighed with its surroundings and are no
// base scores; their vector, where there is one, gives the base score.
func readQualysAssetXML(in *input, out *sink) error {
	x, err := in.xml()
	if err != nil {
		return err
	}
	out.report.Scanner = "Qualys"
	q := qualysAssetXML{x: x, out: out, glossary: map[string]*qualysEntry{}}
	if err := x.Each(q.inReport); err != nil {
		return err
	}
	if err := x.Finish(); err != nil {
		return err
	}
	return q.emit()
}

type qualysAssetXML struct {
	x        *xml.Reader
	out      *sink
	rows     []qualysRow
	glossary map[string]*qualysEntry

	host  string
	dated bool // the host says when it was scanned
	row   qualysRow
}

// qualysRow is a finding and the scores printed with it.
type qualysRow struct {
	f              diagnosis.Finding
	final2, final3 string
}

// qualysEntry is what the glossary says of one QID.
type qualysEntry struct {
	title, severity string
	base2, base3    string
	cves            []string
}

func (q *qualysAssetXML) inReport(name []byte) error {
	switch string(name) {
	case "HOST_LIST":
		return q.x.Each(q.inHosts)
	case "GLOSSARY":
		return q.x.Each(q.inGlossary)
	}
	return nil
}

func (q *qualysAssetXML) inHosts(name []byte) error {
	if string(name) != "HOST" {
		return nil
	}
	q.host, q.dated = "", false
	err := q.x.Each(q.inHost)
	q.out.undated = q.out.undated || !q.dated
	return err
}

func (q *qualysAssetXML) inHost(name []byte) error {
	switch string(name) {
	case "IP":
		err := q.out.text(q.x, &q.host)
		q.out.host(q.host)
		return err
	case "LAST_SCAN_DATETIME":
		text, err := q.x.Content()
		day := parseDay(text)
		q.out.scanned(day)
		q.dated = !day.IsZero()
		return err
	case "VULN_INFO_LIST":
		return q.x.Each(q.info)
	}
	return nil
}

func (q *qualysAssetXML) info(name []byte) error {
	if string(name) != "VULN_INFO" {
		return nil
	}
	var state, kind string
	q.row = qualysRow{f: diagnosis.Finding{Host: q.host}}
	if err := q.x.Each(func(name []byte) error { return q.inInfo(string(name), &state, &kind) }); err != nil {
		return err
	}
	q.row.f.State = stateOf([]byte(state), []byte(kind))
	q.rows = append(q.rows, q.row)
	if len(q.rows) > q.out.opts.MaxFindings {
		return q.out.tooManyFindings()
	}
	return nil
}

func (q *qualysAssetXML) inInfo(name string, state, kind *string) error {
	f := &q.row.f
	into := map[string]*string{
		"QID": &f.PluginID, "TYPE": kind, "PORT": &f.Port, "PROTOCOL": &f.Protocol,
		"VULN_STATUS": state, "CVSS_FINAL": &q.row.final2, "CVSS3_FINAL": &q.row.final3,
	}[name]
	if into == nil {
		return nil
	}
	return q.out.text(q.x, into)
}

func (q *qualysAssetXML) inGlossary(name []byte) error {
	switch string(name) {
	case "VULN_DETAILS_LIST":
		return q.x.Each(q.inGlossary)
	case "VULN_DETAILS":
		return q.entry()
	}
	return nil
}

func (q *qualysAssetXML) entry() error {
	var id string
	e := &qualysEntry{}
	err := q.x.Each(func(name []byte) error {
		switch string(name) {
		case "CVSS_SCORE", "CVSS3_SCORE":
			return q.x.Each(func(name []byte) error { return q.inEntry(string(name), &id, e) })
		case "CVE_ID_LIST":
			return q.x.Each(func([]byte) error {
				return q.x.Each(func(name []byte) error { return q.inEntry("CVE_"+string(name), &id, e) })
			})
		}
		return q.inEntry(string(name), &id, e)
	})
	if id != "" {
		q.glossary[id] = e
	}
	return err
}

func (q *qualysAssetXML) inEntry(name string, id *string, e *qualysEntry) error {
	var cve string
	into := map[string]*string{
		"QID": id, "TITLE": &e.title, "SEVERITY": &e.severity, "CVSS_BASE": &e.base2, "CVSS3_BASE": &e.base3, "CVE_ID": &cve,
	}[name]
	if into == nil {
		return nil
	}
	err := q.out.text(q.x, into)
	if cve != "" {
		e.cves = append(e.cves, cve)
	}
	return err
}

func (q *qualysAssetXML) emit() error {
	for i := range q.rows {
		row := &q.rows[i]
		f := &row.f
		q.out.row = i + 1
		f.Protocol = strings.ToLower(f.Protocol)
		e := q.glossary[f.PluginID]
		if e == nil {
			if f.Live() {
				q.out.problem("row-definition", "given", f.PluginID)
			}
			e = &qualysEntry{}
		}
		f.Name, f.ScannerSeverity, f.CVEs = e.title, e.severity, e.cves
		q.score(f, scheme.CVSS2, e.base2, row.final2)
		q.score(f, scheme.CVSS3, e.base3, row.final3)
		if err := q.out.emit(f); err != nil {
			return err
		}
	}
	return nil
}

func (q *qualysAssetXML) score(f *diagnosis.Finding, v scheme.CVSSVersion, base, final string) {
	q.out.scoreAndVector(f, v, []byte(base))
	if _, vector, found := strings.Cut(final, "("); found && f.Metric(v).Vector == "" {
		q.out.vector(f, v, []byte("("+vector))
	}
}
