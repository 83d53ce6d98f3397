package record

import "time"

// MinutesStep is what became of the minutes of a session once it was closed (議事録の承認・訂正).
// The minutes stand approved where the last step approves them.
type MinutesStep struct {
	ID        string      `json:"id"`
	SessionID string      `json:"session_id"`
	Round     int         `json:"round"` // of the session, from 1
	Kind      MinutesKind `json:"kind"`
	Seat      string      `json:"seat,omitempty"`    // that approved
	CaseID    string      `json:"case_id,omitempty"` // whose part was corrected; "" of the rest
	Was       string      `json:"was,omitempty"`     // the text before
	Reason    string      `json:"reason,omitempty"`
	By        string      `json:"by"`
	At        time.Time   `json:"at"`
}

// MinutesKind says what a step does to minutes.
type MinutesKind string

// The steps of minutes.
const (
	MinutesApproved  MinutesKind = "approved"
	MinutesCorrected MinutesKind = "corrected"
)

// VoteWord is what is said of a vote beside it, once the decision has opened it: the grounds that
// it was given with (投票の理由), a dissent (少数意見), or whether a vote that another entered is the
// member's own (代理記録の確認).
type VoteWord struct {
	ID        string       `json:"id"`
	SessionID string       `json:"session_id"`
	CaseID    string       `json:"case_id"`
	Seat      string       `json:"seat"`
	Round     int          `json:"round"` // of this seat, from 1
	Kind      VoteWordKind `json:"kind"`
	Text      string       `json:"text"`
	By        string       `json:"by"`
	At        time.Time    `json:"at"`
}

// VoteWordKind says what is said of a vote.
type VoteWordKind string

// What can be said of a vote.
const (
	VoteGrounds   VoteWordKind = "grounds"   // why the member voted so, written with the vote
	VoteDissent   VoteWordKind = "dissent"   // the member holds another opinion than the decision, and why
	VoteConfirmed VoteWordKind = "confirmed" // the entry is right
	VoteContested VoteWordKind = "contested" // the entry is wrong, says the member
	VoteAnswered  VoteWordKind = "answered"  // what the office says to that
)
