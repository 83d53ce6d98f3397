package record

import "time"

// Reading is what one of two reviewers found of a criterion, or of one aspect of it, judging
// alone (別々の採点). Until both have said that they have judged, it is its author's alone.
type Reading struct {
	ID            string    `json:"id"`
	CaseID        string    `json:"case_id"`
	UserID        string    `json:"user_id"`
	Criterion     string    `json:"criterion"`
	Aspect        string    `json:"aspect,omitempty"`
	Verdict       Verdict   `json:"verdict,omitempty"` // "" while there is only a note
	Points        *int      `json:"points,omitempty"`
	Note          string    `json:"note,omitempty"`
	Justification string    `json:"justification,omitempty"` // of not applicable
	At            time.Time `json:"at"`
	Version       int       `json:"version"`
}
