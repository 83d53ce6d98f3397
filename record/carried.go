package record

import "akashi/values/civil"

// Carried says that a case was begun before this office kept it here, on paper or in
// another system (引継ぎ): what happened until then stands there.
type Carried struct {
	From  string     `json:"from,omitempty"` // where it is from, as the office told it
	No    string     `json:"no,omitempty"`   // what it was called there (整理番号)
	AsOf  civil.Date `json:"as_of"`          // day for which the paper tells how it stands
	State CaseState  `json:"state"`          // in which it was taken over
	On    civil.Date `json:"on"`             // day on which it was taken over
}

// IsCarried reports whether the case was taken over.
func (c Case) IsCarried() bool { return c.Carried != Carried{} }
