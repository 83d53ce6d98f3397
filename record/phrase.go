package record

import "time"

// Phrase is a short text of somebody's own for notes and findings (文例).
type Phrase struct {
	Item string `json:"item,omitempty"` // criterion that it is for; "" for all
	Text string `json:"text"`
}

// OfficePhrases are the phrases that the office keeps for a scheme, offered to everybody who
// examines its cases. Each writing is a further record: the last stands.
type OfficePhrases struct {
	ID      string    `json:"id"`
	Scheme  string    `json:"scheme"`
	Phrases []Phrase  `json:"phrases"`
	By      string    `json:"by"`
	At      time.Time `json:"at"`
}
