package record

import (
	"time"

	"akashi/values/civil"
)

// Call says that whoever holds a seat was written to about a session (開催の案内): asked to reply
// whether to come, and to declare for each case whether there is a conflict of interest.
type Call struct {
	ID        string     `json:"id"`
	SessionID string     `json:"session_id"`
	Kind      CallKind   `json:"kind"`
	Seat      string     `json:"seat"`
	UserID    string     `json:"user_id"`
	LetterID  string     `json:"letter_id"`
	Until     civil.Date `json:"until"` // last day for answers
	By        string     `json:"by"`
	At        time.Time  `json:"at"`
}

// CallKind says why a member was written to.
type CallKind string

// Why a member can be written to.
const (
	CallMade     CallKind = "made"     // the session is called
	CallAdded    CallKind = "added"    // a case came onto the agenda since
	CallReminded CallKind = "reminded" // there was no answer
)
