package record

import "time"

// Side is on which side of a case somebody writes.
type Side string

// The sides of a case.
const (
	SideApplicant Side = "applicant" // 申請者
	SideOffice    Side = "office"    // 審査する側
)

// Message is what one side of a case has written to the other (質問のやり取り). It is written
// once and stays.
type Message struct {
	ID        string    `json:"id"`
	CaseID    string    `json:"case_id"`
	Criterion string    `json:"criterion,omitempty"` // "" for the whole case
	Side      Side      `json:"side"`
	Text      string    `json:"text"`
	By        string    `json:"by,omitempty"`
	At        time.Time `json:"at"`
}
