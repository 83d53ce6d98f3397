package scan

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/format/xml"
)

// Bounds of the memory spent on not repeating oneself.
const (
	maxSeen    = 1 << 16
	maxSeenLen = 512
	maxText    = 8 << 10 // of one cell or element that is kept
)

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
	if len(b) > maxText {
		s.problem("row-text-too-long", "max", maxText)
		b = bytes.ToValidUTF8(b[:maxText], nil)
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
	if len(b) > 0 && (b[0] >= utf8.RuneSelf || b[len(b)-1] >= utf8.RuneSelf) {
		return bytes.TrimFunc(b, unicode.IsSpace)
	}
	return b
}

// narrow reads the full-width letters and digits of a Japanese keyboard as those of
// ASCII, and wide space as space.
func narrow(b []byte) []byte {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return trimSpace(bytes.Map(narrowRune, b))
		}
	}
	return b
}

func narrowRune(r rune) rune {
	const first, last = '\uFF01', '\uFF5E' // "!" and "~" at full width
	switch {
	case r >= first && r <= last:
		return r - first + '!'
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}

// text reads the content of the open element as a string.
func (s *sink) text(x *xml.Reader, into *string) error {
	b, err := x.Content()
	*into = s.string(b)
	return err
}

// scanEnd reads the content of the open element as the day on which the scan of
// a host, or of everything, was completed.
func (s *sink) scanEnd(x *xml.Reader) error {
	b, err := x.Content()
	s.scanned(parseDay(b))
	return err
}

// score reads a score of a version, "" when none is named. What says that there is
// none is absent; what is no score is listed.
func (s *sink) score(b []byte, version scheme.CVSSVersion) diagnosis.Tenths {
	b = narrow(trimSpace(b))
	if saysNothing(b) {
		return diagnosis.Tenths{}
	}
	tenths, err := diagnosis.ParseTenths(strings.Replace(string(b), ",", ".", 1))
	if err != nil {
		s.problem("row-score", "version", version, "given", clip(b))
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
	m, printed := f.Metric(v), s.score(score, v)
	if n, ok := m.Reported.Value(); ok && printed.Present() && printed != m.Reported {
		s.problem("row-two-scores", "version", v)
		if other, _ := printed.Value(); other < n {
			return
		}
	}
	if printed.Present() {
		m.Reported = printed
	}
}

// unversioned sets the score that the row prints without a version.
func (s *sink) unversioned(f *diagnosis.Finding, score []byte) {
	printed := s.score(score, "")
	n, ok := printed.Value()
	if other, had := f.Unversioned.Value(); ok && had && other != n {
		s.problem("row-two-scores")
		if other > n {
			return
		}
	}
	if ok {
		f.Unversioned = printed
	}
}

// vector sets the vector that the row prints in version v, without parentheses.
func (s *sink) vector(f *diagnosis.Finding, v scheme.CVSSVersion, vector []byte) {
	vector = narrow(trimSpace(vector))
	if n := len(vector); n > 1 && vector[0] == '(' && vector[n-1] == ')' {
		vector = vector[1 : n-1]
	}
	if !saysNothing(vector) {
		m, text := f.Metric(v), s.string(vector)
		if m.Vector != "" && m.Vector != text {
			s.problem("row-two-vectors", "version", v)
			if !s.higher(text, m.Vector) {
				return
			}
		}
		m.Vector = text
	}
}

// higher reports whether one vector gives a higher score than another, as any does
// than one that is none.
func (s *sink) higher(one, other string) bool {
	a, b := s.base(one), s.base(other)
	m, _ := a.base.Value()
	n, _ := b.base.Value()
	return a.err == nil && (b.err != nil || m > n)
}

// scoreAndVector sets what a cell such as "7.5 (AV:N/AC:L/…)" says in version v.
func (s *sink) scoreAndVector(f *diagnosis.Finding, v scheme.CVSSVersion, cell []byte) {
	score, vector, found := bytes.Cut(narrow(cell), []byte("("))
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
