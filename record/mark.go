package record

import (
	"time"

	"akashi/values/civil"
)

// Mark is one entry of the public register (登録簿): a granted mark, or an entry of a
// list that the scheme once published, whose present standing is not known here.
type Mark struct {
	ID              string     `json:"id"`
	Scheme          string     `json:"scheme"`
	Number          string     `json:"number"`             // as the scheme prints it; for a listed entry its reference
	Formerly        string     `json:"formerly,omitempty"` // numbers under which it was entered by mistake, with blanks between
	Rank            int        `json:"rank"`               // place in the published list, 0 when granted here
	ControlNo       string     `json:"control_no"`
	ApplicantID     string     `json:"applicant_id"`
	Holder          string     `json:"holder"`
	HolderKana      string     `json:"holder_kana"`
	CorporateNumber string     `json:"corporate_number"`
	Service         string     `json:"service"`
	ServiceKana     string     `json:"service_kana"`
	Website         string     `json:"website"`
	Address         string     `json:"address"`
	Edition         string     `json:"edition"`
	CaseID          string     `json:"case_id"` // of the last grant
	Status          MarkStatus `json:"status"`
	GrantCount      int        `json:"grant_count"` // 1 at first
	Granted         civil.Date `json:"granted"`
	ValidFrom       civil.Date `json:"valid_from"`
	ValidTo         civil.Date `json:"valid_to"`
	ListedAsOf      civil.Date `json:"listed_as_of"` // day of the published list
	CarriedFrom     string     `json:"carried_from"` // where an imported entry is from (引継ぎ), "" for one decided here or not told
	Sample          bool       `json:"sample"`
	Updated         time.Time  `json:"updated"`
	Version         int        `json:"version"`
}

// MarkStatus is what the office has made of a mark. Expired is worked out from
// ValidTo, never stored.
type MarkStatus string

// The statuses of a mark.
const (
	MarkActive    MarkStatus = "active"
	MarkSuspended MarkStatus = "suspended"
	MarkWithdrawn MarkStatus = "withdrawn"
	MarkEnded     MarkStatus = "ended"
	MarkListed    MarkStatus = "listed"
)

// MarkStatuses lists the vocabulary.
func MarkStatuses() []MarkStatus {
	return []MarkStatus{MarkActive, MarkSuspended, MarkWithdrawn, MarkEnded, MarkListed}
}

// MarkEvent is one line of a mark's public history (これまでの記録).
type MarkEvent struct {
	ID     string        `json:"id"`
	MarkID string        `json:"mark_id"`
	No     int           `json:"no"` // within the mark, from 1: the order of events of one day
	Kind   MarkEventKind `json:"kind"`
	Day    civil.Date    `json:"day"`
	Until  civil.Date    `json:"until"` // planned end of a suspension
	Clause string        `json:"clause"`
	Reason string        `json:"reason"` // as published
	CaseID string        `json:"case_id"`
	// The validity that a grant or a renewal gave; no dates for other events.
	ValidFrom     civil.Date `json:"valid_from"`
	ValidTo       civil.Date `json:"valid_to"`
	At            time.Time  `json:"at"`
	NoApplication int        `json:"no_application_months,omitempty"` // months without application that a measure lays down (申請を不可とする期間)
	// A line may stand in the place of another, which was entered wrongly.
	Corrects   int           `json:"corrects"`   // No of the line whose place it takes; 0 of none
	Correction string        `json:"correction"` // why
	Changes    []FieldChange `json:"changes"`    // of the entry, where the line corrects that
}

// FieldChange is a text, a number or a day of the register that was put right, before and after.
type FieldChange struct {
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// MarkEventKind is what a line of a mark's history tells.
type MarkEventKind string

// The kinds of events in a mark's history.
const (
	MarkEventListed    MarkEventKind = "listed"
	MarkEventGranted   MarkEventKind = "granted"
	MarkEventRenewed   MarkEventKind = "renewed"
	MarkEventSuspended MarkEventKind = "suspended"
	MarkEventRestored  MarkEventKind = "restored"
	MarkEventWithdrawn MarkEventKind = "withdrawn"
	MarkEventChanged   MarkEventKind = "changed"   // what the register says of the holder
	MarkEventCorrected MarkEventKind = "corrected" // a typing error in what the register says
	MarkEventEnded     MarkEventKind = "ended"
	MarkEventAnnulled  MarkEventKind = "annulled" // in the place of a measure that was a mistake
)
