package billing_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"akashi/record"
	"akashi/rules/billing"
	"akashi/values/civil"
	"akashi/values/yen"
)

var day = civil.MustOf(2026, 4, 1)

// books issues whatever an account calls for, until it calls for nothing more.
func books(t *testing.T, a *billing.Account) {
	t.Helper()
	for round := 0; ; round++ {
		calls := a.Calls(func(code string) string { return map[bool]string{true: "granter", false: "office"}[code == "mark"] })
		if len(calls) == 0 {
			return
		}
		if round > 20 {
			t.Fatalf("the account calls for ever: %+v", calls)
		}
		for _, c := range calls {
			n := 1
			for _, d := range a.Documents {
				if d.Kind == c.Kind {
					n++
				}
			}
			c.No, c.Issued = fmt.Sprintf("%s-%d", c.Kind, n), day
			a.Documents = append(a.Documents, c)
		}
	}
}

func charge(id string, amount yen.Amount) record.Charge {
	return record.Charge{ID: id, Code: id, Amount: amount, Tax: 100, Status: record.ChargeOwed, Raised: day, Due: day.AddMonths(1)}
}

// said writes the documents of an account in short.
func said(a billing.Account) (out []string) {
	for _, d := range a.Documents {
		line := fmt.Sprintf("%s %d %s", d.No, d.Total, d.Payee)
		if d.For != "" {
			line += " for " + d.For + " " + string(d.Cause)
		}
		if s := a.Stands(d); d.Kind == record.Billed {
			line += fmt.Sprintf(" paid %d credited %d open %d", s.Paid, s.Credited, s.Open)
		}
		out = append(out, line)
	}
	return out
}

func expect(t *testing.T, a billing.Account, want ...string) {
	t.Helper()
	if got := said(a); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
}

func TestOneInvoiceForAPayeeAndADay(t *testing.T) {
	a := billing.Account{Charges: []record.Charge{charge("review", 205715), charge("overrun", 41143), charge("mark", 51429)}}
	books(t, &a)
	expect(t, a, "invoice-1 246858 office paid 0 credited 0 open 246858", "invoice-2 51429 granter paid 0 credited 0 open 51429")
}

func TestWhatWaitsIsNotInvoiced(t *testing.T) {
	proposed, unpriced, elsewhere, settled := charge("overrun", 41143), charge("review", 0), charge("yearly", 20000), charge("application", 51429)
	proposed.Status, unpriced.Status, settled.Status = record.ChargeProposed, record.ChargeUnpriced, record.ChargePaid
	elsewhere.Basis.Elsewhere = true
	a := billing.Account{Charges: []record.Charge{proposed, unpriced, elsewhere, settled}}
	books(t, &a)
	expect(t, a)
}

func TestPaymentsFillAndReceipt(t *testing.T) {
	a := billing.Account{Charges: []record.Charge{charge("review", 80000)}}
	books(t, &a)
	pay := func(n yen.Amount) {
		a.Payments = append(a.Payments, record.Payment{ChargeID: "review", Amount: n, Received: day.AddDays(len(a.Payments) + 1)})
		books(t, &a)
	}
	pay(30000)
	expect(t, a, "invoice-1 80000 office paid 30000 credited 0 open 50000")
	pay(50000)
	a.Charges[0].Status = record.ChargePaid
	if d := a.Documents[1].Received; d != day.AddDays(2) {
		t.Errorf("received %s", d)
	}
	expect(t, a, "invoice-1 80000 office paid 80000 credited 0 open 0", "receipt-1 80000 office for invoice-1 paid")
	a.Charges[0].Status = record.ChargeOwed
	pay(-50000)
	expect(t, a, "invoice-1 80000 office paid 30000 credited 0 open 50000", "receipt-1 80000 office for invoice-1 paid", "receipt-2 -80000 office for receipt-1 reversed")
	pay(50000)
	expect(t, a, "invoice-1 80000 office paid 80000 credited 0 open 0", "receipt-1 80000 office for invoice-1 paid", "receipt-2 -80000 office for receipt-1 reversed",
		"receipt-3 80000 office for invoice-1 paid")
}

func TestWhatIsPutRightIsCreditedOrInvoicedFurther(t *testing.T) {
	a := billing.Account{Charges: []record.Charge{charge("overrun", 82286)}}
	books(t, &a)
	a.Charges[0].Amount = 123429
	books(t, &a)
	a.Charges[0].Amount = 41143
	books(t, &a)
	expect(t, a, "invoice-1 82286 office paid 0 credited 41143 open 41143", "invoice-2 41143 office paid 0 credited 41143 open 0",
		"credit-1 41143 office for invoice-2 corrected", "credit-2 41143 office for invoice-1 corrected")
	a.Charges[0].Status = record.ChargeWaived
	books(t, &a)
	expect(t, a, "invoice-1 82286 office paid 0 credited 82286 open 0", "invoice-2 41143 office paid 0 credited 41143 open 0",
		"credit-1 41143 office for invoice-2 corrected", "credit-2 41143 office for invoice-1 corrected", "credit-3 41143 office for invoice-1 waived")
}

// A charge that is put right to a day of another rate is credited at the rate that its invoice has, and invoiced at its own: no
// invoice has a part of it at each.
func TestAnotherRateIsInvoicedAnew(t *testing.T) {
	t.Parallel()
	a := billing.Account{Charges: []record.Charge{charge("application", 51429)}}
	a.Charges[0].Tax = 80
	books(t, &a)
	a.Charges[0].Amount, a.Charges[0].Tax = 52382, 100
	books(t, &a)
	expect(t, a, "invoice-1 51429 office paid 0 credited 51429 open 0", "credit-1 51429 office for invoice-1 corrected", "invoice-2 52382 office paid 0 credited 0 open 52382")
	if old, now := a.Documents[1].Lines[0].Tax, a.Documents[2].Lines[0].Tax; old != 80 || now != 100 {
		t.Errorf("credited at %d, invoiced at %d", old, now)
	}
}

func TestWhatWasPaidOfAChargeLetGoStays(t *testing.T) {
	a := billing.Account{Charges: []record.Charge{charge("review", 80000)}}
	books(t, &a)
	a.Payments = []record.Payment{{ChargeID: "review", Amount: 30000, Received: day}}
	a.Charges[0].Status = record.ChargeWaived
	books(t, &a)
	expect(t, a, "invoice-1 80000 office paid 30000 credited 50000 open 0", "credit-1 50000 office for invoice-1 waived", "receipt-1 30000 office for invoice-1 paid")
}

func TestTooMuchStandsOnTheInvoice(t *testing.T) {
	a := billing.Account{Charges: []record.Charge{charge("application", 52382)}}
	books(t, &a)
	a.Payments = []record.Payment{{ChargeID: "application", Amount: 52382, Received: day}}
	a.Charges[0].Status = record.ChargePaid
	books(t, &a)
	a.Charges[0].Amount = 51429
	books(t, &a)
	expect(t, a, "invoice-1 52382 office paid 52382 credited 953 open -953", "receipt-1 52382 office for invoice-1 paid", "credit-1 953 office for invoice-1 corrected")
}

// A transfer fee that was kept back is credited under its own cause, and what came in is receipted.
func TestATransferFeeKeptBackIsCredited(t *testing.T) {
	a := billing.Account{Charges: []record.Charge{charge("review", 80000)}}
	books(t, &a)
	a.Payments = []record.Payment{{ChargeID: "review", Amount: 79340, Received: day}, {ChargeID: "review", Amount: 660, Received: day, Kind: record.Withheld}}
	a.Charges[0].Status = record.ChargePaid
	books(t, &a)
	expect(t, a, "invoice-1 80000 office paid 79340 credited 660 open 0", "credit-1 660 office for invoice-1 withheld", "receipt-1 79340 office for invoice-1 paid")
}

// Whatever is done to charges and payments, the books add up: what was invoiced less what was credited is what the charges
// come to, every payment stands on an invoice, and receipts that stand are never for more than what came in.
func TestTheBooksAddUp(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 7))
		a := billing.Account{Charges: []record.Charge{charge("review", 80000), charge("mark", 51429), charge("yearly", 20000)}}
		books(t, &a)
		for range 12 {
			c := &a.Charges[r.IntN(3)]
			paid, kept := yen.Amount(0), yen.Amount(0)
			for _, p := range a.Payments {
				if p.ChargeID == c.ID && p.Kind == record.Withheld {
					kept += p.Amount
				} else if p.ChargeID == c.ID {
					paid += p.Amount
				}
			}
			switch r.IntN(7) {
			case 0:
				c.Amount, c.Tax = yen.Amount(1+r.IntN(90000)), []yen.Rate{80, 100}[r.IntN(2)]
			case 1:
				if c.Status == record.ChargeOwed {
					c.Status = record.ChargeWaived
				}
			case 2:
				if paid > 0 {
					a.Payments = append(a.Payments, record.Payment{ChargeID: c.ID, Amount: -paid, Received: day}, record.Payment{ChargeID: c.ID, Amount: -kept, Received: day, Kind: record.Withheld})
					paid, kept = 0, 0
				}
			case 3: // a transfer fee is kept back
				if open := c.Amount - paid - kept; open > 0 && c.Status != record.ChargeWaived {
					n := 1 + yen.Amount(r.Int64N(int64(open)))
					a.Payments, kept = append(a.Payments, record.Payment{ChargeID: c.ID, Amount: n, Received: day, Kind: record.Withheld}), kept+n
				}
			case 4: // more comes in than is owed
				if c.Status == record.ChargePaid {
					a.Payments, paid = append(a.Payments, record.Payment{ChargeID: c.ID, Amount: 500, Received: day}), paid+500
				}
			default:
				if open := c.Amount - paid - kept; open > 0 && c.Status != record.ChargeWaived {
					n := 1 + yen.Amount(r.Int64N(int64(open)))
					a.Payments, paid = append(a.Payments, record.Payment{ChargeID: c.ID, Amount: n, Received: day}), paid+n
				}
			}
			if c.Status != record.ChargeWaived {
				c.Status = map[bool]record.ChargeStatus{true: record.ChargePaid, false: record.ChargeOwed}[paid+kept >= c.Amount]
			}
			before := len(a.Documents)
			books(t, &a)
			addUp(t, a, before)
		}
		if t.Failed() {
			t.Fatalf("seed %d: %q", seed, said(a))
		}
	}
}

func addUp(t *testing.T, a billing.Account, before int) {
	t.Helper()
	var comes, billed, paid, stands, receipted yen.Amount
	for _, c := range a.Charges {
		in, kept := yen.Amount(0), yen.Amount(0)
		for _, p := range a.Payments {
			if p.ChargeID == c.ID && p.Kind == record.Withheld {
				kept += p.Amount
			} else if p.ChargeID == c.ID {
				in += p.Amount
			}
		}
		paid += in
		if c.Status == record.ChargeWaived {
			comes += min(in, c.Amount)
		} else {
			comes += max(0, c.Amount-kept)
		}
	}
	for i, d := range a.Documents {
		sum := yen.Amount(0)
		for _, l := range d.Lines {
			sum += l.Amount
		}
		if sum != d.Total || i >= before && d.Total == 0 {
			t.Errorf("%s comes to %d, its lines to %d", d.No, d.Total, sum)
		}
		switch d.Kind {
		case record.Billed:
			billed, stands = billed+d.Total, stands+a.Stands(d).Paid
		case record.Credited:
			billed -= d.Total
		case record.Received:
			receipted += d.Total
		}
	}
	if billed != comes || stands != paid || receipted > paid {
		t.Errorf("invoiced less credited %d of %d, paid %d of %d, receipted %d", billed, comes, stands, paid, receipted)
	}
}
