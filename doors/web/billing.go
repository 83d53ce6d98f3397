package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// billingView is charges and payments as the page shows them.
type billingView struct {
	app.BillingView
	Names               map[string]string // of schemes
	Stats               []stat
	Schemes, Views, Bys []option
	Month               string // as its address says it
	Here                string // the address of what is shown
	Sheet               string
	May                 bool // record payments and take them back
}

// billing shows what was charged and what came in. What is shown can be asked for again by its address.
func (d *Door) billing(v *visit) error {
	if !v.actor.May(access.ViewBilling) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	p, q := v.page(), app.BillingQuery{Scheme: v.query("scheme"), Show: app.BillShow(v.query("view")), By: app.BillDay(v.query("by"))}
	var err error
	if q.Month, err = v.month(); err != nil {
		return err
	}
	found, err := d.Office.Billing(v.r.Context(), v.actor, q)
	if err != nil {
		return err
	}
	view := billingView{BillingView: found, Names: v.shortNames(), Month: v.query("month"), Schemes: v.schemeOptions(q.Scheme), May: v.actor.May(access.RecordPayment)}
	if v.asSheet() {
		return v.giveSheet("billing", view.sheet(p))
	}
	asked := v.r.URL.Query()
	view.Here, view.Sheet = withQuery("/o/billing", asked), v.sheetPath()
	for _, show := range []app.BillShow{app.BillsUnpaid, app.BillsLate, app.BillsPaid, app.BillsAll} {
		view.Views = append(view.Views, option{Value: string(show), Label: p.T("billing.view." + string(show)), Chosen: show == q.Show})
	}
	for _, by := range []app.BillDay{app.BillDue, app.BillRaised, app.BillPaidOn} {
		view.Bys = append(view.Bys, option{Value: string(by), Label: p.T("billing.by." + string(by)), Chosen: by == q.By})
	}
	view.Stats = p.billingStats(found, q)
	v.private()
	return v.show(http.StatusOK, billingPage(p, view))
}

// billingStats are the sums that the office looks at first, each with the way to what it adds up.
func (p page) billingStats(b app.BillingView, q app.BillingQuery) []stat {
	figure := func(show app.BillShow, of app.BillingSum, part string) stat {
		s := stat{N: p.N(of.N), Label: p.T("billing.figure." + string(show)), Part: p.T("billing.sum", "sum", p.Yen(of.Sum)) + part, Here: show == q.Show && q.Month.IsZero()}
		asked := url.Values{}
		for key, value := range map[string]string{"view": string(show), "scheme": q.Scheme} {
			if value != "" {
				asked.Set(key, value)
			}
		}
		if show == app.BillsPaid {
			asked.Set("month", b.Today.String()[:len("2006-01")])
			asked.Set("by", string(app.BillPaidOn))
			s.Here = false
		}
		if of.N > 0 {
			s.Path = withQuery("/o/billing", asked)
		}
		return s
	}
	late := figure(app.BillsLate, b.Late, "")
	late.Bad = b.Late.N > 0
	return []stat{late, figure(app.BillsUnpaid, b.Unpaid, p.part("billing.dayless", b.Dayless)), figure(app.BillsPaid, b.Received, "")}
}

// billFee is what a line is for.
func (p page) billFee(l app.BillLine) string {
	if name := p.feeLabel(l.Basis); name != "" {
		return name
	}
	return l.Code
}

// payPath leads to the form by which money for a charge is recorded, and back to the list.
func (b billingView) payPath(l app.BillLine) string {
	if !b.May || l.Status != record.ChargeOwed {
		return ""
	}
	return b.actPath(access.RecordPayment, l, url.Values{"charge": {l.ID}, "amount": {strconv.FormatInt(int64(l.Open), 10)}})
}

// reversePath leads to the form by which a payment is taken back.
func (b billingView) reversePath(l app.BillLine, paid app.BillPaid) string {
	if !b.May || !paid.Stands {
		return ""
	}
	return b.actPath(access.ReversePayment, l, url.Values{"payment": {paid.ID}})
}

func (b billingView) actPath(act access.Action, l app.BillLine, given url.Values) string {
	given.Set("_next", b.Here)
	return withQuery(actAt(desk.Offer{Action: act}, l.No), given)
}

// sheet is the list as it is shown, for a spreadsheet: a line for each charge.
func (b billingView) sheet(p page) sheet {
	s := sheet{Head: []string{p.T("board.col.case"), p.T("mark.scheme"), p.T("mark.holder"), p.T("mark.service"), p.T("fees.fee"), p.T("billing.by.raised"), p.T("billing.by."),
		p.T("billing.charged"), p.T("billing.received"), p.T("billing.open"), p.T("billing.late"), p.T("charges.status"), p.T("billing.by.paid")}}
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	for _, l := range b.Lines {
		open := yen.Amount(0)
		if l.Status == record.ChargeOwed {
			open = l.Open
		}
		s.Rows = append(s.Rows, []string{l.No, b.Names[l.Scheme], l.Applicant, l.Service, p.billFee(l), inCell(l.Raised), inCell(l.Due),
			number(int64(l.Amount)), number(int64(l.Received)), number(int64(open)), number(int64(l.Late)), p.Name("charge", l.Status), inCell(l.Paid)})
	}
	return s
}

// inCell is a day in a cell; none is an empty one.
func inCell(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// without are those of the payments that do not take another back: what was taken back says so itself.
func without(all []app.BillPaid) []app.BillPaid {
	return slices.DeleteFunc(slices.Clone(all), func(p app.BillPaid) bool { return p.Reverses != "" })
}

// backOf is the entry that takes a payment back.
func (p page) backOf(l app.BillLine, paid app.BillPaid) string {
	for _, back := range l.Payments {
		if back.Reverses == paid.ID {
			return p.T("billing.taken-back", "day", p.Day(back.Received), "reason", back.Reason)
		}
	}
	return ""
}
