package record

// Phrase is a short text of somebody's own for notes and findings (文例).
type Phrase struct {
	Item string `json:"item,omitempty"` // criterion that it is for; "" for all
	Text string `json:"text"`
}
