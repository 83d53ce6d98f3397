package app

import (
	"context"
	"encoding/json"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/fees"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// BillingView is what was charged and what came in (請求・入金), as far as the actor may know of the cases.
type BillingView struct {
	Today    civil.Date `json:"today"`
	Late     BillingSum `json:"late"`     // owed after the last day
	Unpaid   BillingSum `json:"unpaid"`   // owed, those included that have no last day yet
	Dayless  int        `json:"dayless"`  // of these, so many have none
	Received BillingSum `json:"received"` // payments of this month, less what was taken back
	Lines    []BillLine `json:"lines"`
	Shown    BillTotal  `json:"shown"` // of the lines
	Cut      bool       `json:"cut,omitempty"`
}

// BillingSum is how many, and how much.
type BillingSum struct {
	N   int        `json:"n"`
	Sum yen.Amount `json:"sum"`
}

func (s *BillingSum) add(sum yen.Amount) { s.N, s.Sum = s.N+1, s.Sum+sum }

// BillTotal adds up the lines of a list.
type BillTotal struct {
	Charged yen.Amount `json:"charged"`
	Paid    yen.Amount `json:"paid"`
	Open    yen.Amount `json:"open"`
}

// BillLine is one charge with what came in for it.
type BillLine struct {
	ChargeView
	No        string     `json:"no"`
	Scheme    string     `json:"scheme"`
	Applicant string     `json:"applicant"`
	Service   string     `json:"service,omitempty"`
	Received  yen.Amount `json:"received"` // what stands of the payments
	Payments  []BillPaid `json:"payments"`
	Sample    bool       `json:"sample,omitempty"`
}

// MarshalJSON writes the line whole: the writing of its charge, which it would take over, knows
// nothing of the case and of what came in.
func (l BillLine) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		plainCharge
		Amount    *yen.Amount `json:"amount,omitempty"`
		No        string      `json:"no"`
		Scheme    string      `json:"scheme"`
		Applicant string      `json:"applicant"`
		Service   string      `json:"service,omitempty"`
		Received  yen.Amount  `json:"received"`
		Payments  []BillPaid  `json:"payments"`
		Sample    bool        `json:"sample,omitempty"`
	}{plainCharge(l.ChargeView), l.priced(), l.No, l.Scheme, l.Applicant, l.Service, l.Received, l.Payments, l.Sample})
}

// BillPaid is a payment; one that stands can be taken back.
type BillPaid struct {
	record.Payment
	Stands bool `json:"stands"`
}

// BillingQuery narrows the list. A month, by its first day, is that of By.
type BillingQuery struct {
	Scheme string
	Show   BillShow
	Month  civil.Date
	By     BillDay
}

// BillShow is which charges are listed.
type BillShow string

// The lists. No word is what is to come in.
const (
	BillsUnpaid BillShow = ""
	BillsLate   BillShow = "late"
	BillsPaid   BillShow = "paid"
	BillsAll    BillShow = "all"
)

// BillDay is the day of a charge by which a month has it.
type BillDay string

// The days. No word is the last day to pay.
const (
	BillDue    BillDay = ""
	BillRaised BillDay = "raised"
	BillPaidOn BillDay = "paid"
)

// Billing lists charges and payments of all cases that the actor may know of.
func (a *App) Billing(ctx context.Context, actor access.Actor, q BillingQuery) (BillingView, error) {
	view := BillingView{Today: a.Today(), Lines: []BillLine{}}
	var p fault.Problems
	desk.Among(&p, "filter.scheme", "scheme", q.Scheme, a.Shelf.Keys())
	desk.Among(&p, "filter.view", "view", q.Show, []BillShow{BillsLate, BillsPaid, BillsAll})
	desk.Among(&p, "filter.by", "by", q.By, []BillDay{BillRaised, BillPaidOn})
	if len(p) > 0 {
		return view, p
	}
	if err := access.May(actor, access.ViewBilling, access.Object{Kind: access.KindCase, Scheme: actor.Scheme}).Err(); err != nil {
		return view, err
	}
	err := a.Look(ctx, actor, func(w *desk.Work) error { return view.fill(w, q) })
	return view, err
}

func (b *BillingView) fill(w *desk.Work, q BillingQuery) error {
	of := desk.ChargeQuery{Scheme: q.Scheme, Visible: access.Visible(w.Actor)}
	b.count(w, of)
	of = q.narrow(of)
	of.Limit = desk.WholePage
	charges, paid := desk.Read(w, w.ChargesLike, of), map[string][]record.Payment{}
	b.Cut = len(charges) == of.Limit
	of.Limit = 0
	for _, p := range desk.Read(w, w.PaymentsLike, of) {
		paid[p.ChargeID] = append(paid[p.ChargeID], p)
	}
	cases := map[string]record.Case{}
	for _, c := range charges {
		late := fees.DaysLate(c, w.Today)
		if q.Show == BillsLate && late == 0 {
			continue
		}
		if _, known := cases[c.CaseID]; !known {
			cases[c.CaseID] = desk.Read(w, w.Tx.Case, c.CaseID)
		}
		b.add(cases[c.CaseID], ChargeView{c, fees.Open(c, paid[c.ID]), late}, paid[c.ID])
	}
	return nil
}

// count adds up what is owed, and what came in this month, whatever the list shows.
func (b *BillingView) count(w *desk.Work, of desk.ChargeQuery) {
	owed := of
	owed.Status = record.ChargeOwed
	paid := map[string][]record.Payment{}
	for _, p := range desk.Read(w, w.PaymentsLike, owed) {
		paid[p.ChargeID] = append(paid[p.ChargeID], p)
	}
	for _, c := range desk.Read(w, w.ChargesLike, owed) {
		open := fees.Open(c, paid[c.ID])
		b.Unpaid.add(open)
		if c.Due.IsZero() {
			b.Dayless++
		}
		if fees.DaysLate(c, w.Today) > 0 {
			b.Late.add(open)
		}
	}
	of.Received = wholeMonth(w.Today)
	for _, p := range desk.Read(w, w.PaymentsLike, of) {
		b.Received.add(p.Amount)
	}
}

// wholeMonth is the days of the month in which a day is.
func wholeMonth(day civil.Date) civil.Range {
	return civil.Range{From: monthOf(day), To: day.EndOfMonth()}
}

func (q BillingQuery) narrow(of desk.ChargeQuery) desk.ChargeQuery {
	switch q.Show {
	case BillsUnpaid, BillsLate:
		of.Status = record.ChargeOwed
	case BillsPaid:
		of.Status = record.ChargePaid
	}
	if !q.Month.IsZero() {
		in := map[BillDay]*civil.Range{BillDue: &of.Due, BillRaised: &of.Raised, BillPaidOn: &of.Paid}[q.By]
		*in = wholeMonth(q.Month)
	}
	return of
}

func (b *BillingView) add(c record.Case, charge ChargeView, paid []record.Payment) {
	line := BillLine{ChargeView: charge, No: c.No, Scheme: c.Scheme, Applicant: c.Particulars.Name, Service: c.Service,
		Received: charge.Amount - charge.Open, Payments: []BillPaid{}, Sample: c.Particulars.Sample}
	standing := fees.StandingPayments(paid)
	for _, p := range paid {
		line.Payments = append(line.Payments, BillPaid{p, slices.ContainsFunc(standing, func(o record.Payment) bool { return o.ID == p.ID })})
	}
	b.Shown.Charged += charge.Amount
	b.Shown.Paid += line.Received
	if charge.Status == record.ChargeOwed {
		b.Shown.Open += charge.Open
	}
	b.Lines = append(b.Lines, line)
}
