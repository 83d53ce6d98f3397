package scan

import (
	"strings"

	"akashi/rules/diagnosis"
	"akashi/scheme"
)

// shape says what the columns of a CSV mean. Where several names stand, or one stands
// twice, the first that is filled counts; of scores all do, and the higher decides.
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
	hosts, remarks                                                               []int
	port, protocol, plugin, title, cve, severity, state, kind, day               []int
	score2, vector2, score3, vector3, score4, vector4, both2, both3, unversioned []int
}

func (s shape) columns(t *table) columns {
	return columns{
		hosts: t.all(s.host), remarks: t.all(s.remark),
		port: t.all(s.port), protocol: t.all(s.protocol), plugin: t.all(s.plugin),
		title: t.all(s.title), cve: t.all(s.cve), severity: t.all(s.severity),
		state: t.all(s.state), kind: t.all(s.kind), day: t.all(s.day),
		score2: t.all(s.score2), vector2: t.all(s.vector2),
		score3: t.all(s.score3), vector3: t.all(s.vector3),
		score4: t.all(s.score4), vector4: t.all(s.vector4),
		both2: t.all(s.both2), both3: t.all(s.both3), unversioned: t.all(s.unversioned),
	}
}

func (c columns) finding(t *table, out *sink) diagnosis.Finding {
	f := diagnosis.Finding{
		Host:            t.string(c.hosts),
		Port:            out.port(t.get(c.port)),
		Protocol:        strings.ToLower(t.string(c.protocol)),
		PluginID:        t.string(c.plugin),
		Name:            t.string(c.title),
		CVEs:            out.cves(t.get(c.cve)),
		State:           stateOf(t.get(c.state), t.get(c.kind)),
		ScannerSeverity: t.string(c.severity),
	}
	for i := range c.remarks {
		if one := c.remarks[i : i+1]; len(t.get(one)) > 0 {
			f.Remark = strings.TrimPrefix(f.Remark+"; "+t.columns[one[0]]+"="+t.string(one), "; ")
		}
	}
	c.scores(t, out, &f)
	if f.Live() && len(c.day) > 0 {
		day := parseDay(t.get(c.day))
		out.scanned(day)
		out.undated = out.undated || day.IsZero()
	}
	return f
}

func (c columns) scores(t *table, out *sink, f *diagnosis.Finding) {
	for _, m := range []struct {
		version               scheme.CVSSVersion
		scores, vectors, both []int
	}{
		{scheme.CVSS2, c.score2, c.vector2, c.both2},
		{scheme.CVSS3, c.score3, c.vector3, c.both3},
		{scheme.CVSS4, c.score4, c.vector4, nil},
	} {
		for _, i := range m.scores {
			out.reported(f, m.version, t.cell(i))
		}
		for _, i := range m.vectors {
			out.vector(f, m.version, t.cell(i))
		}
		for _, i := range m.both {
			out.scoreAndVector(f, m.version, t.cell(i))
		}
	}
	for _, i := range c.unversioned {
		out.unversioned(f, t.cell(i))
	}
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
