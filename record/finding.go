package record

import "akashi/values/civil"

// Finding is a nonconformity (指摘事項) that a reviewer or an assessor raised
// against one criterion. It stays open until its correction (是正) is accepted, or
// is left unresolved for the committee to weigh.
type Finding struct {
	ID         string       `json:"id"`
	CaseID     string       `json:"case_id"`
	No         int          `json:"no"` // within the case, from 1
	Criterion  string       `json:"criterion"`
	Aspect     string       `json:"aspect"`
	Step       string       `json:"step"`  // the step it was raised in
	Round      int          `json:"round"` // of the first raising
	Text       string       `json:"text"`
	State      FindingState `json:"state"`
	RaisedBy   string       `json:"raised_by"`
	Raised     civil.Date   `json:"raised"`             // day the findings document was sent
	Due        civil.Date   `json:"due"`                // last day for the answer (改善報告期限)
	Expected   bool         `json:"expected,omitempty"` // the day is an estimate (目安), because nobody laid one down
	Correction string       `json:"correction"`
	Answered   civil.Date   `json:"answered"`
	Judgement  string       `json:"judgement"` // why accepted or sent back
	Closed     civil.Date   `json:"closed"`
	Version    int          `json:"version"`
}

// FindingState says how far a finding has come.
type FindingState string

// The states of a finding.
const (
	FindingOpen       FindingState = "open"
	FindingAnswered   FindingState = "answered"
	FindingAccepted   FindingState = "accepted"
	FindingUnresolved FindingState = "unresolved"
)

// IsClosed reports whether nothing more is awaited on the finding.
func (f Finding) IsClosed() bool {
	return f.State == FindingAccepted || f.State == FindingUnresolved
}
