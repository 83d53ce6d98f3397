package scan

import "strconv"

// A report passes only with the proof that its format has a place for: that the scan
// came to its end, without errors, and that what it found is all there. What is
// missing is listed as wrong with the report as a whole.

// unproven lists that the report leaves out what would show that it is whole.
func (s *sink) unproven(shown bool, element string) {
	if !shown {
		s.gaps++
		s.wholeReport("report-unproven", "element", element)
	}
}

// unended lists a host whose scan did not come to its end.
func (s *sink) unended(host string) {
	s.wholeReport("report-host-unfinished", "host", clip([]byte(host)))
}

// fewer lists that not everything is there which the report says it holds.
func (s *sink) fewer(held, stated int) {
	if held < stated {
		s.wholeReport("report-rows-missing", "stated", stated, "held", held)
	}
}

// count reads a number of things, -1 when it is none.
func count(b []byte) int {
	n, err := strconv.Atoi(string(trimSpace(b)))
	if err != nil || n < 0 {
		return -1
	}
	return n
}
