package scan

import (
	"net"
	"net/url"
	"strings"

	"akashi/rules/diagnosis"
)

// splitTarget reads how scanners name what they looked at: an address of the
// Web, "host:443", "[2001:db8::1]:443" or a host alone. The port is "" when none
// is written.
func splitTarget(target string) (host, port string) {
	if strings.Contains(target, "://") {
		if u, err := url.Parse(target); err == nil && u.Hostname() != "" {
			return u.Hostname(), u.Port()
		}
		return target, ""
	}
	if h, p, err := net.SplitHostPort(target); err == nil && h != "" && isPort(p) {
		return h, p
	}
	return strings.Trim(target, "[]"), ""
}

func isPort(s string) bool {
	return s != "" && len(s) <= 5 && strings.Trim(s, "0123456789") == ""
}

// unrated is the severity of a weakness that the report names without a score
// and without a word of its own: such a one must not pass for information.
const unrated = "unrated"

// rate keeps a weakness from looking like information because the report does
// not say how severe it is.
func rate(f *diagnosis.Finding) {
	if f.ScannerSeverity == "" {
		f.ScannerSeverity = unrated
	}
}

// maxRemark is where notes on one finding end, in bytes.
const maxRemark = 2000

// remark adds a note for the reader's eye.
func remark(f *diagnosis.Finding, name, value string) {
	if value == "" || len(f.Remark) > maxRemark {
		return
	}
	if f.Remark != "" {
		f.Remark += "; "
	}
	f.Remark += name + "=" + value
}

// maxCVEs is how many numbers one finding may have.
const maxCVEs = 1000

// addCVEs reads a list of CVE numbers into the finding. Beyond the bound they
// are listed as wrong, once.
func (s *sink) addCVEs(f *diagnosis.Finding, b []byte) {
	if len(f.CVEs) > maxCVEs {
		return
	}
	f.CVEs = append(f.CVEs, s.cves(b)...)
	if len(f.CVEs) > maxCVEs {
		s.problem("row-cves", "max", maxCVEs)
	}
}

// cveIn returns the CVE number with which an id begins, such as that of
// "CVE-2021-44228-log4j-core", and "" when there is none.
func cveIn(id string) string {
	const year = len("CVE-2024-")
	if len(id) <= year || !strings.EqualFold(id[:4], "CVE-") || id[year-1] != '-' {
		return ""
	}
	digits := len(id) - year - len(strings.TrimLeft(id[year:], "0123456789"))
	if digits == 0 {
		return ""
	}
	return id[:year+digits]
}
