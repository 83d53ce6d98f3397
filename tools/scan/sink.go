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

	heldText int // bytes of the findings that a reader has kept back
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

// problem lists something wrong with the current row.
func (s *sink) problem(format string, args ...any) {
	if len(s.report.RowErrors) >= s.opts.MaxRowErrors {
		s.lost = true
		return
	}
	s.report.RowErrors = append(s.report.RowErrors, record.RowError{Row: s.row, Message: fmt.Sprintf(format, args...)})
}

// wholeReport lists something wrong with the report as a whole.
func (s *sink) wholeReport(format string, args ...any) {
	row := s.row
	s.row = 0
	s.problem(format, args...)
	s.row = row
}

// host notes a host that the report says was scanned, with findings or not.
func (s *sink) host(name string) {
	if name == "" || s.hosts[name] {
		return
	}
	if len(s.hosts) >= s.opts.MaxFindings {
		s.problem("the report names more than %d hosts", s.opts.MaxFindings)
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
	c.version, c.base, c.err = cvss.Base(vector)
	if len(s.vectors) < maxSeen && len(vector) <= maxSeenLen {
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
