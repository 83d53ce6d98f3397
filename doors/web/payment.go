package web

import (
	"net/http"
	"net/url"
	"strconv"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/money"
	"akashi/rules/access"
	"akashi/rules/matching"
	"akashi/values/fault"
	"akashi/values/yen"
)

// paymentsPath is where the files of banks are.
const paymentsPath = "/o/payments"

// paymentsView is the files in which banks told what came in, as the page lists them.
type paymentsView struct {
	app.BankFileList
	Names   map[string]string // of schemes
	Imports []link            // a file can be taken in for these
	Sheet   string
}

// payments lists the files in which banks told what came in (入金データ).
func (d *Door) payments(v *visit) error {
	if !v.actor.May(access.ViewBankFile) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	list, err := d.Office.BankFiles(v.r.Context(), v.actor, v.query("scheme"))
	if err != nil {
		return err
	}
	p := v.page()
	view := paymentsView{BankFileList: list, Names: v.shortNames(), Sheet: v.sheetPath()}
	if v.asSheet() {
		return v.giveSheet("payments", view.sheet(p))
	}
	for _, s := range v.schemes() {
		ed, err := d.edition(s.Key, "")
		if err == nil && ed.Fees != nil && access.Allows(v.actor, access.ImportPayment, access.Object{Kind: access.KindBankFile, Scheme: s.Key}) {
			view.Imports = append(view.Imports, link{Path: p.To(withQuery(actOf(access.ImportPayment, ""), url.Values{"scheme": {s.Key}})), Label: p.T("payment.import.for", "scheme", s.Short)})
		}
	}
	v.private()
	return v.show(http.StatusOK, paymentsPage(p, view))
}

// sheet is the list for a spreadsheet.
func (l paymentsView) sheet(p page) sheet {
	s := sheet{Head: []string{p.T("payment.name"), p.T("mark.scheme"), p.T("payment.day"), p.T("payment.sum"), p.T("payment.came"), p.T("payment.waiting"), p.T("billing.open")}}
	for _, f := range l.Payments {
		s.Rows = append(s.Rows, []string{f.Name, l.Names[f.Scheme], p.Moment(f.At), strconv.FormatInt(int64(f.Sum), 10), strconv.Itoa(f.Came), strconv.Itoa(f.Waiting), strconv.FormatInt(int64(f.Open), 10)})
	}
	return s
}

// paymentView is a bank's file as the page shows it.
type paymentView struct {
	money.BankFileView
	Sure, Suggested []money.BankMatch
	May, Back       bool // the visitor may confirm, and take back
	Here            string
}

// paymentFile shows what a bank told in one file, and which invoices it may be for.
func (d *Door) paymentFile(v *visit) error {
	if !v.actor.May(access.ViewBankFile) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	f, err := d.Office.BankFileView(v.r.Context(), v.actor, v.r.PathValue("id"))
	if err != nil {
		return err
	}
	view := paymentView{BankFileView: f, Back: v.actor.May(access.ReversePayment), Here: paymentsPath + "/" + url.PathEscape(f.ID)}
	_, view.May = desk.First(f.Can, func(o desk.Offer) bool { return o.Action == access.ConfirmPayment && len(o.Blocked) == 0 })
	for _, m := range f.Matched {
		if m.Certainty == matching.Sure {
			view.Sure = append(view.Sure, m)
		} else {
			view.Suggested = append(view.Suggested, m)
		}
	}
	v.private()
	return v.show(http.StatusOK, paymentPage(v.page(), view))
}

// sums adds up movements.
func sums(matches []money.BankMatch) (sum yen.Amount) {
	for _, m := range matches {
		sum += m.Amount
	}
	return sum
}

// confirmPath is where movements of the file are confirmed.
func (f paymentView) confirmPath() string { return actOf(access.ConfirmPayment, f.ID) }

// findPath asks for the invoice of a movement that nothing speaks for.
func (f paymentView) findPath(record int) string {
	return withQuery(f.confirmPath(), url.Values{"record": {strconv.Itoa(record)}, "_next": {f.Here}})
}

// readings are all ways to read a movement, the likeliest first, as options: an empty value is that for several invoices.
func (p page) readings(m money.BankMatch) (all []option) {
	for _, r := range append([]money.BankReading{m.BankReading}, m.Others...) {
		no := r.Invoice
		if len(r.Invoices) > 0 {
			if len(all) > 0 {
				continue // only what is suggested first can be followed for several
			}
			all = append(all, option{Label: p.T("payment.reading", "no", p.List(r.Invoices), "name", r.Owes, "sum", p.Yen(r.Open), "reason", p.MatchReasons(r.Reason))})
			continue
		}
		all = append(all, option{Value: no, Label: p.T("payment.reading", "no", no, "name", r.Owes, "sum", p.Yen(r.Open), "reason", p.MatchReasons(r.Reason))})
	}
	return all
}
