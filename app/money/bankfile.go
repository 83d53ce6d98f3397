package money

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/fees"
	"akashi/rules/matching"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/kana"
	"akashi/values/yen"
)

// BankFileInput is a file in which a bank told what came in.
type BankFileInput struct {
	Scheme  string          `json:"scheme,omitempty" doc:"key of the scheme whose invoices are paid to the account; all of them when empty"`
	Name    string          `json:"name" maxLength:"200" doc:"file name"`
	Content []byte          `json:"content" doc:"the file as the bank gave it, base64 in JSON"`
	Format  string          `json:"format,omitempty" enum:"auto,zengin,csv" doc:"auto, zengin (200-byte records) or csv; found by content when empty"`
	Mapping json.RawMessage `json:"mapping,omitempty" doc:"what the columns of a table of any shape hold"`

	read *bankRead // before the transaction
}

// About says what the policy asks about.
func (in BankFileInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// Identity is what the request is known again by.
func (in BankFileInput) Identity() any { return in.Journaled() }

// Journaled is the input with the file's hash in the place of its content.
func (in BankFileInput) Journaled() any {
	sum := desk.Hash(in.Content)
	in.Content = nil
	return struct {
		BankFileInput
		SHA256 string `json:"sha256"`
	}{in, sum}
}

// bankRead is what was read of a file.
type bankRead struct {
	desk.Statement
	err error
}

// Prepare reads the file.
func (in *BankFileInput) Prepare(_ context.Context, d *desk.Desk) {
	if len(in.Content) > 0 {
		in.read = readBank(d, *in)
	}
}

func readBank(d *desk.Desk, in BankFileInput) *bankRead {
	var columns map[string]string
	if len(in.Mapping) > 0 && json.Unmarshal(in.Mapping, &columns) != nil {
		return &bankRead{err: fault.Wrong("bank.mapping", "/mapping")}
	}
	told, err := d.Banks.Read(in.Content, cmp.Or(in.Format, "auto"), columns, civil.In(d.Moment()))
	return &bankRead{told, err}
}

// ImportBankFile takes in what a bank told of the money that came in (入金データの取込み):
//  1. read the file whole, or refuse it with every record and byte that does not add up;
//  2. keep the movements that no file before told; of those that one did, say which they are;
//  3. a movement by which the bank takes one back finds it, in this file or in an earlier one, and takes back what was
//     recorded as paid because of it;
//  4. nothing else is recorded as paid: what each movement may be for is suggested, and confirmed.
func ImportBankFile(w *desk.Work, in BankFileInput) error {
	told, err := readBankFile(w, in)
	if err != nil {
		return err
	}
	file := record.BankFile{ID: w.NewID(), Scheme: in.Scheme, Name: in.Name, Format: told.Format, SHA256: desk.Hash(in.Content),
		Records: len(told.Records), Sum: told.Sum, By: w.Actor.ID, At: w.Now, Version: 1}
	known := knownRecords(w, in.Scheme, told.Records)
	seen, fresh, rows := map[string]record.BankRecord{}, []*record.BankRecord{}, []any{&file}
	for _, k := range known {
		seen[k.Fingerprint] = k
	}
	duplicates := []BankLine{}
	for _, r := range told.Records {
		if was, before := seen[r.Fingerprint]; before {
			duplicates = append(duplicates, BankLine{Record: r.Record, Payer: r.Payer, Amount: r.Amount, Received: r.Day, File: was.FileID})
			continue
		}
		r.ID, r.FileID, r.Scheme = w.NewID(), file.ID, in.Scheme
		fresh = append(fresh, &r)
	}
	if len(fresh) == 0 && len(told.Records) > 0 { // nothing new: the file that told it stands
		file = desk.Read(w, w.Tx.BankFile, duplicates[0].File)
		rows = nil
	}
	cancel(known, fresh)
	for _, r := range fresh {
		rows = append(rows, r)
	}
	w.Add(rows...)
	if err := w.OfBankFile(file); err != nil {
		return err
	}
	w.Made(desk.OnBankFile)
	for _, r := range fresh {
		if err := takeBack(w, *r); err != nil {
			return err
		}
	}
	view := BankFile(w)
	view.Records, view.Sum, view.Duplicates = len(told.Records), told.Sum, duplicates
	w.Result = view
	w.Told = fault.With("name", in.Name, "n", len(fresh))
	if sure := view.sure(); sure > 0 {
		w.Told["sure"] = strconv.Itoa(sure)
	}
	if len(duplicates) > 0 {
		w.Told["duplicates"] = strconv.Itoa(len(duplicates))
	}
	return nil
}

func readBankFile(w *desk.Work, in BankFileInput) (desk.Statement, error) {
	var p fault.Problems
	if in.Scheme != "" && len(w.Desk.Shelf.Editions(in.Scheme)) == 0 {
		fault.Choose(&p, "user.scheme", "/scheme", in.Scheme, w.Desk.Shelf.Keys())
	}
	fault.OneOf(&p, "bank.format", "/format", cmp.Or(in.Format, "auto"), desk.BankFormats())
	p.Want(strings.TrimSpace(in.Name) != "", "file.name", "/name")
	p.Want(len(in.Content) > 0, "file.empty", "/content")
	if err := p.Err(); err != nil {
		return desk.Statement{}, err
	}
	if in.read == nil {
		in.read = readBank(w.Desk, in)
	}
	return in.read.Statement, in.read.err
}

// knownRecords are the movements on record of the days of those given.
func knownRecords(w *desk.Work, scheme string, told []record.BankRecord) []record.BankRecord {
	var days civil.Range
	for i, r := range told {
		if i == 0 || r.Day.Before(days.From) {
			days.From = r.Day
		}
		if r.Day.After(days.To) {
			days.To = r.Day
		}
	}
	if days.To.IsZero() {
		return nil
	}
	return desk.Read(w, func(civil.Range) ([]record.BankRecord, error) { return w.BankRecordsOn(scheme, days) }, days)
}

// cancel joins each movement by which the bank takes one back to the latest before it that is alike and that nothing else takes
// back: same account, day, sum, code and name.
func cancel(known []record.BankRecord, fresh []*record.BankRecord) {
	alike := func(r record.BankRecord) string {
		return fmt.Sprintf("%s|%s|%d|%s|%s", r.Account, r.Day, r.Amount, r.PayerCode, kana.Fold(r.Payer))
	}
	standing, taken := map[string][]string{}, map[string]bool{}
	for _, k := range known {
		taken[k.Takes] = true
	}
	for _, k := range known {
		if !k.Cancels && !k.Out && !taken[k.ID] {
			standing[alike(k)] = append(standing[alike(k)], k.ID)
		}
	}
	for _, r := range fresh {
		switch at := standing[alike(*r)]; {
		case r.Out:
		case !r.Cancels:
			standing[alike(*r)] = append(at, r.ID)
		case len(at) > 0:
			r.Takes, standing[alike(*r)] = at[len(at)-1], at[:len(at)-1]
		}
	}
}

// takeBack takes back what was recorded as paid because of the movement that another one cancels.
func takeBack(w *desk.Work, by record.BankRecord) error {
	if by.Takes == "" {
		return nil
	}
	for _, paid := range fees.StandingPayments(desk.Read(w, w.RecordPayments, by.Takes)) {
		if paid.Kind != record.PaidIn {
			continue // a fee that was kept back goes with the money
		}
		in := ReversalInput{Payment: paid.ID, Reason: fmt.Sprintf("%s #%d", w.BankFile.Name, by.Record)}
		err := w.Along(desk.Read(w, w.Tx.Case, paid.CaseID), access.ReversePayment, in, func(other *desk.Work) error { return ReversePayment(other, in) })
		if err != nil {
			return err
		}
	}
	return nil
}

// BankPaymentInput says which movements are confirmed to be for which invoice.
type BankPaymentInput struct {
	AllSure bool       `json:"all_sure,omitempty" doc:"everything that admits no second reading"`
	Record  int        `json:"record,omitempty" minimum:"0" maximum:"10000000" doc:"the movement, by its place in the file"`
	Invoice string     `json:"invoice,omitempty" maxLength:"40" doc:"number of the invoice; what is suggested first when empty"`
	Amount  yen.Amount `json:"amount,omitempty" minimum:"0" maximum:"1000000000000" doc:"so much of it, in yen; all that is left of it when empty"`
	Part    bool       `json:"part,omitempty" doc:"what is missing stays owed, though it is no more than a transfer fee"`
}

// mostWithheld is what a payer may have kept back for the transfer, in yen (振込手数料の差引き). What banks ask for one lies below;
// a credit note over so little need not be handed over (消費税法第57条の4第3項, under 10,000 yen), but is issued all the same.
const mostWithheld yen.Amount = 1000

// ConfirmBankFile records what the movements of a bank's file were for (消込み):
//  1. either all that is sure, or one movement and the invoice that it is for;
//  2. a movement fills the charges of the invoice in their order; what is more than is owed stays on the last of them,
//     until it is returned;
//  3. what is missing and no more than a transfer fee was kept back for it: the invoice is credited by so much, unless it is said
//     to be a part;
//  4. of a movement that was taken back, or is used up, nothing can be recorded.
func ConfirmBankFile(w *desk.Work, in BankPaymentInput) error {
	s := statementOf(w)
	var follow []reading
	if in.AllSure {
		for _, one := range s.suggestions(w) {
			if one.Certainty == matching.Sure {
				follow = append(follow, reading{s.at[one.Record], one.Invoices, 0, false})
			}
		}
	} else {
		one, err := chosen(w, s, in)
		if err != nil {
			return err
		}
		follow = append(follow, one)
	}
	sum := yen.Amount(0)
	for _, one := range follow {
		left := s.left(one.record)
		if one.amount > 0 {
			left = one.amount
		}
		sum += left
		for i, no := range one.invoices {
			used, err := receive(w, one, no, left, i == len(one.invoices)-1)
			if err != nil {
				return err
			}
			left -= used
		}
	}
	w.Result = BankFile(w)
	w.Told = fault.With("n", len(follow), "sum", sum)
	return nil
}

// reading is a movement with the invoices that it is confirmed to be for.
type reading struct {
	record   record.BankRecord
	invoices []string
	amount   yen.Amount // so much of it; 0 for all that is left
	part     bool
}

// chosen is the movement that somebody named, with the invoice that it is for.
func chosen(w *desk.Work, s statement, in BankPaymentInput) (one reading, err error) {
	var p fault.Problems
	r := s.at[in.Record]
	switch {
	case r.ID == "":
		p.Add("bank.record-none", "/record", "given", in.Record)
	case s.void(r):
		p.Add("bank.record-void", "/record", "given", in.Record)
	case s.left(r) == 0:
		p.Add("bank.record-used", "/record", "given", in.Record)
	default:
		p.Want(in.Amount >= 0 && in.Amount <= s.left(r), "bank.amount", "/amount", "given", in.Amount, "open", s.left(r))
	}
	one = reading{r, []string{strings.TrimSpace(in.Invoice)}, in.Amount, in.Part || in.Amount > 0}
	if one.invoices[0] == "" {
		first, found := desk.First(s.suggestions(w), func(m matching.Suggestion) bool { return m.Record == in.Record })
		if one.invoices = first.Invoices; !found {
			p.Add("bank.invoice", "/invoice", "given", "")
		}
	} else if d, known := desk.Find(w, w.Tx.Invoice, one.invoices[0]); !known || d.Kind != record.Billed || w.BankFile.Scheme != "" && d.Scheme != w.BankFile.Scheme {
		p.Add("bank.invoice", "/invoice", "given", one.invoices[0])
	} else if stands, _ := desk.First(standingsOf(w, d.CaseID), func(st record.InvoiceStanding) bool { return st.InvoiceID == d.ID }); stands.Credited >= d.Total {
		p.Add("bank.invoice-credited", "/invoice", "given", d.No)
	}
	return one, p.Err()
}

func standingsOf(w *desk.Work, caseID string) []record.InvoiceStanding {
	return desk.Read(w, w.InvoiceStandings, desk.InvoiceQuery{CaseID: caseID, Visible: access.Everything()})
}

// receive records money of a movement for the charges of one invoice, and tells how much of it. The last invoice that it is for
// takes all that is left.
func receive(w *desk.Work, one reading, no string, left yen.Amount, last bool) (used yen.Amount, err error) {
	d := desk.Read(w, w.Tx.Invoice, no)
	in := struct {
		File    string `json:"file"`
		Record  int    `json:"record"`
		Invoice string `json:"invoice"`
	}{w.BankFile.ID, one.record.Record, no}
	err = w.Along(desk.Read(w, w.Tx.Case, d.CaseID), access.RecordPayment, in, func(o *desk.Work) error {
		used = fill(o, d, one, left, last)
		return nil
	})
	return used, err
}

// fill records it charge by charge.
func fill(w *desk.Work, d record.Invoice, one reading, left yen.Amount, last bool) (used yen.Amount) {
	pay := record.Payment{Received: one.record.Day, Note: strings.TrimSpace(one.record.Payer + " " + one.record.EDI), Record: one.record.ID}
	charges := chargesOn(w, d)
	for i, c := range charges {
		before := desk.Read(w, w.Payments, d.CaseID)
		pay.Amount = min(left-used, max(0, fees.Open(c, before)))
		if last && i == len(charges)-1 {
			pay.Amount = left - used
		}
		if pay.Amount > 0 {
			keepPayment(w, c, before, pay)
			used += pay.Amount
		}
	}
	withheld := yen.Amount(0)
	for _, c := range chargesOn(w, d) {
		withheld += max(0, fees.Open(c, desk.Read(w, w.Payments, d.CaseID)))
	}
	if one.part || !last || used == 0 || withheld > mostWithheld {
		return used
	}
	for _, c := range chargesOn(w, d) {
		before := desk.Read(w, w.Payments, d.CaseID)
		if pay.Kind, pay.Amount = record.Withheld, fees.Open(c, before); pay.Amount > 0 {
			keepPayment(w, c, before, pay)
		}
	}
	return used
}

// chargesOn are the charges that an invoice names, as they are now.
func chargesOn(w *desk.Work, d record.Invoice) (charges []record.Charge) {
	for _, l := range d.Lines {
		if !slices.ContainsFunc(charges, func(c record.Charge) bool { return c.ID == l.ChargeID }) {
			charges = append(charges, desk.Read(w, w.Tx.Charge, l.ChargeID))
		}
	}
	return charges
}
