package api

import (
	"cmp"

	"akashi/app"
	"akashi/app/money"
	"akashi/doors/ask"
)

// billing lists what was charged and what came in.
func (d *Door) billing(c *call) (app.BillingView, error) {
	q, _ := c.query.(*ask.BillingQuery)
	asked, err := q.For("?month")
	if err != nil {
		return app.BillingView{}, err
	}
	return d.Office.Billing(c.r.Context(), c.actor, asked)
}

// dispatches lists the official documents, the latest first.
func (d *Door) dispatches(c *call) (app.DispatchList, error) {
	q, _ := c.query.(*ask.DispatchQuery)
	return d.Office.Dispatches(c.r.Context(), c.actor, q.For())
}

func (d *Door) dispatch(c *call) (app.DispatchView, error) {
	return d.Office.DispatchView(c.r.Context(), c.actor, c.name)
}

// invoices lists the documents about money, the latest first.
func (d *Door) invoices(c *call) (app.InvoiceList, error) {
	q, _ := c.query.(*ask.InvoiceQuery)
	return d.Office.Invoices(c.r.Context(), c.actor, q.For())
}

// dealings finds what was dealt by day, amount and counterparty.
func (d *Door) dealings(c *call) (app.DealingList, error) {
	q, _ := c.query.(*ask.DealingQuery)
	return d.Office.Dealings(c.r.Context(), c.actor, q.For())
}

func (d *Door) invoice(c *call) (app.InvoiceView, error) {
	return d.Office.InvoiceView(c.r.Context(), c.actor, c.name)
}

// payments lists the files in which banks told what came in.
func (d *Door) payments(c *call) (app.BankFileList, error) {
	q, _ := c.query.(*ask.SchemeQuery)
	return d.Office.BankFiles(c.r.Context(), c.actor, q.Scheme)
}

func (d *Door) paymentFile(c *call) (money.BankFileView, error) {
	return d.Office.BankFileView(c.r.Context(), c.actor, c.name)
}

// issuers says in whose name documents about money are issued.
func (d *Door) issuers(c *call) (app.IssuerList, error) {
	q, _ := c.query.(*ask.OfficeQuery)
	return d.Office.Issuers(c.r.Context(), c.actor, q.Scheme)
}

// exceptions lists what was done out of the ordinary course, the last first.
func (d *Door) exceptions(c *call) (app.UnusualList, error) {
	q, _ := c.query.(*ask.UnusualQuery)
	asked, err := q.For("?month")
	if err != nil {
		return app.UnusualList{}, err
	}
	return d.Office.Unusual(c.r.Context(), c.actor, asked)
}

// precedents are decided cases that failed where this one is open or fails.
func (d *Door) precedents(c *call) (app.PrecedentList, error) {
	return d.Office.PrecedentsOf(c.r.Context(), c.actor, c.name)
}

// bulk does an act to several cases, each by itself, or says of each what would come of it.
func (d *Door) bulk(c *call) (ask.BulkAnswer, error) {
	key, err := idempotencyKey(c.r.Header)
	if err != nil {
		return ask.BulkAnswer{}, err
	}
	in, _ := c.body.(*ask.BulkInput)
	lines, err := d.Office.Bulk(c.r.Context(), c.actor, in.For(key), in.DryRun)
	return ask.BulkOf(lines, func(err error) (code, message string) {
		p := problemOf(c.book(), err)
		if len(p.Errors) > 0 {
			return p.Errors[0].Code, p.Errors[0].Message
		}
		if len(p.Blocked) > 0 {
			return p.Blocked[0].Code, p.Blocked[0].Message
		}
		return p.Code, cmp.Or(p.Detail, p.Title)
	}), err
}
