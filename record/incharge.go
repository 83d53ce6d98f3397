package record

import "time"

// InCharge says who of the office sees a case through (担当者), from when on. The last round stands;
// one without a person says that nobody does.
type InCharge struct {
	ID     string    `json:"id"`
	CaseID string    `json:"case_id"`
	Round  int       `json:"round"` // of the case, from 1
	UserID string    `json:"user_id"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}
