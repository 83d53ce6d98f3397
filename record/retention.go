package record

import (
	"slices"
	"time"

	"akashi/values/civil"
)

// DocumentClass is a kind of documents for which one period of keeping holds (文書の区分).
type DocumentClass string

// The classes. Charges, payments and decisions are rows of the record and no documents: they are never erased.
const (
	ClassPapers    DocumentClass = "papers"    // 申請書類: of the checklist, and scans of what was signed
	ClassEvidence  DocumentClass = "evidence"  // 証跡: every other file that was handed in for criteria
	ClassDiagnosis DocumentClass = "diagnosis" // 診断結果書類: reports of scanners
	ClassPhotos    DocumentClass = "photos"    // 現地の写真
)

// DocumentClasses lists the vocabulary.
func DocumentClasses() []DocumentClass {
	return []DocumentClass{ClassPapers, ClassEvidence, ClassDiagnosis, ClassPhotos}
}

// Retention is how long an office keeps the documents of a class (保存期間). Each decision is a
// further record; the last of a class stands.
type Retention struct {
	ID     string        `json:"id"`
	Scheme string        `json:"scheme"`
	Class  DocumentClass `json:"class"`
	Round  int           `json:"round"`  // of this class, from 1
	Months int           `json:"months"` // 0: for ever
	Reason string        `json:"reason"`
	By     string        `json:"by"`
	At     time.Time     `json:"at"`
}

// MonthsOf is how long the last decision keeps a class; 0 is for ever, as is what nobody has decided.
func MonthsOf(decided []Retention, class DocumentClass) int {
	for _, r := range slices.Backward(decided) {
		if r.Class == class {
			return r.Months
		}
	}
	return 0
}

// Hold keeps the documents of a case from being erased for as long as it lasts (廃棄の停止).
type Hold struct {
	ID         string    `json:"id"`
	CaseID     string    `json:"case_id"`
	Round      int       `json:"round"` // of the case, from 1
	Reason     string    `json:"reason"`
	By         string    `json:"by"`
	At         time.Time `json:"at"`
	Released   time.Time `json:"released,omitzero"`
	ReleasedBy string    `json:"released_by,omitempty"`
	Why        string    `json:"why,omitempty"` // it was released
	Version    int       `json:"version"`
}

// Lasts reports whether the hold was not released.
func (h Hold) Lasts() bool { return h.Released.IsZero() }

// Erasure is that a document of a case was erased (廃棄). What is known of it stays: its name, its
// size, its hash, and here by whom, when and why. The bytes go where no other document rests on them.
type Erasure struct {
	FileID string        `json:"file_id"` // of the attachment, the report or the observation
	CaseID string        `json:"case_id"`
	Class  DocumentClass `json:"class"`
	SHA256 string        `json:"sha256"`
	Months int           `json:"months"`  // as decided when it was erased
	KeptTo civil.Date    `json:"kept_to"` // last day on which it had to be kept
	Reason string        `json:"reason"`
	By     string        `json:"by"`
	At     time.Time     `json:"at"`
}
