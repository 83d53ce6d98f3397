package record

import (
	"time"

	"akashi/civil"
)

// Case is one application on its way from draft to decision (申請案件). It is pinned
// to its edition from the day it is opened.
type Case struct {
	ID           string     `json:"id"`
	No           string     `json:"no"` // receipt number (受付番号), SA-2026-0001
	Scheme       string     `json:"scheme"`
	Edition      string     `json:"edition"`
	Type         string     `json:"type"`  // new or renewal
	State        string     `json:"state"` // of package lifecycle
	ApplicantID  string     `json:"applicant_id"`
	Service      string     `json:"service"` // what the mark is for, when the unit is a service
	ServiceKana  string     `json:"service_kana"`
	Website      string     `json:"website"`
	IntakeBody   string     `json:"intake_body"` // where the first stage is done
	MarkID       string     `json:"mark_id"`     // the mark to renew, or the one granted
	Size         string     `json:"size"`        // class confirmed at the application review
	Opened       time.Time  `json:"opened"`
	Filed        civil.Date `json:"filed"`    // day of submission (申請日)
	Accepted     civil.Date `json:"accepted"` // day of acceptance (受理日)
	Round        int        `json:"round"`    // of findings and corrections, from 1
	Dossier      string     `json:"dossier"`  // SHA-256 of the frozen dossier, hex
	SessionID    string     `json:"session_id"`
	Decided      civil.Date `json:"decided"`
	AgreementDue civil.Date `json:"agreement_due"` // last day for the agreement
	Closed       civil.Date `json:"closed"`
	Facts        string     `json:"facts"`    // eligibility facts as stated, JSON
	Reason       string     `json:"reason"`   // of the last return, withdrawal or lapse
	Evidence     string     `json:"evidence"` // dated evidence as stated (audits, reports), JSON
	Version      int        `json:"version"`
}

// Declaration is a statement made by the applicant in the application (宣誓).
type Declaration struct {
	ID     string    `json:"id"`
	CaseID string    `json:"case_id"`
	Item   string    `json:"item"` // ID of the scheme's declaration
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// Dossier is a frozen picture of a case under its hash: what the decision rests
// on. It is written once and never changed.
type Dossier struct {
	Hash   string    `json:"hash"` // SHA-256 of Body, hex
	CaseID string    `json:"case_id"`
	Stage  string    `json:"stage"` // submitted or reviewed
	Body   string    `json:"body"`  // canonical JSON
	At     time.Time `json:"at"`
}

// Assignment says who examines a case (担当審査員).
type Assignment struct {
	ID     string    `json:"id"`
	CaseID string    `json:"case_id"`
	UserID string    `json:"user_id"`
	Role   string    `json:"role"` // reviewer or assessor
	At     time.Time `json:"at"`
}
