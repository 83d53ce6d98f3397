package record

import "time"

// Leaf is one entry of the journal (記録簿): what was done, by whom, when, to what.
// It is written in the transaction of the act itself, is never changed, and its
// hash is part of the journal's Merkle tree.
type Leaf struct {
	Seq    int64     `json:"seq"` // from 0, without gaps
	At     time.Time `json:"at"`
	Actor  string    `json:"actor"`
	Action string    `json:"action"`
	Kind   string    `json:"kind"` // of the object: case, session, mark, user, register
	Object string    `json:"object"`
	Public bool      `json:"public"` // also belongs to the public log
	Data   string    `json:"data"`   // JSON
	Hash   string    `json:"hash"`   // RFC 6962 leaf hash of the entry's canonical form, hex
}

// Replay is a request that has been answered, kept under its idempotency key so
// that the same request again gets the same answer and is not performed twice.
type Replay struct {
	Key     string    `json:"key"`     // with the actor's ID before it
	Request string    `json:"request"` // SHA-256 of action, object and input, hex
	Answer  string    `json:"answer"`  // JSON
	At      time.Time `json:"at"`
}
