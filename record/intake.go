package record

import "time"

// IntakeStanding is what was found of one step of the intake (受付の確認).
type IntakeStanding string

// What the step asks for is whole, or something of it is missing.
const (
	IntakeWhole   IntakeStanding = "whole"   // 揃っている
	IntakeMissing IntakeStanding = "missing" // 不足
)

// IntakeCheck is that somebody looked whether one thing that the scheme asks for at the intake is
// there (受付の確認). It is written once and stays; of a filing the latest of a step counts.
type IntakeCheck struct {
	ID       string         `json:"id"`
	CaseID   string         `json:"case_id"`
	Dossier  string         `json:"dossier,omitempty"` // SHA-256 of what was filed and looked at
	Step     string         `json:"step"`
	Standing IntakeStanding `json:"standing"`
	Note     string         `json:"note,omitempty"`
	By       string         `json:"by"`
	At       time.Time      `json:"at"`
}
