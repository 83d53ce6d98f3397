package money

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/billing"
	"akashi/values/fault"
	"akashi/values/ident"
)

// booked has the books follow, once the act is otherwise done, what it changed of the money of a case.
func booked(w *desk.Work, caseID string) {
	w.Finally("books of "+caseID, func(w *desk.Work) { keepBooks(w, caseID) })
}

// keepBooks issues the documents about money that a case calls for (請求書・領収書・適格返還請求書):
//  1. nothing is issued for whom the office has not said in whose name: who is paid without a word of this program,
//     such as another body, issues its own;
//  2. each document gets the next number of its kind, payee and year, names issuer and applicant as they are called
//     today, and never changes;
//  3. what has become of each invoice is kept beside it.
func keepBooks(w *desk.Work, caseID string) {
	issuers := IssuersOf(w, w.Edition.Scheme)
	if len(issuers) == 0 {
		return
	}
	account := billing.Account{Charges: desk.Read(w, w.Charges, caseID), Payments: desk.Read(w, w.Payments, caseID), Documents: desk.Read(w, w.Invoices, caseID)}
	account.Charges = slices.DeleteFunc(account.Charges, func(c record.Charge) bool {
		_, known := issuers[w.Edition.PayeeOf(c.Code)]
		return !known
	})
	for {
		calls := account.Calls(w.Edition.PayeeOf)
		if len(calls) == 0 {
			break
		}
		for _, call := range calls {
			call.CaseID = caseID
			issue(w, issuers[call.Payee], &call)
			account.Documents = append(account.Documents, call)
		}
	}
	keepStandings(w, account, caseID)
}

// IssuersOf says in whose name documents are issued for each payee of a scheme.
func IssuersOf(w *desk.Work, scheme string) map[string]record.Issuer {
	last := map[string]record.Issuer{}
	for _, i := range desk.Read(w, w.Issuers, scheme) {
		last[i.Payee] = i
	}
	return last
}

// kindLetters stand in the numbers of documents before the year: an invoice, a receipt, a credit note.
var kindLetters = map[record.InvoiceKind]string{record.Billed: "I", record.Received: "R", record.Credited: "C"}

// issue gives a document its number and its names, and keeps it.
func issue(w *desk.Work, from record.Issuer, d *record.Invoice) {
	d.ID, d.Scheme, d.Issuer, d.To = w.NewID(), w.Edition.Scheme, from.Imprint, addressed(w, d.CaseID)
	d.Issued, d.By, d.At, d.Year = w.Today, w.Actor.ID, w.Now, w.Today.Year()
	seq, err := w.Next(fmt.Sprintf("invoice/%s/%s/%s/%d", d.Scheme, d.Payee, d.Kind, d.Year))
	w.Fail(err)
	d.Seq = seq
	d.No = fmt.Sprintf("%s-%s%d-%04d", from.Prefix, kindLetters[d.Kind], d.Year, seq)
	w.Add(d)
	issued, _ := w.Facts["issued"].([]string)
	w.Facts["issued"] = append(issued, d.No)
	if d.Kind == record.Billed {
		w.Add(&record.InvoiceStanding{InvoiceID: d.ID, CaseID: d.CaseID, Open: d.Total, Version: 1})
	}
}

// addressed is whom the documents of a case are for: the holder as the register calls it, where there is a mark.
func addressed(w *desk.Work, caseID string) record.Party {
	c := w.Case
	if c.ID != caseID {
		c = desk.Read(w, w.Tx.Case, caseID)
	}
	to := record.Party{ID: c.ApplicantID, Name: c.Particulars.Name, Address: c.Particulars.Address}
	if m, known := desk.Find(w, w.Tx.Mark, c.MarkID); c.MarkID != "" && known && m.CaseID == c.ID {
		to.Name, to.Address = m.Holder, cmp.Or(m.Address, to.Address)
	}
	return to
}

// keepStandings keeps what has become of the invoices of a case.
func keepStandings(w *desk.Work, account billing.Account, caseID string) {
	kept := desk.Read(w, w.InvoiceStandings, desk.InvoiceQuery{CaseID: caseID, Visible: access.Everything()})
	for _, d := range account.Documents {
		if d.Kind != record.Billed {
			continue
		}
		was, _ := desk.First(kept, func(s record.InvoiceStanding) bool { return s.InvoiceID == d.ID })
		now := account.Stands(d)
		now.Version = was.Version
		if now != was {
			w.Save(&now)
		}
	}
}

// prefix is what numbers of documents may begin with.
var prefix = regexp.MustCompile(`^[A-Z][A-Z0-9]{0,9}$`)

// IssuerInput says in whose name documents about money are issued.
type IssuerInput struct {
	Scheme       string `json:"scheme" doc:"key of the scheme"`
	Payee        string `json:"payee,omitempty" doc:"to whom the fees are paid, where they are not paid to whoever runs the scheme"`
	Name         string `json:"name" maxLength:"200" doc:"name as documents print it"`
	Registration string `json:"registration_number,omitempty" maxLength:"40" doc:"registration number of an issuer of qualified invoices: T and thirteen digits"`
	Address      string `json:"address,omitempty" maxLength:"300" doc:"address as documents print it"`
	Phone        string `json:"phone,omitempty" maxLength:"60" doc:"telephone number for questions"`
	Account      string `json:"account" maxLength:"500" doc:"where to pay: bank, branch, kind, number and holder of the account"`
	Prefix       string `json:"prefix,omitempty" maxLength:"10" doc:"first letters of the numbers of documents"`
}

// About says what the policy asks about.
func (in IssuerInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// IssuerView is what was said, with what was issued because of it.
type IssuerView struct {
	record.Issuer
	Issued []string `json:"issued"` // numbers of invoices for what was owed already
}

// SetIssuer says in whose name documents about money are issued for the fees of a scheme (発行事業者の登録):
//  1. whoever runs the scheme, or the member of its organisation to whom a fee of it is paid;
//  2. a registration number is T and thirteen digits; who has none issues invoices that are not qualified ones;
//  3. numbers of documents begin with letters that no other issuer of the office has;
//  4. what is owed already and has no invoice is invoiced today; documents that were issued stay as they are.
func SetIssuer(w *desk.Work, in IssuerInput) (err error) {
	if w.Edition, err = w.Desk.Shelf.EditionAt(in.Scheme, w.Today); err != nil {
		return desk.Missing(err, "/scheme")
	}
	for _, text := range []*string{&in.Name, &in.Registration, &in.Address, &in.Phone, &in.Account, &in.Prefix} {
		*text = strings.TrimSpace(*text)
	}
	in.Payee = cmp.Or(in.Payee, in.Scheme)
	var p fault.Problems
	p.Want(w.Edition.Fees != nil, "issuer.no-fees", "/scheme", "given", in.Scheme)
	if payees := w.Edition.Payees(); len(payees) > 0 {
		fault.OneOf(&p, "issuer.payee", "/payee", in.Payee, payees)
	}
	p.Want(in.Name != "", "issuer.name", "/name")
	p.Want(in.Account != "", "issuer.account", "/account")
	number, doubt := "", ""
	if in.Registration != "" {
		var problem string
		var warning string
		if number, problem, warning = ident.RegistrationNumber(in.Registration); warning != "" {
			doubt = number
		}
		p.Want(problem == "", "issuer.registration", "/registration_number", "given", in.Registration)
	}
	was := IssuersOf(w, in.Scheme)[in.Payee]
	in.Prefix = strings.ToUpper(cmp.Or(in.Prefix, was.Prefix, prefixOf(w, in)))
	p.Want(prefix.MatchString(in.Prefix), "issuer.prefix", "/prefix", "given", in.Prefix)
	for _, key := range w.Desk.Shelf.Keys() {
		for payee, other := range IssuersOf(w, key) {
			p.Want((key == in.Scheme && payee == in.Payee) || other.Prefix != in.Prefix, "issuer.prefix-taken", "/prefix", "given", in.Prefix, "name", other.Name)
		}
	}
	if err := p.Err(); err != nil {
		return err
	}
	now := record.Issuer{ID: w.NewID(), Scheme: in.Scheme, Payee: in.Payee, Round: was.Round + 1, Prefix: in.Prefix,
		Imprint: record.Imprint{Name: in.Name, Registration: number, Address: in.Address, Phone: in.Phone, Account: in.Account}, By: w.Actor.ID, At: w.Now}
	w.Add(&now)
	view := IssuerView{now, []string{}}
	if was.Round == 0 {
		if view.Issued, err = invoiceOwed(w, in); err != nil {
			return err
		}
	}
	w.Result, w.Told = view, fault.With("name", now.Name, "n", len(view.Issued), "doubt", doubt)

	return nil
}

// ChangesIssuer reports whether an issuer is on record already, which another word would change: money may go to another account.
func ChangesIssuer(w *desk.Work, in IssuerInput) bool {
	round := IssuersOf(w, in.Scheme)[cmp.Or(in.Payee, in.Scheme)].Round
	if w.Result != nil { // it has been said in this work
		round--
	}
	return round > 0
}

// prefixOf is what numbers begin with while the office has not chosen: what receipt numbers of the scheme begin with, or the
// payee's short name.
func prefixOf(w *desk.Work, in IssuerInput) string {
	if in.Payee == in.Scheme {
		return w.Edition.ReceiptPrefix
	}
	return in.Payee
}

// invoiceOwed invoices what cases of the scheme owe already to the payee.
func invoiceOwed(w *desk.Work, in IssuerInput) (issued []string, err error) {
	issued = []string{}
	owed := desk.Read(w, w.ChargesLike, desk.ChargeQuery{Scheme: in.Scheme, Status: record.ChargeOwed, Visible: access.Everything()})
	slices.SortFunc(owed, func(a, b record.Charge) int { return cmp.Compare(a.CaseID, b.CaseID) })
	for _, c := range slices.CompactFunc(owed, func(a, b record.Charge) bool { return a.CaseID == b.CaseID }) {
		err := w.Along(desk.Read(w, w.Tx.Case, c.CaseID), access.SetIssuer, in, func(other *desk.Work) error {
			keepBooks(other, c.CaseID)
			numbers, _ := other.Facts["issued"].([]string)
			issued = append(issued, numbers...)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return issued, nil
}
