package scan

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"akashi/civil"
	"akashi/diagnosis"
	"akashi/fault"
	"akashi/scheme"
)

// sink takes what a reader finds: it checks scores, computes base scores from
// vectors, keeps the books of the report and passes the findings on.
type sink struct {
	opts     Options
	each     func(diagnosis.Finding) error
	report   diagnosis.Report
	row      int // number of the row that is being read, for row errors
	findings int

	seen    map[string]string // strings met before: a report says the same few over and over
	hosts   map[string]bool
	lists   map[string][]string
	vectors map[string]computed
	lost    bool // more row errors than may be listed
}

// computed is what a vector gave.
type computed struct {
	version Version
	base    diagnosis.Tenths
	err     error
}

// Bounds of the memory spent on not repeating oneself.
const (
	maxSeen    = 1 << 16
	maxSeenLen = 512
)

func newSink(opts Options, each func(diagnosis.Finding) error) *sink {
	return &sink{
		opts: opts, each: each,
		seen: map[string]string{}, hosts: map[string]bool{},
		lists: map[string][]string{}, vectors: map[string]computed{},
	}
}

// string returns b, without the space around it, as a string; equal ones share
// their memory.
func (s *sink) string(b []byte) string {
	b = trimSpace(b)
	if len(b) == 0 {
		return ""
	}
	if known, ok := s.seen[string(b)]; ok {
		return known
	}
	text := string(b)
	if len(s.seen) < maxSeen && len(text) <= maxSeenLen {
		s.seen[text] = text
	}
	return text
}

func trimSpace(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\n' || b[0] == '\t' || b[0] == '\r') {
		b = b[1:]
	}
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == '\n' || b[len(b)-1] == '\t' || b[len(b)-1] == '\r') {
		b = b[:len(b)-1]
	}
	return b
}

// problem lists something wrong with the current row.
func (s *sink) problem(format string, args ...any) {
	if len(s.report.RowErrors) >= s.opts.MaxRowErrors {
		s.lost = true
		return
	}
	s.report.RowErrors = append(s.report.RowErrors, diagnosis.RowError{Row: s.row, Message: fmt.Sprintf(format, args...)})
}

// wholeReport lists something wrong with the report as a whole.
func (s *sink) wholeReport(format string, args ...any) {
	row := s.row
	s.row = 0
	s.problem(format, args...)
	s.row = row
}

// score reads a score; where names its column or element. What says that there
// is none is absent; what is no score is listed.
func (s *sink) score(b []byte, where string) diagnosis.Tenths {
	b = trimSpace(b)
	if saysNothing(b) {
		return diagnosis.Tenths{}
	}
	tenths, err := diagnosis.ParseTenths(strings.Replace(string(b), ",", ".", 1))
	if err != nil {
		s.problem("%s is %.40q, not a score from 0.0 to 10.0", where, b)
	}
	return tenths
}

// saysNothing reports whether a cell is how scanners write "no value".
func saysNothing(b []byte) bool {
	switch strings.ToLower(string(b)) {
	case "", "-", "'-", "--", "n/a", "na", "none", "null":
		return true
	}
	return false
}

// reported sets the score that the row prints in version v.
func (s *sink) reported(f *diagnosis.Finding, v scheme.CVSSVersion, score []byte) {
	f.Metric(v).Reported = s.score(score, "the CVSS "+string(v)+" score")
}

// vector sets the vector that the row prints in version v, without parentheses.
func (s *sink) vector(f *diagnosis.Finding, v scheme.CVSSVersion, vector []byte) {
	vector = trimSpace(vector)
	if n := len(vector); n > 1 && vector[0] == '(' && vector[n-1] == ')' {
		vector = vector[1 : n-1]
	}
	if !saysNothing(vector) {
		f.Metric(v).Vector = s.string(vector)
	}
}

// scoreAndVector sets what a cell such as "7.5 (AV:N/AC:L/…)" says in version v.
func (s *sink) scoreAndVector(f *diagnosis.Finding, v scheme.CVSSVersion, cell []byte) {
	score, vector, found := bytes.Cut(cell, []byte("("))
	if len(trimSpace(score)) > 0 {
		s.reported(f, v, score)
	}
	if found {
		s.vector(f, v, bytes.TrimSuffix(trimSpace(vector), []byte(")")))
	}
}

// port reads a port; "general" and the like stay as they are.
func (s *sink) port(b []byte) string {
	if b = trimSpace(b); saysNothing(b) {
		return ""
	}
	return s.string(b)
}

// cves reads a list of CVE numbers; equal lists share their memory.
func (s *sink) cves(b []byte) []string {
	if b = trimSpace(b); saysNothing(b) {
		return nil
	}
	if known, ok := s.lists[string(b)]; ok {
		return known
	}
	var list []string
	for _, cve := range strings.FieldsFunc(string(b), func(r rune) bool { return strings.ContainsRune(",; \t\r\n", r) }) {
		if cve = strings.ToUpper(cve); strings.HasPrefix(cve, "CVE-") {
			list = append(list, s.string([]byte(cve)))
		}
	}
	if len(s.lists) < maxSeen && len(b) <= maxSeenLen {
		s.lists[string(b)] = list
	}
	return list
}

// host notes a host that the report says was scanned, with findings or not.
func (s *sink) host(name string) {
	if name != "" && !s.hosts[name] {
		s.hosts[name] = true
	}
}

// scanned notes the day on which the scan of a host, or of everything, was
// completed.
func (s *sink) scanned(day civil.Date) {
	if day.IsZero() {
		return
	}
	if s.report.Oldest.IsZero() || day.Before(s.report.Oldest) {
		s.report.Oldest = day
	}
	if day.After(s.report.ScanDate) {
		s.report.ScanDate = day
	}
}

// emit passes a finding on.
func (s *sink) emit(f *diagnosis.Finding) error {
	if s.findings++; s.findings > s.opts.MaxFindings {
		return fault.Problems{{
			Code: "report-too-many-findings", Where: fmt.Sprintf("row %d", s.row),
			Message: fmt.Sprintf("the report holds more than %d findings", s.opts.MaxFindings),
		}}
	}
	if s.lost {
		return s.tooManyErrors()
	}
	for _, v := range []scheme.CVSSVersion{scheme.CVSS2, scheme.CVSS3, scheme.CVSS4} {
		s.compute(f.Metric(v), v)
	}
	if f.State == "" {
		f.State = diagnosis.Open
	}
	if f.Host == "" {
		s.problem("the row names no host")
	}
	if f.PluginID == "" {
		s.problem("the row names no test")
	}
	s.host(f.Host)
	return s.each(*f)
}

// compute works the base score out from the vector. A vector that cannot be
// read, or is one of another version, is listed; the printed score then stands.
func (s *sink) compute(m *diagnosis.Metric, v scheme.CVSSVersion) {
	if m.Vector == "" {
		return
	}
	c := s.base(m.Vector)
	switch {
	case c.err != nil:
		s.problem("%v", c.err)
	case c.version.Metric() != v:
		s.problem("the vector %.80q stands for CVSS %s but is one of %s", m.Vector, v, c.version)
	default:
		m.Computed = c.base
	}
}

func (s *sink) base(vector string) computed {
	if c, ok := s.vectors[vector]; ok {
		return c
	}
	var c computed
	c.version, c.base, c.err = Base(vector)
	if len(s.vectors) < maxSeen {
		s.vectors[vector] = c
	}
	return c
}

func (s *sink) tooManyErrors() error {
	return fault.Problems{{
		Code: "report-too-many-errors", Where: fmt.Sprintf("row %d", s.row),
		Message: fmt.Sprintf("more than %d rows cannot be read: this is not the format %s", s.opts.MaxRowErrors, s.report.Format),
	}}
}

// finish closes the books. A report that names neither a host nor a finding
// shows nothing and is refused.
func (s *sink) finish() (diagnosis.Report, error) {
	if s.lost {
		return diagnosis.Report{}, s.tooManyErrors()
	}
	for name := range s.hosts {
		s.report.Hosts = append(s.report.Hosts, name)
	}
	slices.Sort(s.report.Hosts)
	if len(s.report.Hosts) == 0 && s.findings == 0 && len(s.report.RowErrors) == 0 {
		return diagnosis.Report{}, fault.Problems{{
			Code: "report-empty", Where: s.report.Format, Message: "the report names no host: nothing was diagnosed",
		}}
	}
	return s.report, nil
}
