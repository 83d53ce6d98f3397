package web

import (
	"bytes"
	"net/http"
	"net/url"

	"akashi/app"
	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

const dealingsPath = "/o/dealings"

// mostDealings are listed at once; a table and the archive have them all.
const mostDealings = 60

// dealingsView is the books as the page lists them.
type dealingsView struct {
	app.DealingList
	Asked                     app.DealingQuery
	Names                     map[string]string // of schemes
	Kinds, Schemes, Withouts  []option
	Layouts                   []desk.ExportLayout
	Sheet, Archive, Exporting string            // addresses
	Hidden                    map[string]string // of what was asked for, in the form of the export
}

// dealings finds invoices, receipts, credit notes, payments and movements at the bank (取引記録) as the law on electronic books
// asks. What is shown can be asked for again by its address.
func (d *Door) dealings(v *visit) error {
	q, err := v.dealingQuery()
	if err != nil {
		return err
	}
	if !v.asSheet() {
		q.Limit = mostDealings
	}
	list, err := d.Office.Dealings(v.r.Context(), v.actor, q)
	if err != nil {
		return err
	}
	p := v.page()
	if v.asSheet() {
		rows := v.book.DealingRows(list.Dealings, func(app.Dealing) string { return "" })
		return v.giveSheet("dealings", sheet{Head: rows[0], Rows: rows[1:]})
	}
	asked := v.r.URL.Query()
	view := dealingsView{DealingList: list, Asked: q, Names: v.shortNames(), Schemes: v.schemeOptions(q.Scheme), Sheet: v.sheetPath(),
		Exporting: p.To(dealingsPath + "/export"), Hidden: map[string]string{}}
	if view.Sheet != "" {
		view.Archive = withQuery(dealingsPath+"/archive", asked)
	}
	for _, name := range []string{"scheme", "kind", "from", "to", "min", "max", "text", "without"} {
		if value := asked.Get(name); value != "" {
			view.Hidden[name] = value
		}
	}
	view.Kinds = []option{{Label: p.T("invoice.all"), Chosen: q.Kind == ""}}
	for _, kind := range app.DealingKinds() {
		view.Kinds = append(view.Kinds, option{Value: string(kind), Label: p.Name("dealing", kind), Chosen: kind == q.Kind})
	}
	view.Withouts = []option{{Label: p.T("dealing.without."), Chosen: q.Without == ""}}
	for _, word := range app.DealingMay() {
		view.Withouts = append(view.Withouts, option{Value: word, Label: p.T("dealing.without." + word), Chosen: word == q.Without})
	}
	if view.Layouts, err = d.Office.ExportLayouts(); err != nil {
		return err
	}
	v.private()
	return v.show(http.StatusOK, dealingsPage(p, view))
}

// dealingQuery reads from the address what is asked for; to whom the books are not shown, there is no such page.
func (v *visit) dealingQuery() (q app.DealingQuery, err error) {
	if !v.actor.May(access.ViewBilling) {
		return q, fault.New(fault.NotFound, "page-unknown", "")
	}
	var p fault.Problems
	q = app.DealingQuery{Scheme: v.query("scheme"), Kind: app.DealingKind(v.query("kind")), Days: civil.Range{From: v.dayAsked(&p, "from"), To: v.dayAsked(&p, "to")},
		Min: v.sumAsked(&p, "min"), Max: v.sumAsked(&p, "max"), Counterparty: v.query("text"), Without: v.query("without")}
	return q, p.Err()
}

// dayAsked is a day that the address has, as people write days.
func (v *visit) dayAsked(p *fault.Problems, name string) (d civil.Date) {
	if given := v.query(name); given != "" {
		var err error
		if d, err = civil.Read(given); err != nil {
			p.Add("filter.day", name, "given", given)
		}
	}
	return d
}

// sumAsked is a sum that the address has, as people write sums.
func (v *visit) sumAsked(p *fault.Problems, name string) (n yen.Amount) {
	if given := v.query(name); given != "" {
		var err error
		if n, err = yen.Read(given); err != nil {
			p.Add("filter.sum", name, "given", given)
		}
	}
	return n
}

// dealingArchive gives what is found with its documents as a ZIP (一括ダウンロード).
func (d *Door) dealingArchive(v *visit) error {
	q, err := v.dealingQuery()
	if err != nil {
		return err
	}
	if d.WriteSheet == nil {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	var z bytes.Buffer
	err = d.Office.DealingArchive(v.r.Context(), v.actor, q, string(v.book.Lang()), func(all []app.Dealing, file func(app.Dealing) string) ([]byte, error) {
		var table bytes.Buffer
		err := d.WriteSheet(&table, v.book.DealingRows(all, file))
		return table.Bytes(), err
	}, &z)
	if err != nil {
		return err
	}
	v.private()
	return v.give(app.FileView{Name: "dealings-" + d.Now().UTC().Format("20060102") + ".zip", Type: "application/zip", SHA256: desk.Hash(z.Bytes()), Content: z.Bytes()})
}

// dealingExport gives what is found as entries for a program for accounts.
func (d *Door) dealingExport(v *visit) error {
	q, err := v.dealingQuery()
	if err != nil {
		return err
	}
	l, err := d.Office.ExportLayout(v.query("layout"), nil)
	if err != nil {
		return err
	}
	file, _, err := d.Office.DealingExport(v.r.Context(), v.actor, q, l)
	if err != nil {
		return err
	}
	v.private()
	return v.give(file)
}

// dealingAt leads to what a line is about: its document, the fees of its case, or the bank's file.
func dealingAt(l app.Dealing) string {
	switch {
	case l.File != "":
		return paymentsPath + "/" + url.PathEscape(l.File)
	case l.Kind == app.DealtPayment:
		return casePath(l.Case, tabFees)
	}
	return invoicePath(l.Case, l.Ref)
}

// layoutName is the title of a layout, and that nobody has seen the program take it, where that is so.
func (p page) layoutName(title string, unverified bool) string {
	if unverified {
		return p.T("dealing.layout.unverified", "name", title)
	}
	return title
}
