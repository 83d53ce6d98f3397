package record

import "time"

// Answer keeps what was said about one criterion, or about one aspect of it, by
// three parties that are never mixed: the applicant's claim (自己評価), the
// reviewer's first verdict (一次判定) and the committee's final verdict (最終判定).
type Answer struct {
	ID        string `json:"id"`
	CaseID    string `json:"case_id"`
	Edition   string `json:"edition"` // whose criterion it answers
	Criterion string `json:"criterion"`
	Aspect    string `json:"aspect"` // "" when the criterion is judged once

	Claim         Verdict `json:"claim"` // "" not answered
	ClaimPoints   *int    `json:"claim_points"`
	ClaimNote     string  `json:"claim_note"`
	First         Verdict `json:"first"`
	FirstPoints   *int    `json:"first_points"`
	FirstNote     string  `json:"first_note"`
	FirstBy       string  `json:"first_by"`
	Final         Verdict `json:"final"`
	FinalPoints   *int    `json:"final_points"`
	FinalNote     string  `json:"final_note"`
	FinalBy       string  `json:"final_by"`
	Justification string  `json:"justification"` // of not applicable

	Changed time.Time `json:"changed"`
	Version int       `json:"version"`
}

// Verdict is what is said about one criterion (判定); "" is nothing yet.
type Verdict string

// The verdicts. CannotJudge (判断できない) is a first verdict only: it hands the item
// to the committee.
const (
	Met         Verdict = "met"
	Unmet       Verdict = "unmet"
	NA          Verdict = "na"
	CannotJudge Verdict = "cannot_judge"
)

// Attachment is a file handed in as evidence, kept as it came (提出書類).
type Attachment struct {
	ID        string    `json:"id"`
	CaseID    string    `json:"case_id"`
	Criterion string    `json:"criterion"` // "" for the whole case
	Document  string    `json:"document"`  // ID of the scheme's checklist line, or ""
	Name      string    `json:"name"`
	Type      string    `json:"type"`
	Size      int64     `json:"size"` // bytes
	SHA256    string    `json:"sha256"`
	Flags     []string  `json:"flags,omitempty"` // codes of what the inspection remarked when it let the file in
	By        string    `json:"by"`
	At        time.Time `json:"at"`
}
