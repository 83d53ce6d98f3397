// Package billing says which documents about money the charges of a case call for: an invoice for what is
// charged (適格請求書), a credit note for what is charged no more (適格返還請求書), a receipt for what was paid
// (領収書). No document is ever changed, so the rule asks what the charges come to, what the documents say
// so far, and issues the difference.
package billing

import (
	"slices"

	"akashi/record"
	"akashi/values/civil"
	"akashi/values/yen"
)

// Account is what one case owes, what came in for it, and the documents about both, in the order of their issue.
type Account struct {
	Charges   []record.Charge
	Payments  []record.Payment
	Documents []record.Invoice
}

// Calls are the documents that the account calls for and has not: without numbers, days and names.
//  1. What a charge comes to, beyond what its documents say, is invoiced: one invoice for all that has the same
//     payee and the same last day, so that tax is rounded once for each rate on it.
//  2. What its documents say beyond what it comes to is credited, on the latest invoice first: one credit note an invoice.
//  3. An invoice of which nothing is left is receipted, and a receipt whose money was taken back is voided by another.
//
// What was invoiced at another tax rate than the charge has now is credited whole, and invoiced anew. Once they are issued, it calls for none.
func (a Account) Calls(payee func(code string) string) (calls []record.Invoice) {
	for _, c := range a.Charges {
		stale := a.stale(c) // said at a rate that the charge no longer has
		calls = a.credit(calls, c, less(c), stale, func(l record.InvoiceLine) bool { return l.Tax != c.Tax })
		switch diff := a.comesTo(c) - a.says(c.ID) + stale; {
		case diff > 0:
			calls = invoice(calls, payee(c.Code), c, diff)
		case diff < 0:
			kept := min(-diff, max(0, a.withheld(c.ID)-a.credited(c.ID, record.CauseWithheld)))
			such := func(l record.InvoiceLine) bool { return l.Tax == c.Tax }
			calls = a.credit(calls, c, record.CauseWithheld, kept, such)
			calls = a.credit(calls, c, less(c), -diff-kept, such)
		}
	}
	for _, d := range a.Documents {
		if d.Kind == record.Billed && !slices.ContainsFunc(calls, func(call record.Invoice) bool { return call.For == d.No }) {
			calls = append(calls, a.receipts(d)...)
		}
	}
	return calls
}

// says is what the documents say of a charge.
func (a Account) says(charge string) (sum yen.Amount) {
	for _, d := range a.Documents {
		sum += sign(d) * on(d, charge)
	}
	return sum
}

func sign(d record.Invoice) yen.Amount {
	return map[record.InvoiceKind]yen.Amount{record.Billed: 1, record.Credited: -1}[d.Kind]
}

// on is what one document says of a charge.
func on(d record.Invoice, charge string) (sum yen.Amount) {
	for _, l := range d.Lines {
		if l.ChargeID == charge {
			sum += l.Amount
		}
	}
	return sum
}

// comesTo is what the documents about a charge have to say. One that waits for a word or a price comes to nothing; of one
// that was let go stays what was paid. What was settled before the first document calls for none.
func (a Account) comesTo(c record.Charge) yen.Amount {
	kept, paid := a.withheld(c.ID), yen.Amount(0)
	for _, p := range a.Payments {
		if p.ChargeID == c.ID && p.Kind != record.Withheld {
			paid += p.Amount
		}
	}
	if c.Basis.Elsewhere {
		return 0 // its document was issued before the case was taken over
	}
	billed := slices.ContainsFunc(a.Documents, func(d record.Invoice) bool { return on(d, c.ID) != 0 })
	switch {
	case !billed && (c.Status != record.ChargeOwed || paid+kept >= c.Amount):
		return 0
	case c.Status == record.ChargeOwed || c.Status == record.ChargePaid:
		return max(0, c.Amount-kept)
	case c.Status == record.ChargeWaived:
		return min(paid, c.Amount)
	}
	return 0
}

// invoice puts a sum of a charge on the invoice among the calls that it belongs on, or on a new one.
func invoice(calls []record.Invoice, payee string, c record.Charge, sum yen.Amount) []record.Invoice {
	at := slices.IndexFunc(calls, func(i record.Invoice) bool {
		return i.Kind == record.Billed && i.Payee == payee && i.Due == c.Due && i.DueText == c.Basis.DueText
	})
	if at < 0 {
		at = len(calls)
		calls = append(calls, record.Invoice{Kind: record.Billed, Payee: payee, Due: c.Due, DueText: c.Basis.DueText, DueEN: c.Basis.DueTextEN})
	}
	return put(calls, at, lineOf(c, sum))
}

func put(calls []record.Invoice, at int, l record.InvoiceLine) []record.Invoice {
	calls[at].Lines = append(calls[at].Lines, l)
	calls[at].Total += l.Amount
	return calls
}

func lineOf(c record.Charge, sum yen.Amount) record.InvoiceLine {
	supplied := c.Basis.Supplied
	if supplied.IsZero() {
		supplied = c.Raised
	}
	return record.InvoiceLine{ChargeID: c.ID, Code: c.Code, Label: c.Basis.Label, LabelEN: c.Basis.LabelEN, Note: c.Basis.Note, Supplied: supplied, Amount: sum, Tax: c.Tax}
}

// stale is what the documents say of a charge at another rate than it has.
func (a Account) stale(c record.Charge) (sum yen.Amount) {
	for _, d := range a.Documents {
		for _, l := range d.Lines {
			if l.ChargeID == c.ID && l.Tax != c.Tax {
				sum += sign(d) * l.Amount
			}
		}
	}
	return sum
}

// withheld is what payers of a charge kept back for the transfer.
func (a Account) withheld(charge string) (sum yen.Amount) {
	for _, p := range a.Payments {
		if p.ChargeID == charge && p.Kind == record.Withheld {
			sum += p.Amount
		}
	}
	return sum
}

// credited is what credit notes of a cause say of a charge.
func (a Account) credited(charge string, cause record.InvoiceCause) (sum yen.Amount) {
	for _, d := range a.Documents {
		if d.Kind == record.Credited && d.Cause == cause {
			sum += on(d, charge)
		}
	}
	return sum
}

// less says why a charge comes to less than its documents say, where no transfer fee was kept back.
func less(c record.Charge) record.InvoiceCause {
	if c.Status == record.ChargeWaived {
		return record.CauseWaived
	}
	return record.CauseCorrected
}

// credit takes a sum of a charge off those of its invoices that have such a line of it, the latest first.
func (a Account) credit(calls []record.Invoice, c record.Charge, cause record.InvoiceCause, sum yen.Amount, such func(record.InvoiceLine) bool) []record.Invoice {
	for _, d := range slices.Backward(a.Documents) {
		part := min(sum, Account{Documents: append(slices.Clone(calls), a.Documents...)}.left(d, c.ID))
		of := slices.IndexFunc(d.Lines, func(l record.InvoiceLine) bool { return l.ChargeID == c.ID && such(l) })
		if d.Kind != record.Billed || part <= 0 || of < 0 {
			continue
		}
		at := slices.IndexFunc(calls, func(i record.Invoice) bool { return i.Kind == record.Credited && i.For == d.No && i.Cause == cause })
		if at < 0 {
			at = len(calls)
			calls = append(calls, record.Invoice{Kind: record.Credited, Payee: d.Payee, For: d.No, Cause: cause})
		}
		line := d.Lines[of]
		line.Amount = part
		calls, sum = put(calls, at, line), sum-part
	}
	return calls
}

// left is what an invoice still says of a charge, less its credit notes.
func (a Account) left(d record.Invoice, charge string) yen.Amount {
	left := on(d, charge)
	for _, note := range a.Documents {
		if note.Kind == record.Credited && note.For == d.No {
			left -= on(note, charge)
		}
	}
	return left
}

// Stands is what has become of an invoice: payments of a charge fill the invoices that name it in their order, and what is
// over stands on the last (過入金).
func (a Account) Stands(d record.Invoice) record.InvoiceStanding {
	s := record.InvoiceStanding{InvoiceID: d.ID, CaseID: d.CaseID}
	last := civil.Date{}
	for _, l := range d.Lines {
		paid, on := a.fills(d.No, l.ChargeID)
		s.Paid += paid
		last = later(last, on)
	}
	for _, note := range a.Documents {
		if note.Kind == record.Credited && note.For == d.No {
			s.Credited += note.Total
			last = later(last, note.Issued)
		}
	}
	if s.Open = d.Total - s.Credited - s.Paid; s.Open <= 0 {
		s.Settled = last
	}
	return s
}

func later(a, b civil.Date) civil.Date {
	if b.After(a) {
		return b
	}
	return a
}

// fills is how much of the payments of a charge goes to one of its invoices, and when the last of it came in.
func (a Account) fills(no, charge string) (sum yen.Amount, last civil.Date) {
	var named []record.Invoice
	for _, d := range a.Documents {
		if d.Kind == record.Billed && on(d, charge) != 0 {
			named = append(named, d)
		}
	}
	came := yen.Amount(0)
	for _, p := range a.Payments {
		if p.ChargeID == charge && p.Kind != record.Withheld {
			came, last = came+p.Amount, later(last, p.Received)
		}
	}
	for i, d := range named {
		part := came
		if i < len(named)-1 {
			part = min(came, a.left(d, charge))
		}
		if d.No == no {
			return part, last
		}
		came -= part
	}
	return 0, civil.Date{}
}

// receipts are what an invoice calls for once nothing is left of it: a receipt for the money, or for the rest of it where
// some was receipted before; and one that voids the last, where less is there than was receipted.
func (a Account) receipts(d record.Invoice) []record.Invoice {
	stands := a.Stands(d)
	call := record.Invoice{Kind: record.Received, Payee: d.Payee, For: d.No, Cause: record.CausePaid, Received: stands.Settled}
	given := a.receiptsOf(d.No)
	receipted := yen.Amount(0)
	for _, r := range given {
		receipted += r.Total
	}
	if receipted > stands.Paid {
		last := given[len(given)-1]
		call.For, call.Cause, call.Received = last.No, record.CauseReversed, civil.Date{}
		for _, l := range last.Lines {
			l.Amount = -l.Amount
			call.Lines, call.Total = append(call.Lines, l), call.Total+l.Amount
		}
		return []record.Invoice{call}
	}
	if stands.Open > 0 || receipted == stands.Paid {
		return nil
	}
	for _, l := range d.Lines {
		l.Amount, _ = a.fills(d.No, l.ChargeID)
		for _, r := range given {
			l.Amount -= on(r, l.ChargeID)
		}
		if l.Amount != 0 {
			call.Lines, call.Total = append(call.Lines, l), call.Total+l.Amount
		}
	}
	return []record.Invoice{call}
}

// receiptsOf are the receipts of an invoice that stand.
func (a Account) receiptsOf(no string) (standing []record.Invoice) {
	for _, r := range a.Documents {
		void := func(o record.Invoice) bool { return o.Cause == record.CauseReversed && o.For == r.No }
		if r.Kind == record.Received && r.For == no && r.Cause == record.CausePaid && !slices.ContainsFunc(a.Documents, void) {
			standing = append(standing, r)
		}
	}
	return standing
}
