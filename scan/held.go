package scan

import (
	"fmt"

	"akashi/diagnosis"
	"akashi/fault"
)

// Suppressed is the state of a finding that the operator told the scanner to
// leave out. The scanner found it all the same, so it is live until an opinion
// or a resolution names it.
const Suppressed diagnosis.State = "suppressed"

// maxHeld is how many findings and definitions are kept back at most, until the
// file has said what belongs to them.
const maxHeld = 250_000

// hold keeps a finding back.
func (s *sink) hold(held *[]diagnosis.Finding, f *diagnosis.Finding) error {
	if err := s.mayHold(len(*held)); err != nil {
		return err
	}
	*held = append(*held, *f)
	return nil
}

func (s *sink) mayHold(n int) error {
	if n < maxHeld && n < s.opts.MaxFindings {
		return nil
	}
	return fault.Problems{{
		Code: "report-too-many-findings", Where: fmt.Sprintf("row %d", s.row),
		Message: fmt.Sprintf("more than %d entries stand before what explains them", min(maxHeld, s.opts.MaxFindings)),
	}}
}
