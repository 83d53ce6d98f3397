package record

import (
	"time"

	"akashi/values/civil"
)

// BodyChangeKind is what a change of the intake bodies of a scheme says.
type BodyChangeKind string

// The kinds of changes.
const (
	BodyJoined BodyChangeKind = "joined" // 加入
	BodyLeft   BodyChangeKind = "left"   // 受付の終了
)

// BodyChange says that an intake body (受付団体) joins a scheme between two editions of its rules, or
// takes no more applications. What was said last of the end of one stands.
type BodyChange struct {
	ID     string         `json:"id"`
	Scheme string         `json:"scheme"`
	Round  int            `json:"round"`
	Kind   BodyChangeKind `json:"kind"`
	Body   string         `json:"body"`
	Name   string         `json:"name,omitempty"`    // of one that joins, in Japanese
	NameEN string         `json:"name_en,omitempty"` // in English
	Code   string         `json:"code,omitempty"`    // its letter in mark numbers
	From   civil.Date     `json:"from,omitzero"`     // first day, of one that joins
	To     civil.Date     `json:"to,omitzero"`       // last day, of one that leaves; zero takes an end back
	Reason string         `json:"reason"`
	By     string         `json:"by"`
	At     time.Time      `json:"at"`
}
