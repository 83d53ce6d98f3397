package scan

import (
	"fmt"
	"slices"

	"akashi/record"
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/cvss"
	"akashi/values/civil"
	"akashi/values/fault"
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

	heldText int  // bytes of the findings that a reader has kept back
	gaps     int  // row errors that only say that something is missing
	undated  bool // something live was scanned on a day that the report leaves out
}

// computed is what a vector gave.
type computed struct {
	version cvss.Version
	base    diagnosis.Tenths
	err     error
}

func newSink(opts Options, each func(diagnosis.Finding) error) *sink {
	return &sink{
		opts: opts, each: each,
		seen: map[string]string{}, hosts: map[string]bool{},
		lists: map[string][]string{}, vectors: map[string]computed{},
	}
}

// problem lists something wrong with the current row, as a code with its figures.
func (s *sink) problem(code string, pairs ...any) { s.list(code, fault.With(pairs...)) }

// flawed lists that something in the current row cannot be read.
func (s *sink) flawed(err error) {
	for _, p := range fault.ProblemsIn(err) {
		s.list(p.Code, p.Data)
	}
}

func (s *sink) list(code string, data fault.Data) {
	if len(s.report.RowErrors) >= s.opts.MaxRowErrors {
		s.lost = true
		return
	}
	s.report.RowErrors = append(s.report.RowErrors, record.RowError{Row: s.row, Code: code, Data: data})
}

// wholeReport lists something wrong with the report as a whole.
func (s *sink) wholeReport(code string, pairs ...any) {
	row := s.row
	s.row = 0
	s.problem(code, pairs...)
	s.row = row
}

// host notes a host that the report says was scanned, with findings or not.
func (s *sink) host(name string) {
	if name == "" || s.hosts[name] {
		return
	}
	if len(s.hosts) >= s.opts.MaxFindings {
		s.problem("row-hosts", "max", s.opts.MaxFindings)
		return
	}
	s.hosts[name] = true
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
		return s.tooManyFindings()
	}
	if s.lost {
		return s.tooManyErrors()
	}
	for _, v := range []scheme.CVSSVersion{scheme.CVSS2, scheme.CVSS3, scheme.CVSS4} {
		s.compute(f.Metric(v), v)
	}
	settle(f)
	if f.Host == "" {
		s.problem("row-no-host")
	}
	if f.PluginID == "" {
		s.problem("row-no-test")
	}
	s.host(f.Host)
	return s.each(*f)
}

// settle says of a row what it leaves out: it is open, and a severity without a word
// is not known to be information.
func settle(f *diagnosis.Finding) {
	if f.State == "" {
		f.State = diagnosis.Open
	}
	if f.Live() {
		rate(f)
	}
}

// wordsYield opens a row that somebody's word calls information while it has a score
// above 0.0. What the format itself sets apart by kind, such as the inventory of
// Qualys, is none of these.
func wordsYield(f *diagnosis.Finding) {
	if f.State == diagnosis.Info && weighty(f) {
		f.State = diagnosis.Open
	}
}

// weighty reports whether the row prints a score above 0.0, of any version, or a
// vector.
func weighty(f *diagnosis.Finding) bool {
	for _, m := range []diagnosis.Metric{f.CVSS2, f.CVSS3, f.CVSS4, {Reported: f.Unversioned}} {
		if n, _ := m.Reported.Value(); n > 0 || m.Vector != "" {
			return true
		}
	}
	return false
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
		s.flawed(c.err)
	case c.version.Metric() != v:
		s.problem("row-vector-version", "given", m.Vector, "said", v, "version", c.version)
	default:
		m.Computed = c.base
	}
}

func (s *sink) base(vector string) computed {
	if c, ok := s.vectors[vector]; ok {
		return c
	}
	var c computed
	c.version, c.base, c.err = cvss.Base(vector)
	if len(s.vectors) < maxSeen && len(vector) <= maxSeenLen {
		s.vectors[vector] = c
	}
	return c
}

func (s *sink) tooManyErrors() error {
	return fault.Wrong("report-too-many-errors", fmt.Sprintf("row %d", s.row), "max", s.opts.MaxRowErrors, "format", s.report.Format)
}

func (s *sink) tooManyFindings() error {
	return fault.Wrong("report-too-many-findings", fmt.Sprintf("row %d", s.row), "max", s.opts.MaxFindings)
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
	if s.undated { // half a date would make the other half look recent
		s.report.ScanDate, s.report.Oldest = civil.Date{}, civil.Date{}
	}
	if len(s.report.Hosts) == 0 && s.findings == 0 && len(s.report.RowErrors) == s.gaps {
		return diagnosis.Report{}, fault.Wrong("report-empty", s.report.Format)
	}
	return s.report, nil
}
