package ask

import (
	"bytes"
	"encoding/json"
	"errors"

	"akashi/rules/coverage"
	"akashi/rules/deadline"
	"akashi/rules/eligibility"
	"akashi/rules/fees"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// Question is one that a rule answers under an edition.
type Question[Q any] interface {
	*Q
	In() *Book
}

// Moved puts the places that a rule found where they stand in what was asked.
func Moved(err error, to func(where string) string) error {
	found, ok := errors.AsType[fault.Problems](err)
	if !ok {
		return err
	}
	return fault.Problems(Each(found, func(p fault.Problem) fault.Problem {
		p.Where = to(p.Where)
		return p
	}))
}

// ScoreInput asks what answers are worth.
type ScoreInput struct {
	Book
	Case    scheme.CaseType `json:"case" enum:"new,renewal" flag:"case,new" doc:"new or renewal"`
	Answers json.RawMessage `json:"answers" doc:"answers by criterion ID: met, unmet, points, or an object with status and justification; an item that is not named is unanswered"`
}

// Answer scores the answers on the sheet of the edition.
func (q *ScoreInput) Answer(sheet *scoring.Sheet) (scoring.Result, error) {
	return q.Score(sheet, append(append([]byte(`{"answers":`), q.Answers...), '}'))
}

// Score scores a file of answers.
func (q *ScoreInput) Score(sheet *scoring.Sheet, answers []byte) (scoring.Result, error) {
	given, err := scoring.DecodeAnswers(bytes.NewReader(answers), sheet, q.Case)
	if err != nil {
		return scoring.Result{}, err
	}
	return scoring.Score(sheet, q.Case, given.Vector)
}

// EligibilityInput asks whether an application is possible.
type EligibilityInput struct {
	Book
	Facts json.RawMessage `json:"facts" doc:"refusals, cancellations, incidents, sentences, region, declarations"`
}

// Answer says so, and from when on.
func (q *EligibilityInput) Answer(ed *scheme.Edition) (eligibility.Result, error) {
	facts, err := eligibility.DecodeFacts(bytes.NewReader(q.Facts))
	if err != nil {
		return eligibility.Result{}, err
	}
	return eligibility.Check(ed, q.Date, facts)
}

// CoverageInput asks what audits cover together, for an application of the day.
type CoverageInput struct {
	Book
	Audits json.RawMessage `json:"audits" doc:"a list of audits with completed, items and not_applicable"`
}

// Answer says what they leave out.
func (q *CoverageInput) Answer(ed *scheme.Edition) (coverage.Result, error) {
	audits, err := coverage.DecodeAudits(bytes.NewReader(q.Audits))
	if err != nil {
		return coverage.Result{}, err
	}
	return coverage.Check(ed, q.Date, audits)
}

// SizeQuery asks for the size class of an applicant.
type SizeQuery struct {
	Book
	Industry string      `json:"industry" doc:"industry of the size table"`
	Capital  *yen.Amount `json:"capital,omitempty" minimum:"0" maximum:"1000000000000000" doc:"registered capital in yen; absent when there is none"`
	Persons  int         `json:"persons" minimum:"1" maximum:"10000000" doc:"persons engaged"`
}

// Answer finds it.
func (q *SizeQuery) Answer(ed *scheme.Edition) (fees.Sizing, error) {
	if ed.Size == nil {
		return fees.Sizing{}, fault.New(fault.NotFound, "size-unused", ed.Scheme)
	}
	return fees.SizeOf(ed.Size, q.Industry, q.Capital, q.Persons)
}

// FeesQuery asks what a case costs.
type FeesQuery struct {
	Book
	Case           scheme.CaseType  `json:"case" enum:"new,renewal" flag:"case,new" doc:"new or renewal"`
	Size           scheme.SizeClass `json:"size,omitempty" enum:"small,medium,large" doc:"size class, where the fees depend on it"`
	OnSiteMinutes  *int             `json:"onsite_minutes,omitempty" minimum:"0" maximum:"100000" doc:"minutes at the on-site review"`
	RevisitMinutes int              `json:"revisit_minutes,omitempty" minimum:"1" maximum:"100000" doc:"minutes at a repeated on-site review"`
	RevisitPersons int              `json:"revisit_persons,omitempty" minimum:"1" maximum:"100" doc:"assessors at it; 1 when absent"`
}

// Answer quotes it.
func (q *FeesQuery) Answer(ed *scheme.Edition) (fees.Quote, error) {
	request := fees.Request{Case: q.Case, Size: q.Size, Date: q.Date, OnSiteMinutes: q.OnSiteMinutes}
	if q.RevisitMinutes > 0 {
		request.Revisit = &fees.Revisit{Minutes: q.RevisitMinutes, Persons: max(q.RevisitPersons, 1)}
	}
	return fees.For(ed, request)
}

// DeadlinesQuery asks for the last days that events start.
type DeadlinesQuery struct {
	Book
	Filed             civil.Date `json:"filed,omitempty" doc:"day the application was submitted"`
	Invoiced          civil.Date `json:"invoiced,omitempty" doc:"day of the invoice"`
	ReviewCompleted   civil.Date `json:"review_completed,omitempty" doc:"day the review was completed"`
	Decided           civil.Date `json:"decided,omitempty" doc:"day of the decision to grant"`
	NoticeReceived    civil.Date `json:"notice_received,omitempty" doc:"day the notice of the decision was received"`
	FindingsIssued    civil.Date `json:"findings_issued,omitempty" doc:"date of the findings document"`
	Discovered        civil.Date `json:"discovered,omitempty" doc:"day an incident was discovered"`
	Malicious         bool       `json:"malicious,omitempty" doc:"intent is suspected behind the incident"`
	ComplaintReceived civil.Date `json:"complaint_received,omitempty" doc:"day a complaint came in"`
	Expiry            civil.Date `json:"expiry,omitempty" doc:"last day of a mark whose renewal is asked about"`
	PreviousExpiry    civil.Date `json:"previous_expiry,omitempty" doc:"last day of the mark that the decision renews"`
}

// Answer works them out by the calendar of the edition.
func (q *DeadlinesQuery) Answer(ed *scheme.Edition) (deadline.Deadlines, error) {
	calendar, err := deadline.CalendarOf(ed.Calendar, nil)
	if err != nil {
		return deadline.Deadlines{}, err
	}
	return deadline.For(ed, calendar, deadline.Events{Filed: q.Filed, Invoiced: q.Invoiced, ReviewCompleted: q.ReviewCompleted,
		Decided: q.Decided, NoticeReceived: q.NoticeReceived, FindingsIssued: q.FindingsIssued, Discovered: q.Discovered,
		Malicious: q.Malicious, ComplaintReceived: q.ComplaintReceived, Expiry: q.Expiry, PreviousExpiry: q.PreviousExpiry})
}
