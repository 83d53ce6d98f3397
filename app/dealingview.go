package app

import (
	"archive/zip"
	"cmp"
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/ledger"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/kana"
	"akashi/values/yen"
)

// Dealing is one dealing (取引) as the books have it: a document about money, money that was recorded, or a movement that a
// bank told.
type Dealing struct {
	Kind         DealingKind `json:"kind"`
	Ref          string      `json:"ref"` // number of the document; ID of the payment or the movement
	Day          civil.Date  `json:"day"` // of issue; on which money came in or went back
	Amount       yen.Amount  `json:"amount"`
	Counterparty string      `json:"counterparty"` // as the document or the bank calls it; "" where the bank named nobody
	Scheme       string      `json:"scheme"`
	Case         string      `json:"case,omitempty"` // receipt number
	File         string      `json:"file,omitempty"` // ID of the bank's file with the movement
	Sample       bool        `json:"sample,omitempty"`

	document record.Invoice
	payment  record.Payment
}

// DealingKind says what a line is.
type DealingKind string

// The kinds: the three documents, money that was recorded, and what a bank told.
const (
	DealtInvoice  DealingKind = DealingKind(record.Billed)
	DealtReceipt  DealingKind = DealingKind(record.Received)
	DealtCredit   DealingKind = DealingKind(record.Credited)
	DealtPayment  DealingKind = "payment"
	DealtMovement DealingKind = "movement"
)

// DealingKinds lists them.
func DealingKinds() []DealingKind {
	return []DealingKind{DealtInvoice, DealtReceipt, DealtCredit, DealtPayment, DealtMovement}
}

// DealingQuery narrows the books as the law on electronic books asks (電子帳簿保存法): by day, amount and counterparty, alone and
// together, by ranges of the first two, and by what a dealing has not. Empty fields do not narrow.
type DealingQuery struct {
	Scheme       string
	Kind         DealingKind
	Days         civil.Range // open on either side
	Min, Max     yen.Amount
	Counterparty string // in the name, whatever its width, case and kana
	Without      string // one of DealingMay: those of which it is not known
	Limit        int    // 0: all
}

// DealingMay are what may be missing of a dealing, and is then asked for by its name: the counterparty of a movement that the bank
// has not told, or the case of one that nobody has said what it was for. Each has a day and an amount.
func DealingMay() []string { return []string{"counterparty", "case"} }

// DealingList are dealings, the latest first, and what they come to.
type DealingList struct {
	Dealings []Dealing `json:"dealings"`
	Found    int       `json:"found"` // as many as there are; Lines may be fewer
	Cut      bool      `json:"cut,omitempty"`
}

// Dealings finds dealings among what the actor may see of money.
func (a *App) Dealings(ctx context.Context, actor access.Actor, q DealingQuery) (view DealingList, err error) {
	view.Dealings = []Dealing{}
	var p fault.Problems
	desk.Among(&p, "filter.scheme", "scheme", q.Scheme, a.Shelf.Keys())
	desk.Among(&p, "value-unknown", "kind", q.Kind, DealingKinds())
	desk.Among(&p, "value-unknown", "without", q.Without, DealingMay())
	p.Want(q.Days.From.IsZero() || q.Days.To.IsZero() || !q.Days.To.Before(q.Days.From), "filter.days", "to", "from", q.Days.From, "to", q.Days.To)
	p.Want(q.Min == 0 || q.Max == 0 || q.Min <= q.Max, "filter.amounts", "max", "from", q.Min, "to", q.Max)
	if len(p) > 0 {
		return view, p
	}
	if err := access.May(actor, access.ViewBilling, access.Object{Kind: access.KindCase, Scheme: cmp.Or(q.Scheme, actor.Scheme)}).Err(); err != nil {
		return view, err
	}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		all := slices.Concat(documentsDealt(w, q), paymentsDealt(w, q), movementsDealt(w, q))
		view.Dealings = slices.DeleteFunc(append(view.Dealings, all...), func(l Dealing) bool { return !q.has(l) })
		slices.SortStableFunc(view.Dealings, func(a, b Dealing) int { return cmp.Or(b.Day.Compare(a.Day), cmp.Compare(b.Ref, a.Ref)) })
		view.Found = len(view.Dealings)
		if q.Limit > 0 && view.Found > q.Limit {
			view.Dealings, view.Cut = view.Dealings[:q.Limit], true
		}
		return nil
	})
	return view, err
}

// has reports whether a line is asked for.
func (q DealingQuery) has(l Dealing) bool {
	return (q.Kind == "" || q.Kind == l.Kind) && (q.Days.From.IsZero() || !l.Day.Before(q.Days.From)) && (q.Days.To.IsZero() || !l.Day.After(q.Days.To)) &&
		(q.Min == 0 || l.Amount >= q.Min) && (q.Max == 0 || l.Amount <= q.Max) &&
		strings.Contains(kana.Fold(l.Counterparty), kana.Fold(q.Counterparty)) &&
		(q.Without != "counterparty" || l.Counterparty == "") && (q.Without != "case" || l.Case == "")
}

func documentsDealt(w *desk.Work, q DealingQuery) (lines []Dealing) {
	if q.Kind == DealtPayment || q.Kind == DealtMovement {
		return nil
	}
	cases := casesOf(w)
	for _, d := range desk.Read(w, w.InvoicesLike, desk.InvoiceQuery{Scheme: q.Scheme, Kind: record.InvoiceKind(q.Kind), Issued: q.Days, Visible: access.Visible(w.Actor)}) {
		c := cases(d.CaseID)
		lines = append(lines, Dealing{Kind: DealingKind(d.Kind), Ref: d.No, Day: d.Issued, Amount: d.Total, Counterparty: d.To.Name, Scheme: d.Scheme, Case: c.No,
			Sample: c.Particulars.Sample, document: d})
	}
	return lines
}

func paymentsDealt(w *desk.Work, q DealingQuery) (lines []Dealing) {
	if q.Kind != "" && q.Kind != DealtPayment {
		return nil
	}
	cases := casesOf(w)
	for _, p := range desk.Read(w, w.PaymentsLike, desk.ChargeQuery{Scheme: q.Scheme, Visible: access.Visible(w.Actor)}) {
		if p.Kind == record.Withheld { // nothing came in; the credit note tells of it
			continue
		}
		c := cases(p.CaseID)
		lines = append(lines, Dealing{Kind: DealtPayment, Ref: p.ID, Day: p.Received, Amount: p.Amount, Counterparty: c.Particulars.Name, Scheme: c.Scheme, Case: c.No,
			Sample: c.Particulars.Sample, payment: p})
	}
	return lines
}

func movementsDealt(w *desk.Work, q DealingQuery) (lines []Dealing) {
	if q.Kind != "" && q.Kind != DealtMovement || !w.Actor.May(access.ViewBankFile) {
		return nil
	}
	cases := casesOf(w)
	for _, key := range append([]string{""}, w.Desk.Shelf.Keys()...) {
		if q.Scheme != "" && key != q.Scheme || !access.Allows(w.Actor, access.ViewBankFile, access.Object{Kind: access.KindBankFile, Scheme: key}) {
			continue
		}
		for _, f := range desk.Read(w, w.Tx.BankFiles, key) {
			of := map[string]string{} // cases of the movements
			for _, p := range desk.Read(w, w.BankPayments, f.ID) {
				of[p.Record] = cases(p.CaseID).No
			}
			for _, r := range desk.Read(w, w.BankRecords, f.ID) {
				sum := r.Amount
				if r.Out || r.Cancels {
					sum = -sum
				}
				lines = append(lines, Dealing{Kind: DealtMovement, Ref: r.ID, Day: r.Day, Amount: sum, Counterparty: r.Payer, Scheme: r.Scheme, Case: of[r.ID], File: f.ID})
			}
		}
	}
	return lines
}

// casesOf reads each case once.
func casesOf(w *desk.Work) func(id string) record.Case {
	known := map[string]record.Case{}
	return func(id string) record.Case {
		c, read := known[id]
		if !read {
			c = desk.Read(w, w.Tx.Case, id)
			known[id] = c
		}
		return c
	}
}

// DealingArchive writes what was found as a ZIP (一括ダウンロード): a table of all of it, which rows writes with the name of the file of
// each, and the documents, each under a name of its day, amount, counterparty and number.
func (a *App) DealingArchive(ctx context.Context, actor access.Actor, q DealingQuery, lang string, rows func([]Dealing, func(Dealing) string) ([]byte, error), to io.Writer) error {
	q.Limit = 0
	list, err := a.Dealings(ctx, actor, q)
	if err != nil {
		return err
	}
	name := func(l Dealing) string {
		if l.document.No == "" {
			return ""
		}
		return fmt.Sprintf("%s/%s_%d_%s_%s.pdf", l.Kind, strings.ReplaceAll(l.Day.String(), "-", ""), l.Amount, inPath(l.Counterparty), inPath(l.Ref))
	}
	table, err := rows(list.Dealings, name)
	if err != nil {
		return err
	}
	z := zip.NewWriter(to)
	if err := entry(z, "index.csv", a.Moment(), table); err != nil {
		return err
	}
	for _, l := range list.Dealings {
		if l.document.No == "" {
			continue
		}
		paper, err := a.Papers.Invoice(l.document, l.Case, lang)
		if err == nil {
			err = entry(z, name(l), a.Moment(), paper)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", l.Ref, err)
		}
	}
	return z.Close()
}

func entry(z *zip.Writer, name string, at time.Time, content []byte) error {
	method := zip.Deflate
	if path.Ext(name) == ".pdf" { // it is compressed already
		method = zip.Store
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: at})
	if err == nil {
		_, err = w.Write(content)
	}
	return err
}

// inPath is a text as a part of a file's name, on any system.
func inPath(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) || r == 0x7F {
			return '_'
		}
		return r
	}, text)
}

// DealingExport writes what was found as entries for a program for accounts, the earliest first, by a layout.
func (a *App) DealingExport(ctx context.Context, actor access.Actor, q DealingQuery, l desk.ExportLayout) (file FileView, replaced int, err error) {
	q.Limit = 0
	view, err := a.Dealings(ctx, actor, q)
	if err != nil {
		return FileView{}, 0, err
	}
	slices.Reverse(view.Dealings)
	content, replaced, err := a.Sheets.Export(l, Entries(view.Dealings))
	return FileView{Name: "dealings-" + l.Name + ".csv", Type: "text/csv", SHA256: desk.Hash(content), Content: content}, replaced, err
}

// Entries are lines as entries of bookkeeping, in their order.
func Entries(lines []Dealing) (entries []ledger.Entry) {
	for _, l := range lines {
		entries = append(entries, ledger.OfDocument(l.document, l.Case)...)
		if e, is := ledger.OfPayment(l.payment, l.Case, l.Counterparty); is {
			entries = append(entries, e)
		}
	}
	return entries
}

// ExportLayouts are the layouts for programs of accounts that come along (会計ソフト用の書式).
func (a *App) ExportLayouts() ([]desk.ExportLayout, error) { return a.Sheets.Exports() }

// ExportLayout is the one of the name that comes along, or, where a file is given, the one that it describes.
func (a *App) ExportLayout(name string, file []byte) (l desk.ExportLayout, err error) {
	if len(file) > 0 {
		return a.Sheets.ExportLayout(file)
	}
	all, err := a.Sheets.Exports()
	if err != nil {
		return l, err
	}
	var p fault.Problems
	names := make([]string, len(all))
	for i, known := range all {
		if names[i] = known.Name; known.Name == cmp.Or(name, all[0].Name) {
			l = known
		}
	}
	desk.Among(&p, "value-unknown", "layout", name, names)
	return l, p.Err()
}
