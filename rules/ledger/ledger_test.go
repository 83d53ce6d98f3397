package ledger_test

import (
	"slices"
	"testing"

	"akashi/record"
	"akashi/rules/ledger"
	"akashi/values/civil"
	"akashi/values/yen"
)

func document(kind record.InvoiceKind, cause record.InvoiceCause, lines ...record.InvoiceLine) record.Invoice {
	return record.Invoice{No: "SA-I2026-0001", Kind: kind, Cause: cause, Issued: civil.MustOf(2026, 4, 1), To: record.Party{Name: "見本"}, Lines: lines}
}

func line(sum yen.Amount, rate yen.Rate) record.InvoiceLine {
	return record.InvoiceLine{Amount: sum, Tax: rate}
}

func TestOfDocument(t *testing.T) {
	for _, c := range []struct {
		what string
		of   record.Invoice
		want []ledger.Entry
	}{
		{"one rate, whose tax is rounded down once", document(record.Billed, "", line(50_000, 100), line(30_001, 100)),
			[]ledger.Entry{{Debit: ledger.Receivable, Credit: ledger.Sales, Amount: 80_001, Rate: 100, Tax: 7_272}}},
		{"two rates", document(record.Billed, "", line(10_800, 80), line(11_000, 100)),
			[]ledger.Entry{{Debit: ledger.Receivable, Credit: ledger.Sales, Amount: 11_000, Rate: 100, Tax: 1_000}, {Debit: ledger.Receivable, Credit: ledger.Sales, Amount: 10_800, Rate: 80, Tax: 800}}},
		{"let go", document(record.Credited, record.CauseWaived, line(11_000, 100)),
			[]ledger.Entry{{Debit: ledger.Returns, Credit: ledger.Receivable, Amount: 11_000, Rate: 100, Tax: 1_000}}},
		{"a transfer fee kept back", document(record.Credited, record.CauseWithheld, line(440, 100)),
			[]ledger.Entry{{Debit: ledger.Withheld, Credit: ledger.Receivable, Amount: 440, Rate: 100, Tax: 40}}},
		{"a receipt", document(record.Received, record.CausePaid, line(11_000, 100)), nil},
	} {
		got := ledger.OfDocument(c.of, "SA-2026-0001")
		slices.SortFunc(got, func(a, b ledger.Entry) int { return int(b.Rate - a.Rate) })
		for i := range c.want {
			c.want[i].Day, c.want[i].Ref, c.want[i].Case, c.want[i].Counterparty, c.want[i].Taxed = civil.MustOf(2026, 4, 1), "SA-I2026-0001", "SA-2026-0001", "見本", true
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%+v, want\n%+v", c.what, got, c.want)
		}
	}
}

func TestOfPayment(t *testing.T) {
	in := record.Payment{ID: "p", Amount: 11_000, Received: civil.MustOf(2026, 5, 1)}
	back, kept := in, in
	back.Amount, kept.Kind = -11_000, record.Withheld
	e, is := ledger.OfPayment(in, "SA-2026-0001", "見本")
	if want := (ledger.Entry{Day: in.Received, Debit: ledger.Bank, Credit: ledger.Receivable, Amount: 11_000, Ref: "p", Case: "SA-2026-0001", Counterparty: "見本"}); !is || e != want {
		t.Errorf("money that came in: %+v", e)
	}
	if e, is := ledger.OfPayment(back, "", ""); !is || e.Debit != ledger.Receivable || e.Credit != ledger.Bank || e.Amount != 11_000 {
		t.Errorf("money that went back: %+v", e)
	}
	if _, is := ledger.OfPayment(kept, "", ""); is {
		t.Error("what was kept back has an entry of its own")
	}
	if left := ledger.Balance([]ledger.Entry{{Debit: ledger.Receivable, Credit: ledger.Sales, Amount: 10}, {Debit: ledger.Bank, Credit: ledger.Receivable, Amount: 4}}, ledger.Receivable); left != 6 {
		t.Errorf("left are %d", left)
	}
}
