package record

import (
	"time"

	"akashi/values/civil"
)

// Absence says that somebody of the office, or who examines for it, is away (不在), on which days, and who covers (留守番).
type Absence struct {
	ID      string     `json:"id"`
	Scheme  string     `json:"scheme"`
	UserID  string     `json:"user_id"`
	Cover   string     `json:"cover"` // "" where nobody does
	From    civil.Date `json:"from"`
	To      civil.Date `json:"to"` // last day
	By      string     `json:"by"`
	At      time.Time  `json:"at"`
	Ended   time.Time  `json:"ended,omitzero"` // before its last day; zero where it was not
	EndedBy string     `json:"ended_by,omitempty"`
	Version int        `json:"version"`
}

// Meets reports whether it has a day among those from one to another; one that was ended has none.
func (a Absence) Meets(from, to civil.Date) bool {
	return a.Ended.IsZero() && !a.From.After(to) && !a.To.Before(from)
}

// On reports whether it runs on a day.
func (a Absence) On(day civil.Date) bool { return a.Meets(day, day) }
