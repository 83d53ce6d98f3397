package app

import (
	"context"
	"slices"

	"akashi/app/desk"
	"akashi/app/money"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// InvoiceView is a document about money, and what has become of it.
type InvoiceView struct {
	No           string               `json:"no"`
	Kind         record.InvoiceKind   `json:"kind"`
	Cause        record.InvoiceCause  `json:"cause,omitempty"`
	For          string               `json:"for,omitempty"` // the invoice that it receipts or credits, or the receipt that it voids
	Scheme       string               `json:"scheme"`
	Case         string               `json:"case"`
	Payee        string               `json:"payee"`
	Counterparty string               `json:"counterparty"`
	Issued       civil.Date           `json:"issued"`
	Due          civil.Date           `json:"due"`
	DueText      string               `json:"due_text,omitempty"`
	DueTextEN    string               `json:"due_text_en,omitempty"`
	Received     civil.Date           `json:"received,omitzero"` // of a receipt: when the last of the money came in
	Lines        []record.InvoiceLine `json:"lines"`
	ByRate       []yen.RateTotal      `json:"by_rate"`
	Total        yen.Amount           `json:"total"`
	Paid         yen.Amount           `json:"paid"`
	Credited     yen.Amount           `json:"credited,omitempty"`
	Open         yen.Amount           `json:"open"`
	Overpaid     yen.Amount           `json:"overpaid,omitempty"` // what came in beyond what is asked for
	Late         int                  `json:"late_days,omitempty"`
	Issuer       record.Imprint       `json:"issuer"`
	To           record.Party         `json:"to"`
	Others       []string             `json:"others,omitempty"` // documents about this one, in the order of their issue
	Sample       bool                 `json:"sample,omitempty"`
}

// InvoiceList are documents about money, the latest first.
type InvoiceList struct {
	Invoices []InvoiceView `json:"invoices"`
	Total    yen.Amount    `json:"total"` // of the rows: invoices less credit notes, where no kind was asked for
	Paid     yen.Amount    `json:"paid"`
	Open     yen.Amount    `json:"open"`
	Next     string        `json:"next,omitempty"`
}

// InvoiceQuery narrows the list. Empty fields do not.
type InvoiceQuery struct {
	Scheme       string
	Case         string // receipt number
	Kind         record.InvoiceKind
	Issued       civil.Range
	Min, Max     yen.Amount
	Counterparty string // in the name, or in the number of the document
	Open, Late   bool
	Over         bool // too much came in
	After        string
	Limit        int // 0: all
}

// Invoices lists the documents about money of the cases that the actor may see with their money.
func (a *App) Invoices(ctx context.Context, actor access.Actor, q InvoiceQuery) (InvoiceList, error) {
	list := InvoiceList{Invoices: []InvoiceView{}}
	var p fault.Problems
	desk.Among(&p, "filter.scheme", "scheme", q.Scheme, a.Shelf.Keys())
	desk.Among(&p, "filter.kind", "kind", q.Kind, record.InvoiceKinds())
	p.Want(q.Issued.From.IsZero() || q.Issued.To.IsZero() || !q.Issued.To.Before(q.Issued.From), "filter.days", "to", "from", q.Issued.From, "to", q.Issued.To)
	p.Want(q.Min == 0 || q.Max == 0 || q.Min <= q.Max, "filter.amounts", "max", "from", q.Min, "to", q.Max)
	if len(p) > 0 {
		return list, p
	}
	if !actor.May(access.ViewInvoices) {
		return list, fault.New(fault.Forbidden, actor.WhyNot(access.ViewInvoices), string(access.ViewInvoices))
	}
	err := a.Look(ctx, actor, func(w *desk.Work) error { return list.fill(w, q) })
	return list, err
}

func (l *InvoiceList) fill(w *desk.Work, q InvoiceQuery) error {
	of := desk.InvoiceQuery{Scheme: q.Scheme, Kind: q.Kind, Issued: q.Issued, Min: q.Min, Max: q.Max, Text: q.Counterparty, Open: q.Open, Over: q.Over,
		Visible: access.Visible(w.Actor), After: q.After, Limit: q.Limit}
	if q.Late {
		of.Late = w.Today
	}
	if q.Case != "" {
		one := w.Beside(w.Actor)
		if err := one.Load(desk.OnCase, q.Case); err != nil {
			return err
		}
		if err := one.Permit(access.ViewInvoices); err != nil {
			return err
		}
		of.CaseID = one.Case.ID
	}
	stands, cases := map[string]record.InvoiceStanding{}, map[string]record.Case{}
	for _, s := range desk.Read(w, w.InvoiceStandings, of) {
		stands[s.InvoiceID] = s
	}
	for _, d := range desk.Read(w, w.InvoicesLike, of) {
		if _, known := cases[d.CaseID]; !known {
			cases[d.CaseID] = desk.Read(w, w.Tx.Case, d.CaseID)
		}
		l.add(invoiceView(w, d, stands[d.ID], cases[d.CaseID]))
		l.Next = d.ID
	}
	if q.Limit == 0 || len(l.Invoices) < q.Limit {
		l.Next = ""
	}
	return nil
}

func (l *InvoiceList) add(v InvoiceView) {
	l.Invoices = append(l.Invoices, v)
	if v.Kind == record.Billed {
		l.Total, l.Paid, l.Open = l.Total+v.Total, l.Paid+v.Paid, l.Open+v.Open
	} else if v.Kind == record.Credited {
		l.Total -= v.Total
	}
}

// invoiceView is a document with what has become of it.
func invoiceView(w *desk.Work, d record.Invoice, s record.InvoiceStanding, c record.Case) InvoiceView {
	lines := make([]yen.Line, len(d.Lines))
	for i, l := range d.Lines {
		lines[i] = yen.Line{Rate: l.Tax, Gross: l.Amount}
	}
	v := InvoiceView{No: d.No, Kind: d.Kind, Cause: d.Cause, For: d.For, Scheme: d.Scheme, Case: c.No, Payee: d.Payee, Counterparty: d.To.Name, Issued: d.Issued,
		Due: d.Due, DueText: d.DueText, DueTextEN: d.DueEN, Received: d.Received, Lines: d.Lines, ByRate: yen.ByRate(lines, yen.Floor), Total: d.Total, Paid: s.Paid,
		Credited: s.Credited, Open: max(s.Open, 0), Overpaid: max(-s.Open, 0), Issuer: d.Issuer, To: d.To, Sample: c.Particulars.Sample}
	if v.Open > 0 && !d.Due.IsZero() && d.Due.Before(w.Today) {
		v.Late = w.Today.Sub(d.Due)
	}
	return v
}

// invoicesOf are the documents about money of the case on the desk, in the order of their issue.
func invoicesOf(w *desk.Work) (all []InvoiceView) {
	documents := desk.Read(w, w.Invoices, w.Case.ID)
	if len(documents) == 0 {
		return nil
	}
	stands := map[string]record.InvoiceStanding{}
	for _, s := range desk.Read(w, w.InvoiceStandings, desk.InvoiceQuery{CaseID: w.Case.ID, Visible: access.Everything()}) {
		stands[s.InvoiceID] = s
	}
	for _, d := range documents {
		all = append(all, invoiceView(w, d, stands[d.ID], w.Case))
	}
	return all
}

// InvoiceView shows one document about money.
func (a *App) InvoiceView(ctx context.Context, actor access.Actor, no string) (v InvoiceView, err error) {
	err = a.invoice(ctx, actor, no, func(w *desk.Work, d record.Invoice) { v = a.documents(w, d) })
	return v, err
}

// InvoicePaper is one document about money as PDF, in a language.
func (a *App) InvoicePaper(ctx context.Context, actor access.Actor, no, lang string) (FileView, error) {
	var document record.Invoice
	var caseNo string
	if err := a.invoice(ctx, actor, no, func(w *desk.Work, d record.Invoice) { document, caseNo = d, w.Case.No }); err != nil {
		return FileView{}, err
	}
	content, err := a.Papers.Invoice(document, caseNo, lang)
	return FileView{Name: document.No + ".pdf", Type: "application/pdf", SHA256: desk.Hash(content), Content: content}, err
}

// invoice finds a document whose case the actor may see with its money.
func (a *App) invoice(ctx context.Context, actor access.Actor, no string, found func(*desk.Work, record.Invoice)) error {
	if !actor.May(access.ViewInvoices) {
		return fault.New(fault.Forbidden, actor.WhyNot(access.ViewInvoices), string(access.ViewInvoices))
	}
	return a.Look(ctx, actor, func(w *desk.Work) error {
		none := fault.New(fault.NotFound, "invoice.none", no)
		d, there := desk.Find(w, w.Invoice, no)
		if !there {
			return none
		}
		if err := w.OfCase(desk.Read(w, w.Tx.Case, d.CaseID)); err != nil {
			return err
		}
		object, err := w.Object()
		if err != nil {
			return err
		}
		if !access.Allows(w.Actor, access.ViewInvoices, object) {
			return none // nobody is told that there is such a number
		}
		found(w, d)
		return nil
	})
}

// documents is a document with the others about it.
func (a *App) documents(w *desk.Work, d record.Invoice) InvoiceView {
	stands, _ := desk.First(desk.Read(w, w.InvoiceStandings, desk.InvoiceQuery{CaseID: d.CaseID, Visible: access.Everything()}),
		func(s record.InvoiceStanding) bool { return s.InvoiceID == d.ID })
	v := invoiceView(w, d, stands, w.Case)
	for _, o := range desk.Read(w, w.Invoices, d.CaseID) {
		if o.For == d.No {
			v.Others = append(v.Others, o.No)
		}
	}
	return v
}

// IssuerList says in whose name documents about money of a scheme are issued.
type IssuerList struct {
	Issuers []IssuerLine `json:"issuers"`
}

// IssuerLine is one payee of a scheme: what was said of it, or nothing yet.
type IssuerLine struct {
	Payee string   `json:"payee"`
	Title string   `json:"title"` // as the edition calls it, in Japanese
	EN    string   `json:"title_en"`
	Fees  []string `json:"fees"` // codes of what is paid to it

	Issuer *record.Issuer `json:"issuer,omitempty"`
}

// Issuers lists the payees of a scheme, and in whose name documents are issued for each.
func (a *App) Issuers(ctx context.Context, actor access.Actor, key string) (list IssuerList, err error) {
	var p fault.Problems
	if desk.Among(&p, "filter.scheme", "scheme", key, a.Shelf.Keys()); len(p) > 0 {
		return list, p
	}
	if err := access.May(actor, access.ViewIssuers, access.Object{Kind: access.KindOffice, Scheme: key}).Err(); err != nil {
		return list, err
	}
	list.Issuers = []IssuerLine{}
	err = a.Look(ctx, actor, func(w *desk.Work) (err error) {
		if w.Edition, err = w.Desk.Shelf.EditionAt(key, w.Today); err != nil {
			return err
		}
		said := money.IssuersOf(w, key)
		for _, payee := range w.Edition.Payees() {
			line := IssuerLine{Payee: payee, Title: w.Edition.Organisation.Operator.JA, EN: w.Edition.Organisation.Operator.EN}
			if i := slices.IndexFunc(w.Edition.Organisation.Members, func(b scheme.Body) bool { return b.ID == payee }); i >= 0 {
				line.Title, line.EN = w.Edition.Organisation.Members[i].Name.JA, w.Edition.Organisation.Members[i].Name.EN
			}
			for _, l := range w.Edition.Fees.Lines {
				if w.Edition.PayeeOf(l.Code) == payee {
					line.Fees = append(line.Fees, l.Code)
				}
			}
			if issuer, known := said[payee]; known {
				line.Issuer = &issuer
			}
			list.Issuers = append(list.Issuers, line)
		}
		return nil
	})
	return list, err
}
