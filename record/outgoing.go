package record

import "time"

// Outgoing is a letter to be sent (送信予定メール), written in the transaction of the
// act that causes it and sent afterwards.
type Outgoing struct {
	ID       string    `json:"id"`
	To       string    `json:"to"`      // user; or applicant, none of whose people has an address
	Address  string    `json:"address"` // "" none
	Template string    `json:"template"`
	Data     string    `json:"data"` // JSON for the template's placeholders
	Secret   string    `json:"-"`    // what only the addressee may read, closed to the office's key; "" none, or gone once nothing is left to send
	CaseID   string    `json:"case_id"`
	At       time.Time `json:"at"`

	MessageID string      `json:"message_id"` // the same in every attempt
	State     LetterState `json:"state"`
	Attempts  int         `json:"attempts"`
	Next      time.Time   `json:"next"`            // when it is tried next; zero once nothing is left to do
	Answer    string      `json:"answer"`          // of the server, or why there was none, at the last attempt
	Unsure    bool        `json:"unsure"`          // an attempt ended without an answer: it may have arrived more than once
	Sent      time.Time   `json:"sent"`            // when the server took it
	Undone    time.Time   `json:"undone,omitzero"` // when somebody took it back before it went
	UndoneBy  string      `json:"undone_by,omitempty"`
	Version   int         `json:"version"`
}

// LetterState is what has become of a letter.
type LetterState string

// The states of letters.
const (
	LetterHeld          LetterState = "held"          // can be taken back until Next
	LetterQueued        LetterState = "queued"        // waits for its next attempt
	LetterSending       LetterState = "sending"       // somebody is at it, until Next
	LetterSent          LetterState = "sent"          // a server has taken it
	LetterFailed        LetterState = "failed"        // refused for good, or given up
	LetterBounced       LetterState = "bounced"       // a server has taken it, and it came back
	LetterUndeliverable LetterState = "undeliverable" // nobody has an address
	LetterUndone        LetterState = "undone"        // taken back before it went
)

// Unreached are the states of a letter that has not reached its reader and is tried no more: somebody has to telephone, or
// to send it again.
func Unreached() []LetterState {
	return []LetterState{LetterFailed, LetterBounced, LetterUndeliverable, LetterUndone}
}
