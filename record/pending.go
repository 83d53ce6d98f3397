package record

import (
	"encoding/json"
	"time"
)

// Pending is an act that waits for a second person (二人目の確認待ち): what was asked,
// of which object, by whom. Nothing of it has taken effect.
type Pending struct {
	ID      string          `json:"id"`
	Scheme  string          `json:"scheme"`
	Word    string          `json:"word"` // why it waits: decide, measure, import …
	Act     string          `json:"act"`
	Kind    string          `json:"kind"` // of the object
	Object  string          `json:"object"`
	Seen    int             `json:"seen"`  // version of the object that the first person saw
	Input   json.RawMessage `json:"input"` // as the act was asked for, in the form of the API
	First   string          `json:"first"` // user who asked
	Role    Role            `json:"role"`  // of the first person
	At      time.Time       `json:"at"`
	State   PendingState    `json:"state"`
	Second  string          `json:"second"` // user who confirmed or refused
	Reason  string          `json:"reason"` // of a refusal
	Settled time.Time       `json:"settled,omitzero"`
	Version int             `json:"version"`
}

// PendingState is where a pending act stands.
type PendingState string

// The states of a pending act.
const (
	PendingWaiting   PendingState = "waiting"
	PendingConfirmed PendingState = "confirmed" // done, by both
	PendingRefused   PendingState = "refused"   // ended without effect
)

// Safeguard is the office's decision that an act of a scheme waits for a second
// person, or no longer does (二人確認の設定). The latest of an act holds.
type Safeguard struct {
	ID     string    `json:"id"`
	Scheme string    `json:"scheme"`
	Word   string    `json:"act"`
	Round  int       `json:"round"` // of the decisions on this act of the scheme, from 1: the last stands
	On     bool      `json:"on"`
	Reason string    `json:"reason"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}
