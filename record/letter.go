package record

import (
	"akashi/values/civil"
	"akashi/values/yen"
)

// CorrectionLetter asks for what an application lacks that was sent back (補正依頼).
type CorrectionLetter struct {
	Service  string        `json:"service,omitempty"`
	Returned civil.Date    `json:"returned"`
	Reason   string        `json:"reason"`
	Items    []MissingItem `json:"items"`
}

// MissingItem is what the intake found missing, and what of it is to be mended.
type MissingItem struct {
	ID      string `json:"id,omitempty"` // of a criterion
	Section string `json:"section,omitempty"`
	Chapter Said   `json:"chapter,omitzero"` // title of the section
	Name    Said   `json:"name"`
	Note    string `json:"note"`
}

// VisitPlanLetter tells who comes to the on-site review, when, where and what for (審査計画書).
type VisitPlanLetter struct {
	Service   string      `json:"service,omitempty"`
	Day       civil.Date  `json:"day,omitzero"` // none on a draft
	Hours     string      `json:"hours,omitempty"`
	Place     string      `json:"place"`
	Minutes   int         `json:"minutes,omitempty"` // standard of the size, where the edition has one
	Assessors []string    `json:"assessors"`
	Scope     []ScopeItem `json:"scope"`
}

// ScopeItem is a section of the criteria of which something is looked at on site.
type ScopeItem struct {
	Section  string   `json:"section"`
	Title    Said     `json:"title"`
	Criteria []string `json:"criteria"`
}

// ReportLetter tells what both stages of the review have come to (審査報告書).
type ReportLetter struct {
	Service    string          `json:"service,omitempty"`
	Filed      civil.Date      `json:"filed"` // the report of the first stage
	Decided    civil.Date      `json:"decided"`
	Outcome    Said            `json:"outcome"`
	First      int             `json:"points_first"`
	Points     int             `json:"points"`
	PointsPass int             `json:"points_pass"` // 0 where the edition has no points
	Reasons    string          `json:"reasons"`
	Verdicts   []VerdictItem   `json:"verdicts"`
	Findings   []ReportFinding `json:"findings,omitempty"`
}

// VerdictItem is what both stages found of a criterion, as far as the applicant is told.
type VerdictItem struct {
	ID     string  `json:"id"`
	Aspect string  `json:"aspect,omitempty"`
	First  Verdict `json:"first,omitempty"`
	Final  Verdict `json:"final,omitempty"`
	Note   string  `json:"note,omitempty"`
}

// ReportFinding is a finding with what became of it.
type ReportFinding struct {
	FindingItem
	State FindingState `json:"state"`
}

// AgreementLetter is the agreement on the mark as the two parties sign it (付与契約書).
type AgreementLetter struct {
	Mark    Said           `json:"mark"`
	Service string         `json:"service,omitempty"`
	Grantor Said           `json:"grantor"` // who grants: another body than the sender, where the scheme has one
	Rules   Said           `json:"rules"`   // the scheme whose rules both keep
	Decided civil.Date     `json:"decided"`
	Due     civil.Date     `json:"due"` // last day to conclude it
	Fees    []AgreementFee `json:"fees,omitempty"`
	Terms   string         `json:"conditions,omitempty"` // of the decision
}

// AgreementFee is a fee that is open when the agreement is drawn up.
type AgreementFee struct {
	Label  Said       `json:"label"`
	Amount yen.Amount `json:"amount"`
	Due    civil.Date `json:"due,omitzero"`
}

// MeasureLetter tells the holder of a mark of a measure against it (一時停止通知、取消通知).
type MeasureLetter struct {
	Mark          Said       `json:"mark"`
	Service       string     `json:"service,omitempty"`
	Number        string     `json:"number"`
	From          civil.Date `json:"from"`
	Until         civil.Date `json:"until,omitzero"` // planned end of a suspension
	Clause        string     `json:"clause,omitempty"`
	Reason        string     `json:"reason"`                          // as it is published
	NoApplication int        `json:"no_application_months,omitempty"` // months without application
	ObjectBy      civil.Date `json:"object_by,omitzero"`              // last day to object
}
