package record

import (
	"time"

	"akashi/values/civil"
)

// Contact is a person who acts for an applicant, and as what (担当者). An officer without one is
// of its staff, without an end.
type Contact struct {
	ID          string      `json:"id"`
	ApplicantID string      `json:"applicant_id"`
	UserID      string      `json:"user_id"`
	Kind        ContactKind `json:"kind"`
	From        civil.Date  `json:"from"`  // first day; the zero day: always
	To          civil.Date  `json:"to"`    // last day; the zero day: open
	Cases       string      `json:"cases"` // IDs of the cases that a consultant is commissioned with, with commas between; "" for all
	Tasks       string      `json:"tasks"` // what with, with commas between; "" for everything
	By          string      `json:"by"`
	At          time.Time   `json:"at"`
	Ended       time.Time   `json:"ended,omitzero"` // the zero moment: it lasts
	EndedBy     string      `json:"ended_by"`
	Version     int         `json:"version"`
}

// ContactKind is how somebody belongs to an applicant.
type ContactKind string

// The kinds of contacts.
const (
	Representative ContactKind = "representative" // 代表者
	StaffContact   ContactKind = "staff"          // 社員
	Consultant     ContactKind = "consultant"     // 代理人: from another firm, for a time
)

// ContactKinds lists them.
func ContactKinds() []ContactKind { return []ContactKind{StaffContact, Representative, Consultant} }

// Acts reports whether the contact acts for the applicant on a day.
func (c Contact) Acts(day civil.Date) bool {
	return c.Ended.IsZero() && !day.Before(c.From) && (c.To.IsZero() || !day.After(c.To))
}

// NoApplicant is for whom somebody acts who acts for an applicant no longer, or not yet.
const NoApplicant = "-"
