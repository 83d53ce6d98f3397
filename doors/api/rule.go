package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"akashi/rules/access"
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

func ruleRoutes() []route {
	ask := func(path, id, summary string, query func() any, answer any, serve func(*Door, *call) (reply, error)) route {
		return get(path, id, summary, access.ViewRegister, access.KindOffice, tagRules, answer, serve).asking(query)
	}
	tell := func(path, id, summary string, body func() any, answer any, serve func(*Door, *call) (reply, error)) route {
		r := get(path, id, summary, access.ViewRegister, access.KindOffice, tagRules, answer, serve)
		r.method, r.body, r.limit = http.MethodPost, body, bodyLimit
		return r
	}
	return []route{
		tell("/rules/score", "score", "Score answers under an edition", func() any { return new(scoreInput) }, scoring.Result{}, (*Door).score),
		tell("/rules/eligibility", "eligibility", "Say whether an application is possible on a day", func() any { return new(eligibilityInput) }, eligibility.Result{}, (*Door).eligibility),
		tell("/rules/coverage", "coverage", "Say what audits cover together", func() any { return new(coverageInput) }, coverage.Result{}, (*Door).coverage),
		ask("/rules/size", "size", "Find the size class of an applicant", func() any { return new(sizeQuery) }, fees.Sizing{}, (*Door).size),
		ask("/rules/fees", "fees", "Quote what a case costs", func() any { return new(feesQuery) }, fees.Quote{}, (*Door).fees),
		ask("/rules/deadlines", "deadlines", "Work out the last days that events start", func() any { return new(deadlinesQuery) }, deadline.Deadlines{}, (*Door).deadlines),
	}
}

// Book names the rule book to ask under.
type Book struct {
	Scheme  string     `json:"scheme" doc:"key of a scheme"`
	Edition string     `json:"edition,omitempty" doc:"edition; when absent the only one, or the one in force on date"`
	Date    civil.Date `json:"date,omitempty" doc:"day asked about; today when absent"`
}

// edition finds the edition of a book, and fills in the day.
func (d *Door) edition(b *Book) (*scheme.Edition, error) {
	if b.Date.IsZero() {
		b.Date = civil.In(d.Now())
	}
	if b.Edition != "" {
		return d.Shelf.Edition(b.Scheme, b.Edition)
	}
	if all := d.Shelf.Editions(b.Scheme); len(all) == 1 {
		return all[0], nil
	}
	return d.Shelf.EditionAt(b.Scheme, b.Date)
}

// compile prepares every edition for scoring.
func compile(shelf Shelf) (map[*scheme.Edition]*scoring.Sheet, error) {
	sheets := map[*scheme.Edition]*scoring.Sheet{}
	for _, key := range shelf.Keys() {
		for _, ed := range shelf.Editions(key) {
			sheet, err := scoring.Compile(ed)
			if err != nil {
				return nil, fmt.Errorf("edition %s/%s: %w", key, ed.ID, err)
			}
			sheets[ed] = sheet
		}
	}
	return sheets, nil
}

type scoreInput struct {
	Book
	Case    string          `json:"case" enum:"new,renewal" doc:"new or renewal"`
	Answers json.RawMessage `json:"answers" doc:"answers by criterion ID: met, unmet, points, or an object with status and justification; an item that is not named is unanswered"`
}

func (d *Door) score(c *call) (reply, error) {
	in, _ := c.body.(*scoreInput)
	ed, err := d.edition(&in.Book)
	if err != nil {
		return reply{}, err
	}
	form := append(append([]byte(`{"answers":`), in.Answers...), '}')
	given, err := scoring.DecodeAnswers(bytes.NewReader(form), d.sheets[ed], scheme.CaseType(in.Case))
	if err != nil {
		return reply{}, err
	}
	result, err := scoring.Score(d.sheets[ed], scheme.CaseType(in.Case), given.Vector)
	return reply{body: result}, err
}

type eligibilityInput struct {
	Book
	Facts json.RawMessage `json:"facts" doc:"refusals, cancellations, incidents, sentences, region, declarations"`
}

func (d *Door) eligibility(c *call) (reply, error) {
	in, _ := c.body.(*eligibilityInput)
	ed, err := d.edition(&in.Book)
	if err != nil {
		return reply{}, err
	}
	facts, err := eligibility.DecodeFacts(bytes.NewReader(in.Facts))
	if err != nil {
		return reply{}, under("/facts", err)
	}
	result, err := eligibility.Check(ed, in.Date, facts)
	return reply{body: result}, under("/facts", err)
}

type coverageInput struct {
	Book
	Audits json.RawMessage `json:"audits" doc:"a list of audits with completed, items and not_applicable"`
}

// coverage takes the day asked about as the day of the application.
func (d *Door) coverage(c *call) (reply, error) {
	in, _ := c.body.(*coverageInput)
	ed, err := d.edition(&in.Book)
	if err != nil {
		return reply{}, err
	}
	audits, err := coverage.DecodeAudits(bytes.NewReader(in.Audits))
	if err != nil {
		return reply{}, under("/audits", err)
	}
	result, err := coverage.Check(ed, in.Date, audits)
	return reply{body: result}, under("/audits", err)
}

// under puts the places that a rule found into the part of the body it was given.
func under(part string, err error) error {
	return moved(err, func(where string) string {
		if where == "" || strings.HasPrefix(where, "/") {
			return strings.TrimSuffix(part+where, "/")
		}
		return where
	})
}

// inQuery names the parameters that a rule found wrong.
func inQuery(err error) error {
	return moved(err, func(where string) string { return "?" + strings.ReplaceAll(where, ".", "_") })
}

func moved(err error, to func(where string) string) error {
	inner, ok := errors.AsType[fault.Problems](err)
	if !ok {
		return err
	}
	var all fault.Problems
	for _, p := range inner {
		p.Where = to(p.Where)
		all = append(all, p)
	}
	return all
}

type sizeQuery struct {
	Book
	Industry string      `json:"industry" doc:"industry of the size table"`
	Capital  *yen.Amount `json:"capital,omitempty" minimum:"0" maximum:"1000000000000000" doc:"registered capital in yen; absent when there is none"`
	Persons  int         `json:"persons" minimum:"1" maximum:"10000000" doc:"persons engaged"`
}

func (d *Door) size(c *call) (reply, error) {
	q, _ := c.query.(*sizeQuery)
	ed, err := d.edition(&q.Book)
	if err != nil {
		return reply{}, err
	}
	if ed.Size == nil {
		return reply{}, fault.New(fault.NotFound, "size-unused", ed.Scheme)
	}
	sizing, err := fees.SizeOf(ed.Size, q.Industry, q.Capital, q.Persons)
	return reply{body: sizing}, inQuery(err)
}

type feesQuery struct {
	Book
	Case           string `json:"case" enum:"new,renewal" doc:"new or renewal"`
	Size           string `json:"size,omitempty" enum:"small,medium,large" doc:"size class, where the fees depend on it"`
	OnSiteMinutes  *int   `json:"onsite_minutes,omitempty" minimum:"0" maximum:"100000" doc:"minutes at the on-site review"`
	RevisitMinutes int    `json:"revisit_minutes,omitempty" minimum:"1" maximum:"100000" doc:"minutes at a repeated on-site review"`
	RevisitPersons int    `json:"revisit_persons,omitempty" minimum:"1" maximum:"100" doc:"assessors at it; 1 when absent"`
}

func (d *Door) fees(c *call) (reply, error) {
	q, _ := c.query.(*feesQuery)
	ed, err := d.edition(&q.Book)
	if err != nil {
		return reply{}, err
	}
	request := fees.Request{Case: scheme.CaseType(q.Case), Size: scheme.SizeClass(q.Size), Date: q.Date, OnSiteMinutes: q.OnSiteMinutes}
	if q.RevisitMinutes > 0 {
		request.Revisit = &fees.Revisit{Minutes: q.RevisitMinutes, Persons: max(q.RevisitPersons, 1)}
	}
	quote, err := fees.For(ed, request)
	return reply{body: quote}, inQuery(err)
}

type deadlinesQuery struct {
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

func (d *Door) deadlines(c *call) (reply, error) {
	q, _ := c.query.(*deadlinesQuery)
	ed, err := d.edition(&q.Book)
	if err != nil {
		return reply{}, err
	}
	calendar, err := deadline.CalendarOf(ed.Calendar, nil)
	if err != nil {
		return reply{}, err
	}
	found, err := deadline.For(ed, calendar, deadline.Events{Filed: q.Filed, Invoiced: q.Invoiced, ReviewCompleted: q.ReviewCompleted,
		Decided: q.Decided, NoticeReceived: q.NoticeReceived, FindingsIssued: q.FindingsIssued, Discovered: q.Discovered,
		Malicious: q.Malicious, ComplaintReceived: q.ComplaintReceived, Expiry: q.Expiry, PreviousExpiry: q.PreviousExpiry})
	return reply{body: found}, err
}
