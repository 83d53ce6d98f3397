package money

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/fees"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// unpriced is the code of a charge that no table of fees prices (料金表未登録).
const unpriced = "charge.unpriced"

// TableInput enters a table of fees.
type TableInput struct {
	Scheme  string     `json:"scheme" doc:"key of the scheme"`
	From    civil.Date `json:"from" doc:"first day on which it applies"`
	Source  string     `json:"source" doc:"where it was published: document, address, day"`
	Name    string     `json:"name,omitempty" doc:"file name"`
	Content []byte     `json:"content" doc:"the table as in fees of a scheme file, YAML; base64 in JSON"`
}

// About says what the policy asks about.
func (in TableInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// Journaled is the input with the file's hash in the place of the file.
func (in TableInput) Journaled() any {
	return map[string]any{"scheme": in.Scheme, "from": in.From, "source": in.Source, "sha256": desk.Hash(in.Content)}
}

// TableView is a table of fees as entered, with the cases that it has priced.
type TableView struct {
	record.FeeTable
	Priced []string `json:"priced"` // receipt numbers
}

// AddTable enters a table of fees beside those of the scheme file (料金表の追加):
//  1. the file is read as a table of the edition in force on its first day, and checked as
//     that edition's own are: every problem is told, with its place;
//  2. no day gets a second price;
//  3. keep the file as it came, with where it was published;
//  4. every charge that waited for a table of its day gets its amount, each in the journal
//     of its case.
func AddTable(w *desk.Work, in TableInput) (err error) {
	var p fault.Problems
	p.Want(in.Source != "", "fee-table.source", "/source")
	p.Want(!in.From.IsZero(), "fee-table.from", "/from")
	if err := p.Err(); err != nil {
		return err
	}
	if w.Edition, err = w.Desk.Shelf.EditionAt(in.Scheme, in.From); err != nil {
		return err
	}
	if w.Edition.Fees == nil {
		return fault.Wrong("fee-table.no-fees", "/scheme", "given", in.Scheme)
	}
	table, err := w.Desk.Books.FeeTable(w.Edition, in.Content, in.From)
	if err != nil {
		return err
	}
	if other, overlaps := desk.First(append(officeTables(w, in.Scheme), w.Edition.Fees.Tables...), table.Overlaps); overlaps {
		return fault.Wrong("fee-table.overlaps", "/from", "given", in.From, "from", other.From, "to", other.To)
	}
	kept := record.FeeTable{ID: w.NewID(), Scheme: in.Scheme, From: in.From, To: table.To, Source: in.Source,
		File: string(in.Content), SHA256: desk.Hash(in.Content), By: w.Actor.ID, At: w.Now}
	w.Add(&kept)
	view := TableView{kept, []string{}}
	for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{Scheme: in.Scheme, Unpriced: true, Visible: access.Everything()}) {
		if !slices.ContainsFunc(desk.Read(w, w.Charges, c.ID), func(h record.Charge) bool { return waitsFor(table, h) }) {
			continue
		}
		if err := w.Along(c, access.AddFeeTable, in, price); err != nil {
			return err
		}
		view.Priced = append(view.Priced, c.No)
	}
	w.Result, w.Told = view, fault.With("from", in.From, "n", len(view.Priced))
	return nil
}

// waitsFor reports whether a charge has no amount and a table covers its day.
func waitsFor(t scheme.FeeTable, c record.Charge) bool {
	return fees.Waits(c) && t.Covers(c.Basis.Unpriced)
}

// price gives the charges of a case that wait for a table of fees their amounts, as far as
// one covers their days now.
func price(w *desk.Work) error {
	minutes := fees.MinutesOnSite(desk.Read(w, w.Visits, w.Case.ID))
	payments := desk.Read(w, w.Payments, w.Case.ID)
	for _, c := range desk.Read(w, w.Charges, w.Case.ID) {
		ask := fees.Request{Date: c.Basis.Unpriced}
		switch {
		case !fees.Waits(c):
			continue
		case c.Basis.Persons > 0:
			ask.Revisit = &fees.Revisit{Minutes: c.Basis.Minutes, Persons: c.Basis.Persons}
		case c.Code == fees.OverrunCode(Priced(w), ask.Date):
			ask.OnSiteMinutes = &minutes
		}
		if now, is := fees.Priced(c, Quote(w, ask), payments); is {
			keepPriced(w, c, now)
			w.Facts[c.Code] = now.Amount
		}
	}
	return nil
}

// keepPriced keeps a charge at its price; one that followed a correction before follows
// once more.
func keepPriced(w *desk.Work, was, now record.Charge) {
	_, followed := desk.First(desk.Read(w, w.ChargeCorrections, w.Case.ID), func(x record.ChargeCorrection) bool { return x.ChargeID == was.ID })
	if followed {
		keepFollowed(w, was, now, now.Basis.Source)
		return
	}
	saveCharge(w, now)
}

// Priced is the edition of the work with the office's tables of fees beside its own.
func Priced(w *desk.Work) *scheme.Edition {
	type priced struct{ *scheme.Edition }
	return desk.Once(w, func() (priced, error) {
		return priced{w.Edition.WithTables(officeTables(w, w.Edition.Scheme))}, nil
	}).Edition
}

// officeTables are the tables that the office has entered.
func officeTables(w *desk.Work, key string) []scheme.FeeTable {
	tables, err := w.Desk.FeeTables(w.Tx, key)
	w.Fail(err)
	return tables
}
