package scan

import "akashi/rules/diagnosis"

// place puts a score where its vector belongs. Without a vector that can be
// read, the score has no version.
func (s *sink) place(f *diagnosis.Finding, score []byte, vector string) {
	if saysNothing([]byte(vector)) {
		f.Unversioned = s.score(score, "")
		return
	}
	c := s.base(vector)
	if c.err != nil {
		s.flawed(c.err)
		f.Unversioned = s.score(score, "")
		return
	}
	s.reported(f, c.version.Metric(), score)
	s.vector(f, c.version.Metric(), []byte(vector))
}
