package record

import (
	"time"

	"akashi/values/civil"
)

// Tie is what binds somebody who examines or decides to an organisation that may apply
// (利害関係): that one is or was employed by it, advised it, or has another interest in it. It
// names the organisation as people know it, whether or not it has ever applied. One that was
// stated wrongly is struck, and stays beside that.
type Tie struct {
	ID              string     `json:"id"`
	Scheme          string     `json:"scheme"` // under whose rule it bars
	UserID          string     `json:"user_id"`
	Kind            TieKind    `json:"kind"`
	Organisation    string     `json:"organisation"`
	CorporateNumber string     `json:"corporate_number"` // 13 digits; "" when it is not known
	From            civil.Date `json:"from"`             // zero: not known
	To              civil.Date `json:"to"`               // last day; zero while it lasts
	Note            string     `json:"note"`
	By              string     `json:"by"`
	At              time.Time  `json:"at"`
	Struck          time.Time  `json:"struck,omitzero"` // zero while it stands
	StruckBy        string     `json:"struck_by,omitempty"`
	Reason          string     `json:"reason,omitempty"` // why it was struck, or its last day put right
	Version         int        `json:"version"`
}

// Stands reports whether the tie has not been struck.
func (t Tie) Stands() bool { return t.Struck.IsZero() }

// TieKind says what a tie is.
type TieKind string

// The kinds of ties.
const (
	TieEmployed  TieKind = "employed"  // 役員・従業者
	TieConsulted TieKind = "consulted" // コンサルティング
	TieInterest  TieKind = "interest"  // 出資・取引・親族など
)

// TieKinds lists the vocabulary.
func TieKinds() []TieKind { return []TieKind{TieEmployed, TieConsulted, TieInterest} }

// Competence says that somebody may examine under a scheme, from when until when (力量・審査員
// 資格), and by what evidence.
type Competence struct {
	ID         string     `json:"id"`
	Scheme     string     `json:"scheme"`
	UserID     string     `json:"user_id"`
	Competence string     `json:"competence"` // ID in the scheme file
	From       civil.Date `json:"from"`
	To         civil.Date `json:"to"`       // last day; zero: open
	Evidence   string     `json:"evidence"` // what shows it: registration, training, appraisal
	Reason     string     `json:"reason,omitempty"`
	By         string     `json:"by"`
	At         time.Time  `json:"at"`
	Version    int        `json:"version"`
}

// On reports whether it is held on a day.
func (c Competence) On(day civil.Date) bool {
	return !day.Before(c.From) && (c.To.IsZero() || !day.After(c.To))
}
