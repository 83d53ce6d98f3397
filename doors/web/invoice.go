package web

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
	"akashi/words"
)

const (
	invoicesPath = "/o/invoices"
	issuersPath  = "/o/issuers"
)

// invoicesView is the documents about money as the page lists them.
type invoicesView struct {
	app.InvoiceList
	Asked                  app.InvoiceQuery
	Names                  map[string]string // of schemes
	Kinds, Schemes, States []option
	Sheet, Next            string
}

// invoicePath leads to a document about the money of a case.
func invoicePath(no, document string) string {
	return casePath(no, tabOverview) + "/invoices/" + url.PathEscape(document)
}

// invoiceStates are the words by which the list is narrowed to what has become of invoices.
func invoiceStates() []string { return []string{"", "open", "late", "over"} }

// invoices lists the documents about money (請求書・領収書). What is shown can be asked for again by its address.
func (d *Door) invoices(v *visit) error {
	if !v.actor.May(access.ViewIssuers) { // who applies has its own on its case
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	q, err := v.invoiceQuery()
	if err != nil {
		return err
	}
	if !v.asSheet() {
		q.After, q.Limit = v.query("after"), desk.WholePage
	}
	list, err := d.Office.Invoices(v.r.Context(), v.actor, q)
	if err != nil {
		return err
	}
	p := v.page()
	view := invoicesView{InvoiceList: list, Asked: q, Names: v.shortNames(), Schemes: v.schemeOptions(q.Scheme)}
	if v.asSheet() {
		return v.giveSheet("invoices", view.sheet(p))
	}
	view.Kinds = []option{{Label: p.T("invoice.all"), Chosen: q.Kind == ""}}
	for _, kind := range record.InvoiceKinds() {
		view.Kinds = append(view.Kinds, option{Value: string(kind), Label: p.Name("invoice", kind), Chosen: kind == q.Kind})
	}
	for _, state := range invoiceStates() {
		view.States = append(view.States, option{Value: state, Label: p.T("invoice.state." + state), Chosen: state == v.query("state")})
	}
	view.Sheet = v.sheetPath()
	if list.Next != "" {
		asked := v.r.URL.Query()
		asked.Set("after", list.Next)
		view.Next = withQuery(invoicesPath, asked)
	}
	v.private()
	return v.show(http.StatusOK, invoicesPage(p, view))
}

// invoiceQuery reads from the address what is asked for.
func (v *visit) invoiceQuery() (q app.InvoiceQuery, err error) {
	var p fault.Problems
	q = app.InvoiceQuery{Scheme: v.query("scheme"), Case: v.query("case"), Kind: record.InvoiceKind(v.query("kind")), Issued: civil.Range{From: v.dayAsked(&p, "from"), To: v.dayAsked(&p, "to")},
		Min: v.sumAsked(&p, "min"), Max: v.sumAsked(&p, "max"), Counterparty: v.query("text")}
	switch state := v.query("state"); state {
	case "open":
		q.Open = true
	case "late":
		q.Late = true
	case "over":
		q.Over = true
	default:
		desk.Among(&p, "filter.view", "state", state, invoiceStates()[1:])
	}
	return q, p.Err()
}

// sheet is the list as it is shown, for a spreadsheet: a line for each document, its tax for each rate beside it.
func (l invoicesView) sheet(p page) sheet {
	s := sheet{Head: []string{p.T("invoice.no"), p.T("invoice.kind"), p.T("invoice.issued"), p.T("invoice.payee"), p.T("invoice.registration"), p.T("invoice.counterparty"),
		p.T("board.col.case"), p.T("invoice.about"), p.T("invoice.due"), p.T("invoice.total"), p.T("invoice.rates"), p.T("invoice.tax"), p.T("invoice.paid"), p.T("invoice.credited"), p.T("billing.open")}}
	number := func(n yen.Amount) string { return strconv.FormatInt(int64(n), 10) }
	for _, i := range l.Invoices {
		total := yen.Total(i.ByRate)
		paid, credited, open := "", "", ""
		if i.Kind == record.Billed {
			paid, credited, open = number(i.Paid), number(i.Credited), number(i.Open-i.Overpaid)
		}
		s.Rows = append(s.Rows, []string{i.No, p.Name("invoice", i.Kind), i.Issued.String(), i.Issuer.Name, i.Issuer.Registration, i.Counterparty, i.Case, i.For, inCell(i.Due),
			number(i.Total), p.rates(i.ByRate), number(total.Tax), paid, credited, open})
	}
	return s
}

// rates are the tax rates on a document.
func (p page) rates(all []yen.RateTotal) string {
	var names []string
	for _, t := range all {
		names = append(names, words.PerCent(t.Rate))
	}
	return p.List(names)
}

// lastDay is the last day of an invoice; while it has none, what the scheme says of it.
func (p page) lastDay(i app.InvoiceView) string {
	if !i.Due.IsZero() {
		return p.Day(i.Due)
	}
	return p.Text(scheme.Text{JA: i.DueText, EN: i.DueTextEN})
}

// invoiceTitle is what a document is called on itself.
func (p page) invoiceTitle(i app.InvoiceView) string {
	return p.Book.InvoiceTitle(record.Invoice{Kind: i.Kind, Cause: i.Cause, Issuer: i.Issuer})
}

// invoice shows one document about the money of a case, to be printed.
func (d *Door) invoice(v *visit) error {
	if !v.actor.May(access.ViewInvoices) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	i, err := d.Office.InvoiceView(v.r.Context(), v.actor, v.r.PathValue("invoice"))
	if err != nil {
		return err
	}
	if i.Case != v.r.PathValue("no") {
		return fault.New(fault.NotFound, "invoice.none", i.No)
	}
	p := v.page()
	v.private()
	return v.show(http.StatusOK, invoicePage(p, i, p.Moment(d.Now())))
}

// inField is a sum in the field of a filter; none is an empty one.
func inField(n yen.Amount) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(int64(n), 10)
}

// voidWord tells a receipt that voids another from one for money.
func voidWord(i app.InvoiceView) string {
	if i.Cause == record.CauseReversed {
		return ".void"
	}
	return ""
}

// invoiceStands says what has become of an invoice.
func (p page) invoiceStands(i app.InvoiceView) string {
	switch {
	case i.Overpaid > 0:
		return p.T("invoice.stands.over", "paid", p.Yen(i.Paid), "sum", p.Yen(i.Overpaid))
	case i.Open == 0:
		return p.T("invoice.stands.settled", "paid", p.Yen(i.Paid))
	}
	return p.T("invoice.stands.open", "paid", p.Yen(i.Paid), "open", p.Yen(i.Open))
}

// invoiceFile gives a document about the money of a case as PDF.
func (d *Door) invoiceFile(v *visit) error {
	if !v.actor.May(access.ViewInvoices) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	no := v.r.PathValue("invoice")
	i, err := d.Office.InvoiceView(v.r.Context(), v.actor, no)
	if err != nil {
		return err
	}
	if i.Case != v.r.PathValue("no") { // of another case
		return fault.New(fault.NotFound, "invoice.none", no)
	}
	file, err := d.Office.InvoicePaper(v.r.Context(), v.actor, no, string(v.book.Lang()))
	if err != nil {
		return err
	}
	v.private()
	return v.give(file)
}

// issuersView is the payees of one scheme.
type issuersView struct {
	Key, Name string
	Edition   *scheme.Edition
	app.IssuerList
}

// issuers shows in whose name documents about money are issued (発行事業者).
func (d *Door) issuers(v *visit) error {
	if !v.actor.May(access.ViewIssuers) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	var all []issuersView
	for _, line := range v.schemes() {
		ed, err := d.edition(line.Key, "")
		if err != nil || ed.Fees == nil || !access.Allows(v.actor, access.ViewIssuers, access.Object{Kind: access.KindOffice, Scheme: line.Key}) {
			continue
		}
		list, err := d.Office.Issuers(v.r.Context(), v.actor, line.Key)
		if err != nil {
			return err
		}
		all = append(all, issuersView{line.Key, line.Name, ed, list})
	}
	p := v.page()
	if v.asSheet() {
		return v.giveSheet("issuers", p.issuerSheet(all))
	}
	v.private()
	return v.show(http.StatusOK, issuersPage(p, all, v.sheetPath(), v.actor.May(access.SetIssuer)))
}

// issuerForm is the form by which the office says in whose name, filled in as it was said last.
func (p page) issuerForm(key string, l app.IssuerLine) string {
	said := record.Issuer{Imprint: record.Imprint{Name: l.Title}}
	if l.Issuer != nil {
		said = *l.Issuer
	}
	given := []string{"payee", l.Payee, "_next", issuersPath}
	for name, value := range map[string]string{"name": said.Name, "registration_number": said.Registration, "address": said.Address, "phone": said.Phone, "account": said.Account, "prefix": said.Prefix} {
		if value != "" {
			given = append(given, name, value)
		}
	}
	return p.ofScheme("office/"+string(access.SetIssuer), key, given...)
}

// issuerSheet is the list for a spreadsheet.
func (p page) issuerSheet(all []issuersView) sheet {
	s := sheet{Head: []string{p.T("mark.scheme"), p.T("issuer.payee"), p.T("issuer.name"), p.T("invoice.registration"), p.T("issuer.address"), p.T("issuer.phone"), p.T("issuer.account"), p.T("issuer.prefix")}}
	for _, one := range all {
		for _, l := range one.Issuers {
			said := record.Issuer{}
			if l.Issuer != nil {
				said = *l.Issuer
			}
			s.Rows = append(s.Rows, []string{one.Name, p.Text(scheme.Text{JA: l.Title, EN: l.EN}), said.Name, said.Registration, said.Address, said.Phone, said.Account, said.Prefix})
		}
	}
	return s
}

// payeeFees are the fees that are paid to a payee, by name.
func (p page) payeeFees(ed *scheme.Edition, l app.IssuerLine) string {
	var names []string
	for _, code := range l.Fees {
		names = append(names, p.fee(ed, code))
	}
	return p.List(names)
}

// lineNote is what a line says beside its fee: whose travel, or the day of the supply.
func (p page) lineNote(i app.InvoiceView, l record.InvoiceLine) string {
	return cmp.Or(l.Note, p.T("invoice.supplied", "day", p.Day(l.Supplied)))
}
