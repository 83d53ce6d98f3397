package ask

import (
	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// BillingQuery narrows charges and payments.
type BillingQuery struct {
	Scheme string       `json:"scheme,omitempty" doc:"key of a scheme; all of them when absent"`
	View   app.BillShow `json:"view,omitempty" enum:"late,paid,all" doc:"late, paid or all; what is not paid when absent"`
	Month  string       `json:"month,omitempty" doc:"month, such as 2026-11; every month when absent"`
	By     app.BillDay  `json:"by,omitempty" enum:"raised,paid" doc:"day of a charge that is in the month: raised or paid; the last day to pay when absent"`
}

// For the office.
func (q *BillingQuery) For(where string) (app.BillingQuery, error) {
	month, err := monthOf(q.Month, where)
	return app.BillingQuery{Scheme: q.Scheme, Show: q.View, Month: month, By: q.By}, err
}

// InvoiceQuery narrows the documents about money.
type InvoiceQuery struct {
	Scheme       string             `json:"scheme,omitempty" doc:"key of a scheme; all of them when absent"`
	Case         string             `json:"case,omitempty" doc:"receipt number of the case that they are about"`
	Kind         record.InvoiceKind `json:"kind,omitempty" enum:"invoice,receipt,credit" doc:"invoice, receipt or credit; all of them when absent"`
	From         civil.Date         `json:"from,omitempty" doc:"issued on this day or later"`
	To           civil.Date         `json:"to,omitempty" doc:"issued on this day or earlier"`
	Min          yen.Amount         `json:"min,omitempty" minimum:"1" maximum:"1000000000000" doc:"for so many yen or more"`
	Max          yen.Amount         `json:"max,omitempty" minimum:"1" maximum:"1000000000000" doc:"for so many yen or less"`
	Counterparty string             `json:"counterparty,omitempty" doc:"in the name of whom they are for, or in their number, whatever the width, the case and the kana"`
	Open         bool               `json:"open,omitempty" doc:"only invoices of which something is left"`
	Late         bool               `json:"late,omitempty" doc:"only those whose last day has passed"`
	Over         bool               `json:"over,omitempty" doc:"only invoices for which too much came in"`
	Page
}

// For the office.
func (q *InvoiceQuery) For() app.InvoiceQuery {
	return app.InvoiceQuery{Scheme: q.Scheme, Case: q.Case, Kind: q.Kind, Issued: civil.Range{From: q.From, To: q.To}, Min: q.Min, Max: q.Max,
		Counterparty: q.Counterparty, Open: q.Open, Late: q.Late, Over: q.Over, After: q.After, Limit: q.Limit}
}

// DealingQuery narrows the books.
type DealingQuery struct {
	Scheme       string          `json:"scheme,omitempty" doc:"key of a scheme; all of them when absent"`
	Kind         app.DealingKind `json:"kind,omitempty" enum:"invoice,receipt,credit,payment,movement" doc:"invoice, receipt, credit, payment (money that was recorded) or movement (what a bank told); all of them when absent"`
	From         civil.Date      `json:"from,omitempty" doc:"of this day or later"`
	To           civil.Date      `json:"to,omitempty" doc:"of this day or earlier"`
	Min          yen.Amount      `json:"min,omitempty" minimum:"1" maximum:"1000000000000" doc:"of so many yen or more"`
	Max          yen.Amount      `json:"max,omitempty" minimum:"1" maximum:"1000000000000" doc:"of so many yen or less"`
	Counterparty string          `json:"counterparty,omitempty" doc:"in the name of the other side, whatever the width, the case and the kana"`
	Without      string          `json:"without,omitempty" enum:"counterparty,case" doc:"only those of which this is not known: counterparty or case"`
}

// For the office.
func (q *DealingQuery) For() app.DealingQuery {
	return app.DealingQuery{Scheme: q.Scheme, Kind: q.Kind, Days: civil.Range{From: q.From, To: q.To}, Min: q.Min, Max: q.Max, Counterparty: q.Counterparty, Without: q.Without}
}

// DispatchQuery narrows the official documents.
type DispatchQuery struct {
	Scheme string              `json:"scheme,omitempty" doc:"key of a scheme; all of them when absent"`
	Case   string              `json:"case,omitempty" doc:"receipt number of the case that they are about"`
	Kind   record.DispatchKind `json:"kind,omitempty" enum:"acknowledgement,correction,visit-plan,findings,passing,refusal,report,agreement,certificate,renewal,suspension,withdrawal" doc:"kind of document; all of them when absent"`
	From   civil.Date          `json:"from,omitempty" doc:"issued on this day or later"`
	To     civil.Date          `json:"to,omitempty" doc:"issued on this day or earlier"`
	Text   string              `json:"text,omitempty" doc:"in the name of whom they are for, or in their number, whatever the width, the case and the kana"`
	Page
}

// For the office.
func (q *DispatchQuery) For() app.DispatchQuery {
	return app.DispatchQuery{Scheme: q.Scheme, Case: q.Case, Kind: q.Kind, Issued: civil.Range{From: q.From, To: q.To}, Text: q.Text, After: q.After, Limit: q.Limit}
}

// UnusualQuery narrows what was done out of the ordinary.
type UnusualQuery struct {
	Act    access.Action `json:"act,omitempty" doc:"act, by its name; every one when absent"`
	Scheme string        `json:"scheme,omitempty" doc:"key of a scheme; all of them when absent"`
	Month  string        `json:"month,omitempty" doc:"month, such as 2026-11; every month when absent"`
	Before int64         `json:"before,omitempty" minimum:"0" doc:"the value of next on the page before"`
	Limit  int           `json:"limit,omitempty" minimum:"1" maximum:"100" doc:"rows of a page; 100 when absent"`
}

// For the office.
func (q *UnusualQuery) For(where string) (app.UnusualQuery, error) {
	month, err := monthOf(q.Month, where)
	return app.UnusualQuery{Act: q.Act, Scheme: q.Scheme, Month: month, Before: q.Before, Limit: q.Limit}, err
}

// monthOf is the first day of a month; the zero day of none.
func monthOf(month, where string) (civil.Date, error) {
	if month == "" {
		return civil.Date{}, nil
	}
	first, err := civil.Parse(month + "-01")
	if err != nil {
		return first, fault.Wrong("filter.month", where, "given", month)
	}
	return first, nil
}

// BulkInput is an act with the cases that it is done to.
type BulkInput struct {
	Act    access.Action `json:"act" doc:"act: write-message, assign, begin-review, schedule, issue-letter or raise-yearly-fees"`
	Value  string        `json:"value,omitempty" maxLength:"4000" doc:"what the act asks for: text, user, session or kind of document"`
	Cases  []string      `json:"cases" doc:"receipt numbers, at most a hundred"`
	DryRun bool          `json:"dry_run,omitempty" doc:"say of each case what would come of it, and do nothing"`
}

// IssueAllInput is a kind of document that is issued on every case of a scheme that it can be issued on.
type IssueAllInput struct {
	Scheme string              `json:"scheme" doc:"key of the scheme"`
	Kind   record.DispatchKind `json:"kind" doc:"kind of document"`
	DryRun bool                `json:"dry_run,omitempty" doc:"say of each case what would come of it, and issue nothing"`
}

// For the office, under the key that makes it safe to repeat.
func (in *BulkInput) For(key string) app.BulkInput {
	return app.BulkInput{Act: in.Act, Value: in.Value, Cases: in.Cases, Key: key}
}

// BulkAnswer is what becomes, or became, of each case.
type BulkAnswer struct {
	Cases []BulkLine `json:"cases"`
	Left  int        `json:"left,omitempty"` // cases beyond those that are taken at once
}

// BulkLine is one of them.
type BulkLine struct {
	No        string `json:"no"`
	Applicant string `json:"applicant,omitempty"`
	Service   string `json:"service,omitempty"`
	Able      bool   `json:"able"`                 // it is done, or would be
	Waits     bool   `json:"waits,omitempty"`      // for a second person
	Code      string `json:"code,omitempty"`       // why not
	Message   string `json:"message,omitempty"`    // the same in words
	Away      string `json:"away_until,omitempty"` // last day on which who the case is given to is away
}

// BulkOf tells the lines in words.
func BulkOf(lines []app.BulkLine, told func(error) (code, message string)) BulkAnswer {
	return BulkAnswer{Cases: Each(lines, func(l app.BulkLine) BulkLine {
		one := BulkLine{No: l.No, Applicant: l.Applicant, Service: l.Service, Able: l.Err == nil, Waits: l.Waits, Away: l.Away.Until}
		if l.Err != nil {
			one.Code, one.Message = told(l.Err)
		}
		return one
	})}
}
