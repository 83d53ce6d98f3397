package record

import (
	"time"

	"akashi/values/civil"
)

// Matter is something that was brought to the office beside the cases (事案): today that a mark
// looks to be shown wrongly. It is received, is found to be the office's or not, is looked into
// and closed with an outcome. What is done to a mark because of it is an act of its own.
type Matter struct {
	ID       string        `json:"-"`
	No       string        `json:"no"` // under which whoever brought it knows it
	Kind     MatterKind    `json:"kind"`
	Scheme   string        `json:"scheme"`
	State    MatterState   `json:"state"`
	Ground   MatterGround  `json:"ground"`
	Number   string        `json:"number,omitempty"` // of the mark, as it was told
	MarkID   string        `json:"-"`                // the entry of the register that has the number; "" when none does
	Site     string        `json:"site,omitempty"`   // where it was seen
	Text     string        `json:"text"`
	Contact  string        `json:"contact,omitempty"` // of whoever brought it, for the office alone
	Received civil.Date    `json:"received"`
	By       string        `json:"by,omitempty"` // of the office, who entered it; "" when it came from the public page
	At       time.Time     `json:"at"`
	Outcome  MatterOutcome `json:"outcome,omitempty"` // once it is closed
	Reason   string        `json:"reason,omitempty"`  // why it is not the office's, or what came of it
	Ended    civil.Date    `json:"ended,omitzero"`    // zero while it is open
	Version  int           `json:"version"`
}

// MatterKind says what was brought.
type MatterKind string

// The kinds of matters.
const Misuse MatterKind = "misuse" // マークの不適切な表示

// MatterState is how far a matter has come.
type MatterState string

// The states of a matter.
const (
	MatterReceived  MatterState = "received"
	MatterLooking   MatterState = "looking"   // it is the office's, and is looked into (調査中)
	MatterDismissed MatterState = "dismissed" // it is not the office's (対象外)
	MatterClosed    MatterState = "closed"
)

// MatterStates lists the states in the order of the procedure.
func MatterStates() []MatterState {
	return []MatterState{MatterReceived, MatterLooking, MatterDismissed, MatterClosed}
}

// MatterGround says what seems to be wrong with a mark that is shown.
type MatterGround string

// The grounds.
const (
	GroundUnregistered MatterGround = "unregistered" // the register has no such number
	GroundSite         MatterGround = "site"         // the site is not the holder's
	GroundScope        MatterGround = "scope"        // shown for something that the mark does not cover
	GroundOther        MatterGround = "other"
)

// MatterGrounds lists the grounds.
func MatterGrounds() []MatterGround {
	return []MatterGround{GroundUnregistered, GroundSite, GroundScope, GroundOther}
}

// MatterOutcome says what came of a matter.
type MatterOutcome string

// The outcomes.
const (
	OutcomeUnfounded MatterOutcome = "unfounded" // nothing is wrong
	OutcomeMended    MatterOutcome = "mended"    // it was put right
	OutcomeMeasure   MatterOutcome = "measure"   // a measure was taken on the mark
	OutcomeReferred  MatterOutcome = "referred"  // others were told, who can do something about it
)

// MatterOutcomes lists the outcomes.
func MatterOutcomes() []MatterOutcome {
	return []MatterOutcome{OutcomeUnfounded, OutcomeMended, OutcomeMeasure, OutcomeReferred}
}

// MatterNote is what was seen or done while a matter was looked into.
type MatterNote struct {
	ID       string     `json:"-"`
	MatterID string     `json:"-"`
	Round    int        `json:"round"` // from 1
	Day      civil.Date `json:"day"`
	Text     string     `json:"text"`
	By       string     `json:"by"`
	At       time.Time  `json:"at"`
}
