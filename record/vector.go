package record

// Vector is the packed final verdicts of one decided case, one byte for each
// verdict in the order of its edition: the same as the rows of Answer, in a form
// in which many thousand past cases can be scored again under other rules.
type Vector struct {
	CaseID  string   `json:"case_id"`
	Scheme  string   `json:"scheme"`
	Edition string   `json:"edition"`
	Type    CaseType `json:"type"`
	Packed  []byte   `json:"packed"`
}
