package record

import "akashi/civil"

// Visit is one on-site review (現地審査) with its time log.
type Visit struct {
	ID      string     `json:"id"`
	CaseID  string     `json:"case_id"`
	Kind    string     `json:"kind"` // first, or revisit (再現地審査)
	Day     civil.Date `json:"day"`
	Minutes int        `json:"minutes"` // on site
	Persons int        `json:"persons"` // assessors
	Note    string     `json:"note"`
	By      string     `json:"by"`
	Version int        `json:"version"`
}

// The kinds of visits.
const (
	VisitFirst   = "first"
	VisitRevisit = "revisit"
)

// Report is the review report (審査報告) that closes the evaluation.
type Report struct {
	ID             string     `json:"id"`
	CaseID         string     `json:"case_id"`
	Recommendation string     `json:"recommendation"` // grant, refuse or undecided
	Summary        string     `json:"summary"`
	Outcome        string     `json:"outcome"` // of the score of the first verdicts
	Points         int        `json:"points"`
	Filed          civil.Date `json:"filed"`
	By             string     `json:"by"`
}
