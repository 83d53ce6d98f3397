package record

import (
	"time"

	"akashi/values/civil"
)

// Observation is what was seen at the applicant's (現地の観察記録), with a photo where there is
// one. One that corrects another stands in its place and says why.
type Observation struct {
	ID        string    `json:"id"`
	CaseID    string    `json:"case_id"`
	Criterion string    `json:"criterion"` // ID in the edition, or "" where it is about none
	Text      string    `json:"text"`
	Name      string    `json:"name,omitempty"`   // of the photo
	Type      string    `json:"type,omitempty"`   // media type of the photo
	Size      int64     `json:"size,omitempty"`   // of the photo, in bytes
	SHA256    string    `json:"sha256,omitempty"` // of the photo as it is kept, hex
	Corrects  string    `json:"corrects,omitempty"`
	Reason    string    `json:"reason,omitempty"` // why it stands in the place of the other
	By        string    `json:"by"`
	At        time.Time `json:"at"`
}

// Closing is the sheet of the closing meeting (総括の記録): what was read out, and who of the
// applicant acknowledged on the spot to have heard it. That is no consent to what was found.
type Closing struct {
	ID     string     `json:"id"`
	CaseID string     `json:"case_id"`
	Round  int        `json:"round"` // from 1; the last stands
	Day    civil.Date `json:"day"`
	Text   string     `json:"text"`   // as it was read out
	SHA256 string     `json:"sha256"` // of the text, hex
	Person string     `json:"person"` // who acknowledged it
	Post   string     `json:"post"`
	Remark string     `json:"remark,omitempty"` // what the person had to say
	Reason string     `json:"reason,omitempty"` // why it takes the place of the one before
	By     string     `json:"by"`               // on whose device
	At     time.Time  `json:"at"`
}

// CheckOut is that somebody carries a case on a device to work on it without a connection
// (持ち出し). Nothing is taken from the device once it has ended.
type CheckOut struct {
	ID      string    `json:"id"`
	CaseID  string    `json:"case_id"`
	UserID  string    `json:"user"`
	Key     string    `json:"-"` // under which the device encrypts, closed to the office's key
	At      time.Time `json:"at"`
	Until   time.Time `json:"until"`
	Ended   time.Time `json:"ended,omitzero"`
	EndedBy string    `json:"ended_by,omitempty"`
	Reason  string    `json:"reason,omitempty"` // why it was ended
	Version int       `json:"version"`
}

// Lasts reports whether work may be taken from the device at a moment.
func (c CheckOut) Lasts(now time.Time) bool { return c.Ended.IsZero() && now.Before(c.Until) }
