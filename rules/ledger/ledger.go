// Package ledger writes what documents about money ask for, and what came in for them, as entries of double-entry bookkeeping
// (仕訳), so that a program for accounts can take them over. It derives them from the record alone; nothing is kept.
package ledger

import (
	"akashi/record"
	"akashi/values/civil"
	"akashi/values/yen"
)

// Account is what an entry is made on, by the part that it plays. What it is called is for the layout of an export to say.
type Account string

// The accounts.
const (
	Receivable Account = "receivable" // what is asked for and has not come in (売掛金)
	Sales      Account = "sales"      // fees (売上高)
	Bank       Account = "bank"       // money that came in (普通預金)
	Returns    Account = "returns"    // what was asked for and is given back or let go (売上値引・返還)
	Withheld   Account = "withheld"   // a transfer fee that the payer kept back, which counts as a return of the price (振込手数料の差引き)
)

// Accounts lists them.
func Accounts() []Account { return []Account{Receivable, Sales, Bank, Returns, Withheld} }

// Entry moves an amount, which is above nothing, from one account to another.
type Entry struct {
	Day           civil.Date
	Debit, Credit Account
	Amount        yen.Amount // tax included
	Rate          yen.Rate   // of an entry that is taxed
	Tax           yen.Amount // in it, rounded down once for each rate on a document (B3)
	Taxed         bool
	Ref           string // number of the document; ID of the payment
	Case          string // receipt number
	Counterparty  string
}

// OfDocument are the entries of a document about money, one for each rate on it. A receipt has none: the money that came in
// has its own.
func OfDocument(d record.Invoice, caseNo string) (entries []Entry) {
	debit, credit := Receivable, Sales
	switch {
	case d.Kind == record.Received:
		return nil
	case d.Kind == record.Credited && d.Cause == record.CauseWithheld:
		debit, credit = Withheld, Receivable
	case d.Kind == record.Credited:
		debit, credit = Returns, Receivable
	}
	lines := make([]yen.Line, len(d.Lines))
	for i, l := range d.Lines {
		lines[i] = yen.Line{Rate: l.Tax, Gross: l.Amount}
	}
	for _, t := range yen.ByRate(lines, yen.Floor) {
		if t.Gross != 0 {
			entries = append(entries, Entry{Day: d.Issued, Debit: debit, Credit: credit, Amount: t.Gross, Rate: t.Rate, Tax: t.Tax, Taxed: true,
				Ref: d.No, Case: caseNo, Counterparty: d.To.Name})
		}
	}
	return entries
}

// OfPayment is the entry of money that came in, or went back. What a payer kept back is none: it has a credit note.
func OfPayment(p record.Payment, caseNo, counterparty string) (e Entry, is bool) {
	e = Entry{Day: p.Received, Debit: Bank, Credit: Receivable, Amount: p.Amount, Ref: p.ID, Case: caseNo, Counterparty: counterparty}
	if p.Amount < 0 {
		e.Debit, e.Credit, e.Amount = Receivable, Bank, -p.Amount
	}
	return e, p.Kind != record.Withheld && p.Amount != 0
}

// Balance is what entries leave on an account, debits less credits.
func Balance(entries []Entry, a Account) (sum yen.Amount) {
	for _, e := range entries {
		if e.Debit == a {
			sum += e.Amount
		}
		if e.Credit == a {
			sum -= e.Amount
		}
	}
	return sum
}
