package record

import (
	"time"

	"akashi/values/civil"
)

// Reexamination is the request of a refused applicant to be examined anew (再審査の請求),
// and what became of it. No outcome: it is still to be answered.
type Reexamination struct {
	ID        string               `json:"id"`
	CaseID    string               `json:"case_id"`
	Round     int                  `json:"round"` // from 1
	Requested civil.Date           `json:"requested"`
	Grounds   string               `json:"grounds"` // as the applicant gives them
	Outcome   ReexaminationOutcome `json:"outcome,omitempty"`
	Decided   civil.Date           `json:"decided"`
	Reasons   string               `json:"reasons,omitempty"`
	By        string               `json:"by"`
	At        time.Time            `json:"at"`
	Version   int                  `json:"version"`
}

// ReexaminationOutcome says what became of a request.
type ReexaminationOutcome string

// The outcomes. A refusal bars as that of an application does (S3-04a).
const (
	ReexaminationRefused ReexaminationOutcome = "refused"
	ReexaminationTaken   ReexaminationOutcome = "taken_up"
)

// IsOpen reports whether the request is still to be answered.
func (r Reexamination) IsOpen() bool { return r.Outcome == "" }
