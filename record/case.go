package record

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"akashi/values/civil"
)

// Case is one application on its way from draft to decision (申請案件). It is pinned
// to its edition from the day it is opened.
type Case struct {
	ID           string      `json:"id"`
	No           string      `json:"no"` // receipt number (受付番号), SA-2026-0001
	Scheme       string      `json:"scheme"`
	Edition      string      `json:"edition"`
	Type         CaseType    `json:"type"`
	State        CaseState   `json:"state"`
	ApplicantID  string      `json:"applicant_id"`
	Particulars  Particulars `json:"particulars"` // of the applicant, as submitted
	Service      string      `json:"service"`     // what the mark is for, when the unit is a service
	ServiceKana  string      `json:"service_kana"`
	Website      string      `json:"website"`
	IntakeBody   string      `json:"intake_body"` // where the first stage is done
	MarkID       string      `json:"mark_id"`     // the mark to renew, or the one granted
	Size         string      `json:"size"`        // class confirmed at the application review
	Opened       time.Time   `json:"opened"`
	Filed        civil.Date  `json:"filed"`    // day of submission (申請日)
	Accepted     civil.Date  `json:"accepted"` // day of acceptance (受理日)
	Round        int         `json:"round"`    // of findings and corrections, from 1
	Dossier      string      `json:"dossier"`  // SHA-256 of the frozen dossier, hex
	SessionID    string      `json:"session_id"`
	Decided      civil.Date  `json:"decided"`
	AgreementDue civil.Date  `json:"agreement_due"` // last day for the agreement
	Closed       civil.Date  `json:"closed"`
	Past         Past        `json:"facts"`  // as the applicant states it
	Reason       string      `json:"reason"` // of the last return, withdrawal or lapse
	Evidence     Evidence    `json:"evidence"`
	Unseen       int         `json:"unseen"`            // how many of its versions came of acts that only the bench may know of
	Since        civil.Date  `json:"since"`             // day on which it came to its state
	Returned     civil.Date  `json:"returned,omitzero"` // day on which it was last sent back (差戻し)
	Carried      Carried     `json:"carried"`           // where it was begun, if not here
	Version      int         `json:"version"`
}

// Alias is what a case is called to whoever reads without names. It is made of the ID, of
// which half is chance, so that it tells neither that nor, as the ID does, when the case was
// opened.
func (c Case) Alias() string {
	sum := sha256.Sum256([]byte("akashi-alias-v1\n" + c.ID))
	return hex.EncodeToString(sum[:10])
}

// Stands is the day since which a case stands where it does: of one from before that
// was kept, the latest day that is known of it.
func (c Case) Stands() civil.Date {
	if !c.Since.IsZero() {
		return c.Since
	}
	since := civil.In(c.Opened)
	for _, d := range []civil.Date{c.Filed, c.Accepted, c.Decided} {
		if d.After(since) {
			since = d
		}
	}
	return since
}

// CaseType is what is applied for (申請の種別). Package scheme has the same two, by
// the same names, for what its editions ask of them.
type CaseType string

// The types of a case.
const (
	New     CaseType = "new"     // 新規
	Renewal CaseType = "renewal" // 更新
)

// CaseState is where a case stands (案件の状態). Package lifecycle names the states
// and says what may follow which.
type CaseState string

// Declaration is a statement made by the applicant in the application (宣誓).
type Declaration struct {
	ID      string    `json:"id"`
	CaseID  string    `json:"case_id"`
	Edition string    `json:"edition"` // whose words were declared
	Item    string    `json:"item"`    // ID of the scheme's declaration
	By      string    `json:"by"`
	PaperID string    `json:"paper"` // ID of the attachment that is its scan; "" when it is the person's own
	At      time.Time `json:"at"`
}

// Dossier is a frozen picture of a case under its hash: what the decision rests
// on. It is written once and never changed.
type Dossier struct {
	Hash   string    `json:"hash"` // SHA-256 of Body, hex
	CaseID string    `json:"case_id"`
	Stage  Stage     `json:"stage"`
	Body   string    `json:"body"` // canonical JSON
	At     time.Time `json:"at"`
}

// Stage is the point at which a dossier was frozen.
type Stage string

// The stages of a dossier.
const (
	StageSubmitted Stage = "submitted" // as it was handed in
	StageReviewed  Stage = "reviewed"  // as it goes before the committee
)

// Assignment says who examines a case (担当審査員), or did: an assignment that has ended
// (担当の解除) says when and why. Whoever is assigned again begins another round.
type Assignment struct {
	ID      string    `json:"id"`
	CaseID  string    `json:"case_id"`
	UserID  string    `json:"user_id"`
	Role    Role      `json:"role"`  // reviewer or assessor
	Round   int       `json:"round"` // of this person, from 1
	At      time.Time `json:"at"`
	Ended   time.Time `json:"ended,omitzero"` // zero while it lasts
	EndedBy string    `json:"ended_by"`
	Reason  string    `json:"reason"` // why it ended

	// Where each of two judges alone (別々の採点):
	Judged time.Time `json:"judged,omitzero"` // when the person said to have judged everything
	Opened time.Time `json:"opened,omitzero"` // when what the person found was opened, with the other's
	Acts   int       `json:"acts"`            // how often the person has judged meanwhile, which nobody else is told

	Version int `json:"version"`
}

// Lasts reports whether the person still examines the case.
func (a Assignment) Lasts() bool { return a.Ended.IsZero() }
