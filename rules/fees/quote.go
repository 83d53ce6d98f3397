package fees

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// Request says what to quote for.
type Request struct {
	Case scheme.CaseType
	Size scheme.SizeClass // "" where the edition's fees do not depend on it
	Date civil.Date       // chooses the table of fees
	// Open quotes a day that no table covers too, every line without its amount.
	Open bool
	// OnSiteMinutes is the time spent at the on-site review; nil while it is not
	// known, and then nothing is charged for more than the standard.
	OnSiteMinutes *int
	Revisit       *Revisit // a repeated on-site review, if there was one
	// Events are the days from which due days are counted, as far as known.
	Events map[scheme.DueEvent]civil.Date
}

// Revisit is a repeated on-site review (再現地審査).
type Revisit struct {
	Minutes int
	Persons int // assessors; the edition says how few and how many
}

// longestVisit is the most time on site that is taken for true: a week.
const longestVisit = 7 * 24 * 60

// Quote is what a case costs.
type Quote struct {
	Lines []record.QuotedFee `json:"lines"`
	Total yen.Amount         `json:"total"`
}

// For returns the quote of a case under an edition, or every problem of the
// request. An edition without fees quotes nothing.
func For(e *scheme.Edition, r Request) (Quote, error) {
	q := quoter{edition: e, request: r, quote: Quote{Lines: []record.QuotedFee{}}}
	q.check()
	if table := q.table(); table != nil {
		q.printed(table)
		q.overrun(table)
		q.revisit(table)
	}
	if err := q.problems.Err(); err != nil {
		return Quote{}, err
	}
	return q.quote, nil
}

type quoter struct {
	edition  *scheme.Edition
	request  Request
	quote    Quote
	problems fault.Problems
	unpriced bool // no table covers the day
}

func (q *quoter) check() {
	if !slices.Contains(scheme.CaseTypes(), q.request.Case) {
		fault.Choose(&q.problems, "case-unknown", "case", string(q.request.Case), scheme.CaseTypes())
	}
	if s := q.request.Size; s != "" && !slices.Contains(scheme.SizeClasses(), s) {
		fault.Choose(&q.problems, "size-unknown", "size", string(s), scheme.SizeClasses())
	}
	if m := q.request.OnSiteMinutes; m != nil && (*m < 0 || *m > longestVisit) {
		q.problems.Add("minutes-range", "onsite_minutes", "given", *m, "max", longestVisit)
	}
	if v := q.request.Revisit; v != nil && (v.Minutes < 1 || v.Minutes > longestVisit) {
		q.problems.Add("minutes-range", "revisit.minutes", "given", v.Minutes, "max", longestVisit)
	}
}

// table is the table of fees in force on the day asked about.
func (q *quoter) table() *scheme.FeeTable {
	if q.edition.Fees == nil {
		return nil
	}
	t := tableOn(q.edition, q.request.Date)
	if t == nil && q.request.Open {
		q.unpriced = true
		return tableNear(q.edition, q.request.Date)
	}
	switch {
	case t == nil:
		q.problems.Add("fee-table-missing", "date", "given", q.request.Date)
	case t.TaxMode.Value != scheme.TaxIncluded:
		q.problems.Add("tax-mode-unknown", "fees.tables."+t.ID, "given", t.TaxMode.Value)
	}
	return t
}

// tableOn is the table of fees in force on a day; nil where there is none.
func tableOn(e *scheme.Edition, day civil.Date) *scheme.FeeTable {
	for i := range e.Fees.Tables {
		t := &e.Fees.Tables[i]
		if t.Covers(day) {
			return t
		}
	}
	return nil
}

// tableNear is the table of fees in force on a day, or else the last one before it, which
// says what there is to be charged though not for how much.
func tableNear(e *scheme.Edition, day civil.Date) (near *scheme.FeeTable) {
	for i := range e.Fees.Tables {
		if t := &e.Fees.Tables[i]; near == nil || !t.From.After(day) {
			near = t
		}
	}
	return near
}

// printed puts the fees of the table on the quote.
func (q *quoter) printed(t *scheme.FeeTable) {
	for i := range q.edition.Fees.Lines {
		l := &q.edition.Fees.Lines[i]
		if len(l.Cases) > 0 && !slices.Contains(l.Cases, q.request.Case) {
			continue
		}
		amount, ok := q.amount(t, l.Code)
		if !ok {
			continue
		}
		line := record.QuotedFee{Code: l.Code, Label: l.Label.JA, LabelEN: l.Label.EN, Amount: amount,
			DueText: l.Due.Text.JA, DueTextEN: l.Due.Text.EN, Yearly: l.Yearly, Source: l.Source}
		q.add(t, line, l.Due)
	}
}

// amount is the printed amount of a fee, by size where the table is.
func (q *quoter) amount(t *scheme.FeeTable, code string) (yen.Amount, bool) {
	for _, a := range t.Amounts {
		if a.Code != code || a.Case != q.request.Case {
			continue
		}
		if len(a.BySize) == 0 {
			return a.Amount, true
		}
		amount, ok := a.BySize[q.request.Size]
		if !ok {
			q.once("size-missing", "size", "give the size class: the fees depend on it")
		}
		return amount, ok
	}
	q.problems.Add("fee-unpriced", "fees.tables."+t.ID, "fee", code, "type", q.request.Case)
	return 0, false
}

// once notes a problem that several lines share.
func (q *quoter) once(code, where, message string) {
	for _, p := range q.problems {
		if p.Where == where {
			return
		}
	}
	q.problems.Add(code, where, message)
}

func (q *quoter) add(t *scheme.FeeTable, l record.QuotedFee, due scheme.DueRule) {
	l.TaxRate = t.Tax
	if q.unpriced {
		l.Amount, l.TaxRate, l.Unpriced = 0, 0, q.request.Date
	}
	l.DueRule = describe(due)
	l.Due = dueDay(due, q.request.Events[due.Event])
	q.quote.Lines = append(q.quote.Lines, l)
	q.quote.Total += l.Amount
}

// dueDay is the last day for payment, no date while the event is not known.
func dueDay(r scheme.DueRule, event civil.Date) civil.Date {
	switch {
	case r.Within.IsZero():
		return event
	case r.FirstDayCounted:
		return r.Within.LastDay(event)
	}
	return r.Within.After(event)
}

func describe(r scheme.DueRule) string {
	text := string(r.Event)
	if !r.Within.IsZero() {
		text += " within " + r.Within.String()
	}
	if r.FirstDayCounted {
		text += ", first day counted"
	}
	return text
}
