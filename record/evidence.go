package record

import "akashi/values/civil"

// Evidence is the dated evidence of a case as the applicant states it.
type Evidence struct {
	Audits []Audit               `json:"audits,omitempty"`
	Assets []Asset               `json:"assets,omitempty"`
	Dates  map[string]civil.Date `json:"dates,omitempty"` // day of each dated document, by its ID in the edition
}

// Audit is one audit as the applicant states it (監査). It counts by the day on
// which it was completed.
type Audit struct {
	Completed     civil.Date      `json:"completed"`
	Items         []string        `json:"items,omitempty"`          // audit items checked, such as A01
	NotApplicable []NotApplicable `json:"not_applicable,omitempty"` // audit items found not to apply
}

// NotApplicable is an audit item that does not apply, with the reason.
type NotApplicable struct {
	Item   string `json:"item"`
	Reason string `json:"reason"`
}

// Asset is what the applicant states about one class of its systems: the hosts
// that belong to it, or why it has none.
type Asset struct {
	Class  string   `json:"class"` // ID of the minimum scope or of an emphasis item
	Hosts  []string `json:"hosts"`
	Reason string   `json:"reason"` // why there is none here, such as outsourcing
}

// IsStated reports whether anything is stated.
func (e Evidence) IsStated() bool { return len(e.Audits)+len(e.Assets)+len(e.Dates) > 0 }
