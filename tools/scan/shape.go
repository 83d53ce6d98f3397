package scan

import (
	"strings"

	"akashi/rules/diagnosis"
	"akashi/scheme"
)

// shape says what the columns of a CSV mean. Where several names stand, the
// first that the header has is taken; for the host, the first that is filled.
type shape struct {
	name    string
	about   string
	scanner string
	need    []string // columns that tell the format

	host, port, protocol, plugin, title, cve, severity []string

	state  []string // open, fixed, …
	kind   []string // vulnerability or information
	day    []string // when the row was last seen
	remark []string // shown, never decides

	score2, vector2, score3, vector3, score4, vector4 []string
	both2, both3                                      []string // "7.5 (AV:N/…)"
	unversioned                                       []string

	finish func(*diagnosis.Finding) // what the columns alone do not tell
}

// format is the row of the register.
func (s shape) format() format {
	return format{s.name, s.about, func(h *head) bool { return h.header(s.need...) }, s.read}
}

func (s shape) read(in *input, out *sink) error {
	t, err := in.table(out, s.need...)
	if err != nil {
		return err
	}
	out.report.Scanner = s.scanner
	c := s.columns(t)
	return t.each(func() error {
		f := c.finding(t, out)
		if s.finish != nil {
			s.finish(&f)
		}
		return out.emit(&f)
	})
}

// columns are the indexes of a shape's columns in one file.
type columns struct {
	hosts                                                          []int
	port, protocol, plugin, title, cve, severity, state, kind, day int
	score2, vector2, score3, vector3, score4, vector4              int
	both2, both3, unversioned                                      int
	remarks                                                        []int
}

func (s shape) columns(t *table) columns {
	all := func(names []string) (found []int) {
		for _, name := range names {
			if i := t.column(name); i >= 0 {
				found = append(found, i)
			}
		}
		return found
	}
	return columns{
		hosts: all(s.host), remarks: all(s.remark),
		port: t.column(s.port...), protocol: t.column(s.protocol...), plugin: t.column(s.plugin...),
		title: t.column(s.title...), cve: t.column(s.cve...), severity: t.column(s.severity...),
		state: t.column(s.state...), kind: t.column(s.kind...), day: t.column(s.day...),
		score2: t.column(s.score2...), vector2: t.column(s.vector2...),
		score3: t.column(s.score3...), vector3: t.column(s.vector3...),
		score4: t.column(s.score4...), vector4: t.column(s.vector4...),
		both2: t.column(s.both2...), both3: t.column(s.both3...), unversioned: t.column(s.unversioned...),
	}
}

func (c columns) finding(t *table, out *sink) diagnosis.Finding {
	f := diagnosis.Finding{
		Port:            out.port(t.get(c.port)),
		Protocol:        strings.ToLower(t.string(c.protocol)),
		PluginID:        t.string(c.plugin),
		Name:            t.string(c.title),
		CVEs:            out.cves(t.get(c.cve)),
		State:           stateOf(t.get(c.state), t.get(c.kind)),
		ScannerSeverity: t.string(c.severity),
	}
	for _, i := range c.hosts {
		if f.Host = t.string(i); f.Host != "" {
			break
		}
	}
	for _, i := range c.remarks {
		if cell := t.get(i); len(cell) > 0 {
			f.Remark = strings.TrimPrefix(f.Remark+"; "+t.columns[i]+"="+t.string(i), "; ")
		}
	}
	out.reported(&f, scheme.CVSS2, t.get(c.score2))
	out.vector(&f, scheme.CVSS2, t.get(c.vector2))
	out.reported(&f, scheme.CVSS3, t.get(c.score3))
	out.vector(&f, scheme.CVSS3, t.get(c.vector3))
	out.reported(&f, scheme.CVSS4, t.get(c.score4))
	out.vector(&f, scheme.CVSS4, t.get(c.vector4))
	out.scoreAndVector(&f, scheme.CVSS2, t.get(c.both2))
	out.scoreAndVector(&f, scheme.CVSS3, t.get(c.both3))
	f.Unversioned = out.score(t.get(c.unversioned), "")
	if f.Live() {
		out.scanned(parseDay(t.get(c.day)))
	}
	return f
}

// stateOf reads the words by which exports say what became of a finding, and
// of what kind the row is. A word that is not known leaves the finding open.
func stateOf(state, kind []byte) diagnosis.State {
	switch strings.ToLower(string(trimSpace(kind))) {
	case "ig", "info", "information", "information gathered":
		return diagnosis.Info
	}
	switch strings.ToLower(string(trimSpace(state))) {
	case "fixed":
		return diagnosis.Fixed
	}
	return diagnosis.Open
}
