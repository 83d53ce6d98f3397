package record

import "time"

// Allotment gives a criterion of an application to one of the applicant's contacts to see to
// (項目の担当). It binds nobody and keeps nobody out; the latest of a criterion counts.
type Allotment struct {
	ID        string    `json:"id"`
	CaseID    string    `json:"case_id"`
	Criterion string    `json:"criterion"`
	UserID    string    `json:"user_id,omitempty"` // "" for nobody any more
	By        string    `json:"by"`
	At        time.Time `json:"at"`
}
