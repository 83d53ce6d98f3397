package record

import (
	"time"

	"akashi/values/civil"
)

// EligibilityCheck says what was found on site of the grounds of disqualification
// (欠格事項の現地での確認). A later one takes the place of the one before and says why.
type EligibilityCheck struct {
	ID     string     `json:"id"`
	CaseID string     `json:"case_id"`
	Round  int        `json:"round"` // from 1; the last stands
	Day    civil.Date `json:"day"`
	Found  string     `json:"found"`
	Bar    string     `json:"bar,omitempty"`    // ground that was found to exist; "" for none
	Reason string     `json:"reason,omitempty"` // why it takes the place of the one before
	By     string     `json:"by"`
	At     time.Time  `json:"at"`
}
