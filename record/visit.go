package record

import "akashi/values/civil"

// Visit is one on-site review (現地審査) with its time log. One that corrects another
// stands in its place and says why; without minutes, the other did not take place.
type Visit struct {
	ID       string     `json:"id"`
	CaseID   string     `json:"case_id"`
	Kind     VisitKind  `json:"kind"`
	Day      civil.Date `json:"day"`
	Minutes  int        `json:"minutes"` // on site
	Persons  int        `json:"persons"` // assessors
	Note     string     `json:"note"`
	By       string     `json:"by"`
	Corrects string     `json:"corrects,omitempty"` // ID of the visit whose place it takes
	Reason   string     `json:"reason,omitempty"`   // why, or why it stands beside another of its day
	Version  int        `json:"version"`
}

// VisitKind says which visit it is.
type VisitKind string

// The kinds of visits.
const (
	VisitFirst   VisitKind = "first"
	VisitRevisit VisitKind = "revisit" // 再現地審査
)

// Report is the review report (審査報告) that closes the evaluation.
type Report struct {
	ID             string         `json:"id"`
	CaseID         string         `json:"case_id"`
	Recommendation Recommendation `json:"recommendation"`
	Summary        string         `json:"summary"`
	Reason         string         `json:"reason"`  // why it differs from the score; "" where it does not
	Outcome        string         `json:"outcome"` // of the score of the first verdicts
	Points         int            `json:"points"`
	Filed          civil.Date     `json:"filed"`
	By             string         `json:"by"`
}

// Recommendation is what the report proposes to the committee.
type Recommendation string

// The recommendations.
const (
	RecommendGrant     Recommendation = "grant"
	RecommendRefuse    Recommendation = "refuse"
	RecommendUndecided Recommendation = "undecided"
)
