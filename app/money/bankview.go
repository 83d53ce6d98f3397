package money

import (
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/matching"
	"akashi/values/civil"
	"akashi/values/yen"
)

// BankFileView is a bank's file with what became of each movement of it, and what the others may be for.
type BankFileView struct {
	record.BankFile
	Matched    []BankMatch  `json:"matched"`    // what each may be for, the likeliest reading first
	Unmatched  []BankLine   `json:"unmatched"`  // came in, and nothing speaks for any invoice
	Confirmed  []BankPaid   `json:"confirmed"`  // recorded as paid
	Cancelled  []BankCancel `json:"cancelled"`  // taken back by the bank
	Duplicates []BankLine   `json:"duplicates"` // of an import: told by a file before
	Out        int          `json:"out"`        // movements of money that left the account
	Open       yen.Amount   `json:"open"`       // of what came in, so much is recorded for nothing yet
	Can        []desk.Offer `json:"can,omitempty"`
}

// sure is how many of the movements admit no second reading.
func (v BankFileView) sure() (n int) {
	for _, m := range v.Matched {
		if m.Certainty == matching.Sure {
			n++
		}
	}
	return n
}

// BankLine is a movement.
type BankLine struct {
	Record   int        `json:"record"`
	Payer    string     `json:"payer"`
	Amount   yen.Amount `json:"amount"` // of one that is recorded in part: what is left of it
	Received civil.Date `json:"received"`
	EDI      string     `json:"edi,omitempty"`
	File     string     `json:"file,omitempty"` // ID of another file, which told it
}

// BankMatch is a movement with the invoice that it may be for, and why.
type BankMatch struct {
	BankLine
	BankReading
	Others []BankReading `json:"others,omitempty"`
}

// BankReading is one way to read a movement.
type BankReading struct {
	Invoice   string             `json:"invoice"`
	Invoices  []string           `json:"invoices,omitempty"` // where it is for several
	Case      string             `json:"case"`
	Owes      string             `json:"counterparty"`
	Open      yen.Amount         `json:"open"` // of the invoices
	Certainty matching.Certainty `json:"certainty"`
	Reason    string             `json:"reason"` // in one word each, what speaks for it first
}

// BankPaid is a movement that was recorded as paid, in whole or in part.
type BankPaid struct {
	BankLine
	Invoice  string     `json:"invoice"`
	Case     string     `json:"case"`
	Withheld yen.Amount `json:"withheld,omitempty"` // kept back for the transfer
	Back     bool       `json:"back,omitempty"`     // taken back since
}

// BankCancel is a movement that the bank took back.
type BankCancel struct {
	BankLine
	By int `json:"by"` // the movement that takes it back, by its place in its file; 0 where it takes back none that is known
}

// statement is what is known of a bank's file.
type statement struct {
	records   []record.BankRecord
	at        map[int]record.BankRecord // by their place in the file
	payments  []record.Payment
	used      map[string]yen.Amount        // by the ID of a movement
	cancelled map[string]record.BankRecord // by the ID of what was taken back
	invoices  []record.Invoice
	open      map[string]yen.Amount // of invoices, by number
}

// void reports whether a movement is none of money that came in and stands.
func (s statement) void(r record.BankRecord) bool {
	return r.Out || r.Cancels || s.cancelled[r.ID].ID != ""
}

func statementOf(w *desk.Work) statement {
	s := standingOf(w)
	q := desk.InvoiceQuery{Scheme: w.BankFile.Scheme, Kind: record.Billed, Open: true, Visible: access.Everything()}
	s.invoices = desk.Read(w, w.InvoicesLike, q)
	standing := map[string]yen.Amount{}
	for _, st := range desk.Read(w, w.InvoiceStandings, q) {
		standing[st.InvoiceID] = st.Open
	}
	for _, d := range s.invoices {
		s.open[d.No] = standing[d.ID]
	}
	return s
}

// standingOf is what is known of the file itself.
func standingOf(w *desk.Work) statement {
	s := statement{records: desk.Read(w, w.BankRecords, w.BankFile.ID), payments: desk.Read(w, w.BankPayments, w.BankFile.ID),
		cancelled: map[string]record.BankRecord{}, open: map[string]yen.Amount{}}
	for _, by := range desk.Read(w, w.BankCancelling, w.BankFile.ID) {
		s.cancelled[by.Takes] = by
	}
	s.at = make(map[int]record.BankRecord, len(s.records))
	for _, r := range s.records {
		s.at[r.Record] = r
	}
	s.used = map[string]yen.Amount{}
	for _, p := range s.payments {
		if p.Kind == record.PaidIn {
			s.used[p.Record] += p.Amount
		}
	}
	return s
}

// left is what is recorded for nothing yet, of a movement that stands.
func (s statement) left(r record.BankRecord) yen.Amount {
	if s.void(r) {
		return 0
	}
	return r.Amount - s.used[r.ID]
}

// suggestions are the readings of what is left.
func (s statement) suggestions(w *desk.Work) []matching.Suggestion {
	var payments []matching.Payment
	for _, r := range s.records {
		payments = append(payments, matching.Payment{Record: r.Record, Amount: s.left(r), Code: r.PayerCode, Name: r.Payer, Text: r.EDI + " " + r.Note, Void: s.void(r)})
	}
	var owed []matching.Invoice
	caseOf := map[string]string{}
	for _, d := range s.invoices {
		if caseOf[d.CaseID] == "" {
			caseOf[d.CaseID] = desk.Read(w, w.Tx.Case, d.CaseID).No
		}
		owed = append(owed, matching.Invoice{Number: d.No, Case: caseOf[d.CaseID], Payer: d.To.ID, Open: s.open[d.No]})
	}
	return matching.Match(payments, owed, payers(w), mostWithheld)
}

// payers are the applicants under the kana in which they are called, and the names and codes under which they paid before. A
// payment that is taken back is forgotten with its name.
func payers(w *desk.Work) []matching.Payer {
	all := map[string]*matching.Payer{}
	var ids []string
	of := func(id string) *matching.Payer {
		if all[id] == nil {
			all[id] = &matching.Payer{ID: id}
			ids = append(ids, id)
		}
		return all[id]
	}
	applicants, err := w.Applicants()
	w.Fail(err)
	for _, a := range applicants {
		if a.NameKana != "" {
			of(a.ID).Names = append(of(a.ID).Names, a.NameKana)
		}
	}
	for _, b := range desk.Read(w, w.PaidBefore, w.BankFile.Scheme) {
		p := of(b.ApplicantID)
		p.Names = append(p.Names, b.Payer)
		if b.PayerCode != "" {
			p.Codes = append(p.Codes, b.PayerCode)
		}
	}
	slices.Sort(ids)
	list := make([]matching.Payer, 0, len(ids))
	for _, id := range ids {
		list = append(list, *all[id])
	}
	return list
}

// BankStanding is what became of a file's movements.
type BankStanding struct {
	Came    int        `json:"came"`    // movements of money that came in and stand
	Waiting int        `json:"waiting"` // of these, so many are recorded for nothing yet, or not for all of it
	Open    yen.Amount `json:"open"`    // and so much of them
}

// BankFileStands says what became of the movements of the file on the desk.
func BankFileStands(w *desk.Work) (b BankStanding) {
	s := standingOf(w)
	for _, r := range s.records {
		if s.void(r) {
			continue
		}
		b.Came++
		if left := s.left(r); left > 0 {
			b.Waiting, b.Open = b.Waiting+1, b.Open+left
		}
	}
	return b
}

// BankFile is the file on the desk with all that is known of it.
func BankFile(w *desk.Work) BankFileView {
	s := statementOf(w)
	v := BankFileView{BankFile: w.BankFile, Matched: []BankMatch{}, Unmatched: []BankLine{}, Confirmed: []BankPaid{}, Cancelled: []BankCancel{}, Duplicates: []BankLine{}, Can: w.Offers()}
	by := map[string]record.Invoice{}
	for _, d := range s.invoices {
		by[d.No] = d
	}
	found := map[int][]BankReading{}
	for _, m := range s.suggestions(w) {
		found[m.Record] = append(found[m.Record], s.reading(w, m, by))
	}
	paid := map[string][]record.Payment{}
	for _, p := range s.payments {
		paid[p.Record] = append(paid[p.Record], p)
	}
	for _, r := range s.records {
		line := BankLine{Record: r.Record, Payer: r.Payer, Amount: r.Amount, Received: r.Day, EDI: r.EDI}
		v.Confirmed = append(v.Confirmed, confirmed(w, line, paid[r.ID])...)
		switch readings := found[r.Record]; {
		case r.Out:
			v.Out++
		case s.cancelled[r.ID].ID != "":
			c := BankCancel{line, s.cancelled[r.ID].Record}
			if c.File = s.cancelled[r.ID].FileID; c.File == v.ID {
				c.File = ""
			}
			v.Cancelled = append(v.Cancelled, c)
		case r.Cancels:
			if r.Takes == "" {
				v.Cancelled = append(v.Cancelled, BankCancel{line, 0})
			}
		default:
			if line.Amount = s.left(r); line.Amount <= 0 {
				continue
			}
			v.Open += line.Amount
			if len(readings) == 0 {
				v.Unmatched = append(v.Unmatched, line)
			} else {
				v.Matched = append(v.Matched, BankMatch{line, readings[0], readings[1:]})
			}
		}
	}
	return v
}

func (s statement) reading(w *desk.Work, m matching.Suggestion, by map[string]record.Invoice) BankReading {
	first := by[m.Invoices[0]]
	r := BankReading{Invoice: first.No, Case: desk.Read(w, w.Tx.Case, first.CaseID).No, Owes: first.To.Name, Certainty: m.Certainty}
	if len(m.Invoices) > 1 {
		r.Invoices = m.Invoices
	}
	for _, no := range m.Invoices {
		r.Open += s.open[no]
	}
	why := make([]string, 0, len(m.Reasons))
	for _, reason := range m.Reasons {
		why = append(why, strings.TrimPrefix(string(reason), "match-"))
	}
	r.Reason = strings.Join(why, ", ")
	return r
}

// confirmed are the payments that rest on a movement, one line for each invoice.
func confirmed(w *desk.Work, line BankLine, payments []record.Payment) (all []BankPaid) {
	for _, p := range payments {
		no := ""
		for _, d := range desk.Read(w, w.Invoices, p.CaseID) {
			if d.Kind == record.Billed && slices.ContainsFunc(d.Lines, func(l record.InvoiceLine) bool { return l.ChargeID == p.ChargeID }) {
				no = d.No
			}
		}
		at := slices.IndexFunc(all, func(b BankPaid) bool { return b.Invoice == no && !b.Back })
		if at < 0 {
			at = len(all)
			all = append(all, BankPaid{BankLine: line, Invoice: no, Case: desk.Read(w, w.Tx.Case, p.CaseID).No})
			all[at].Amount = 0
		}
		if p.Kind == record.Withheld {
			all[at].Withheld += p.Amount
		} else {
			all[at].Amount += p.Amount
		}
		all[at].Back = all[at].Amount <= 0
	}
	return all
}
