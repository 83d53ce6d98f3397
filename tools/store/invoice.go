package store

import (
	"akashi/app/desk"
	"akashi/record"
)

func issuers() table[record.Issuer] {
	return table[record.Issuer]{name: "issuer", columns: func(i *record.Issuer) []column {
		return []column{
			{"id", &i.ID}, {"scheme", &i.Scheme}, {"payee", &i.Payee}, {"round", &i.Round}, {"name", &i.Name}, {"registration", &i.Registration},
			{"address", &i.Address}, {"phone", &i.Phone}, {"account", &i.Account}, {"prefix", &i.Prefix}, {"by", &i.By}, {"at", moment{&i.At}},
		}
	}}
}

func invoices() table[record.Invoice] {
	return table[record.Invoice]{name: "invoice", columns: func(i *record.Invoice) []column {
		return []column{
			{"id", &i.ID}, {"no", &i.No}, {"kind", &i.Kind}, {"scheme", &i.Scheme}, {"case_id", &i.CaseID}, {"payee", &i.Payee}, {"year", &i.Year}, {"seq", &i.Seq},
			{"for_no", &i.For}, {"cause", &i.Cause}, {"issuer", asJSON{&i.Issuer}}, {"party", asJSON{&i.To}}, {"issued", &i.Issued}, {"due", &i.Due},
			{"due_text", &i.DueText}, {"due_text_en", &i.DueEN}, {"received", &i.Received}, {"lines", asJSON{&i.Lines}}, {"total", &i.Total}, {"by", &i.By}, {"at", moment{&i.At}},
		}
	}, derived: func(i *record.Invoice) []column {
		return []column{{"folded", foldAll(i.No, i.To.Name)}}
	}}
}

func invoiceStandings() table[record.InvoiceStanding] {
	return table[record.InvoiceStanding]{name: "invoice_standing", key: "invoice_id", columns: func(s *record.InvoiceStanding) []column {
		return []column{
			{"invoice_id", &s.InvoiceID}, {"case_id", &s.CaseID}, {"paid", &s.Paid}, {"credited", &s.Credited}, {"open", &s.Open}, {"settled", &s.Settled}, {"version", &s.Version},
		}
	}}
}

// Issuers returns in whose name documents about money of a scheme were issued, in order; the last of a payee stands.
func (r reader) Issuers(scheme string) ([]record.Issuer, error) {
	return find(r, issuers(), "WHERE scheme = ? ORDER BY payee, round", scheme)
}

// Invoices returns the documents about money of a case, in the order of their issue.
func (r reader) Invoices(caseID string) ([]record.Invoice, error) {
	return find(r, invoices(), "WHERE case_id = ? ORDER BY id", caseID)
}

// Invoice returns the document with the number.
func (r reader) Invoice(no string) (record.Invoice, error) {
	return one(r, invoices(), no, "WHERE no = ?", no)
}

// InvoicesLike returns the documents that a question finds, the latest first.
func (r reader) InvoicesLike(q desk.InvoiceQuery) ([]record.Invoice, error) {
	c := invoicesLike(q)
	return find(r, invoices(), c.where()+"ORDER BY id DESC"+limit(q.Limit), c.args...)
}

// InvoiceStandings returns what has become of those that are invoices.
func (r reader) InvoiceStandings(q desk.InvoiceQuery) ([]record.InvoiceStanding, error) {
	of := invoicesLike(q)
	return find(r, invoiceStandings(), "WHERE invoice_id IN (SELECT id FROM invoice "+of.where()+" ORDER BY id DESC"+limit(q.Limit)+")", of.args...)
}

func invoicesLike(q desk.InvoiceQuery) (c conditions) {
	var of conditions
	visible(&of, q.Visible)
	c.and("case_id IN (SELECT id FROM case_file "+of.where()+")", of.args...)
	c.same("scheme", q.Scheme)
	c.same("payee", q.Payee)
	c.same("kind", string(q.Kind))
	c.same("case_id", q.CaseID)
	if !q.Issued.From.IsZero() {
		c.and("issued >= ?", q.Issued.From)
	}
	if !q.Issued.To.IsZero() {
		c.and("issued <= ?", q.Issued.To)
	}
	if q.Min != 0 {
		c.and("total >= ?", q.Min)
	}
	if q.Max != 0 {
		c.and("total <= ?", q.Max)
	}
	if q.Text != "" {
		c.and("folded LIKE ?", "%"+fold(q.Text)+"%")
	}
	if q.Open || !q.Late.IsZero() {
		c.and("id IN (SELECT invoice_id FROM invoice_standing WHERE settled IS NULL)")
	}
	if q.Over {
		c.and("id IN (SELECT invoice_id FROM invoice_standing WHERE open < 0)")
	}
	if !q.Late.IsZero() {
		c.and("due < ?", q.Late)
	}
	if q.After != "" {
		c.and("id < ?", q.After)
	}
	return c
}
