package scan

import (
	"fmt"

	"akashi/rules/diagnosis"
	"akashi/values/fault"
)

// Suppressed is the state of a finding that the operator told the scanner to
// leave out. The scanner found it all the same, so it is live until an opinion
// or a resolution names it.
const Suppressed diagnosis.State = "suppressed"

// What is kept back at most, until the file has said what belongs to it.
const (
	maxHeld     = 100_000   // findings, or definitions
	maxHeldText = 128 << 20 // bytes of their texts
)

// hold keeps a finding back.
func (s *sink) hold(held *[]diagnosis.Finding, f *diagnosis.Finding) error {
	*held = append(*held, *f)
	return s.mayHold(len(*held), f.Host, f.PluginID, f.Name, f.Remark)
}

// mayHold counts the texts kept back and refuses what is too much.
func (s *sink) mayHold(n int, texts ...string) error {
	for _, text := range texts {
		s.heldText += len(text)
	}
	if n <= min(maxHeld, s.opts.MaxFindings) && s.heldText <= maxHeldText {
		return nil
	}
	return fault.Wrong("report-too-many-findings", fmt.Sprintf("row %d", s.row), "held", maxHeld, "bytes", maxHeldText)
}
