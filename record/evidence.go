package record

import (
	"time"

	"akashi/values/civil"
)

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

// Page is a page of the web that was shown for criteria (Webの提示), with what was seen
// there: a page can be changed the day after.
type Page struct {
	ID       string    `json:"id"`
	CaseID   string    `json:"case_id"`
	Criteria []string  `json:"criteria"` // IDs in the edition
	URL      string    `json:"url"`
	Seen     string    `json:"seen"` // what stood there
	ShotID   string    `json:"shot"` // ID of the attachment that shows it, or ""
	By       string    `json:"by"`
	At       time.Time `json:"at"`
}

// Statement is what the holder of a post states about criteria (署名押印): the exact
// texts, under their hash. It is the person's own, through their own account, or on
// paper, of which the scan is kept.
type Statement struct {
	ID      string    `json:"id"`
	CaseID  string    `json:"case_id"`
	Post    string    `json:"post"`
	Person  string    `json:"person"`
	Items   []Stated  `json:"items"`
	Denied  []Denied  `json:"denied,omitempty"` // what the person says is not so
	SHA256  string    `json:"sha256"`           // of what was stated, hex
	PaperID string    `json:"paper"`            // ID of the attachment that is the scan, or ""
	By      string    `json:"by"`               // user who entered it
	At      time.Time `json:"at"`
}

// Stated is one text that a statement is about.
type Stated struct {
	Item string `json:"item"` // ID of the criterion
	Text string `json:"text"` // as the edition prints it
}

// Denied is a criterion that the holder of a post says is not met, and why.
type Denied struct {
	Item string `json:"item"` // ID of the criterion
	Why  string `json:"why"`
}

// Exception lets criteria or documents off what is asked for them (例外), with the
// reason. Nothing else about them changes.
type Exception struct {
	ID        string    `json:"id"`
	CaseID    string    `json:"case_id"`
	Criteria  []string  `json:"criteria"`
	Documents []string  `json:"documents"`
	Reason    string    `json:"reason"`
	By        string    `json:"by"`
	At        time.Time `json:"at"`
}
