package record

import "time"

// BodyKey is a key that the office holds notes of another body to (他機関の鍵): of the body that
// grants what this one decides, or of the body that decides what this one grants. Each is a
// further record; the last of a side stands, and an empty key takes the one before away.
type BodyKey struct {
	ID     string    `json:"id"`
	Scheme string    `json:"scheme"`
	Side   BodySide  `json:"side"`
	Key    string    `json:"key"` // that verifies its notes; "" where none stands
	Reason string    `json:"reason"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// BodySide is what a body does in a scheme of two.
type BodySide string

// The sides.
const (
	SideDeciding BodySide = "deciding" // 審査機関
	SideGranting BodySide = "granting" // 付与機関
)

// BodyNote is a signed note between two bodies, as it was given or taken. Of each kind there is
// one a case.
type BodyNote struct {
	ID     string       `json:"id"`
	Scheme string       `json:"scheme"`
	Kind   BodyNoteKind `json:"kind"`
	CaseNo string       `json:"case"`   // receipt number at the body that decides
	Digest string       `json:"digest"` // SHA-256 of the handover's text, hex
	Note   string       `json:"note"`   // as signed
	By     string       `json:"by"`
	At     time.Time    `json:"at"`
}

// BodyNoteKind says what became of a note here.
type BodyNoteKind string

// The kinds.
const (
	NoteHanded   BodyNoteKind = "handed"   // this office handed a decision over
	NoteReturned BodyNoteKind = "returned" // the granting body's return was taken in
	NoteReceived BodyNoteKind = "received" // a decision of the other body was received
	NoteAnswered BodyNoteKind = "answered" // this office agreed, was paid, and signed its return
)
