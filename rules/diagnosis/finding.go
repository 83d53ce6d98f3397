package diagnosis

import (
	"strings"

	"akashi/scheme"
)

// State is what a report says of a finding.
type State string

// The states. Only a finding in one of the last four is not live; a state that
// a reader does not know is live.
const (
	Open          State = "open"           // detected
	Fixed         State = "fixed"          // detected earlier, gone by this scan
	NotVulnerable State = "not_vulnerable" // tested with a negative result
	NotTested     State = "not_tested"     // skipped, failed or without a result
	Info          State = "info"           // a row that the format itself keeps for information, such as an inventory
)

// Metric is what a report says of a finding in one version of CVSS.
type Metric struct {
	Vector   string // as printed, with its prefix, without parentheses
	Reported Tenths
	Computed Tenths // base score of Vector; decides over Reported
}

// Base returns the base score: the computed one, or the reported one when the
// report holds no vector.
func (m Metric) Base() Tenths {
	if m.Computed.Present() {
		return m.Computed
	}
	return m.Reported
}

// Mismatch reports whether the printed score is not the one of the vector.
func (m Metric) Mismatch() bool {
	return m.Computed.Present() && m.Reported.Present() && m.Computed != m.Reported
}

// Finding is one row of a vulnerability report (検出項目): a weakness seen, or
// not seen, on one port of one host.
type Finding struct {
	Host            string
	Port            string // as printed, "general" included; "" when the report names none
	Protocol        string // lower case; "" when the report names none
	PluginID        string // the scanner's own number of the test
	Name            string
	CVEs            []string
	State           State
	ScannerSeverity string // as printed; never decides
	CVSS2           Metric
	CVSS3           Metric // 3.0 and 3.1
	CVSS4           Metric
	Unversioned     Tenths // a score whose version the report does not tell
	Remark          string // overrides and quality marks of the scanner, for the reader's eye
}

// Key names the finding in lists and in opinions: "host|port|plugin". A bar
// inside a part is written %7C, so that no two findings can share a key by a
// crafted name.
func (f *Finding) Key() string {
	return keyPart(f.Host) + "|" + keyPart(f.Port) + "|" + keyPart(f.PluginID)
}

func keyPart(s string) string {
	if strings.IndexByte(s, '|') < 0 {
		return s
	}
	return strings.ReplaceAll(s, "|", "%7C")
}

// Live reports whether the finding counts.
func (f *Finding) Live() bool {
	switch f.State {
	case Fixed, NotVulnerable, NotTested, Info:
		return false
	}
	return true
}

// Metric returns the place for a version of CVSS, nil for an unknown version.
func (f *Finding) Metric(v scheme.CVSSVersion) *Metric {
	switch v {
	case scheme.CVSS2:
		return &f.CVSS2
	case scheme.CVSS3:
		return &f.CVSS3
	case scheme.CVSS4:
		return &f.CVSS4
	}
	return nil
}

// base returns the score of the finding in version v, where a score without a
// version counts as one of version unversionedAs.
func (f *Finding) base(v, unversionedAs scheme.CVSSVersion) Tenths {
	m := f.Metric(v)
	if m == nil {
		return Tenths{}
	}
	if score := m.Base(); score.Present() || v != unversionedAs {
		return score
	}
	return f.Unversioned
}

// scored reports whether the row holds a score of any kind.
func (f *Finding) scored() bool {
	return f.CVSS2.Base().Present() || f.CVSS3.Base().Present() || f.CVSS4.Base().Present() || f.Unversioned.Present()
}

// AboveInformational reports whether a scanner's severity says that the row is
// more than information. A word that is not known says so.
func AboveInformational(severity string) bool {
	switch strings.ToLower(strings.TrimSpace(severity)) {
	case "", "0", "0.0", "none", "info", "informational", "information", "log", "debug":
		return false
	}
	return true
}

// Judged is a finding with the band into which its score falls.
type Judged struct {
	Finding
	Band string // the band's id in the edition; "none" without a score of its version
}
