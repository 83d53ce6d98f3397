package bench

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"akashi/record"
	printing "akashi/tools/paper"
	"akashi/values/civil"
	"akashi/values/yen"
	"akashi/words"
)

// papersRate is how many invoices a second are printed at least, on two processors.
const papersRate = 200

// papers is how many invoices are printed.
func (b *bench) papers() int { return b.size(400, 10_000) }

// measurePapers prints invoices as PDF, each to another payer, one in eight of whom has a name that the common faces lack, on every processor, and beside them writes the bytes of as many
// that were printed before: what is left if printing took no time.
func measurePapers(b *bench) ([]row, error) {
	n := b.papers()
	book := words.In(words.Languages()[0])
	document := func(i int) ([]byte, error) {
		return printing.Office{}.Print(book.InvoicePaper(invoiceOf(i), fmt.Sprintf("SA-2026-%06d", i)))
	}
	one, err := document(0)
	if err != nil {
		return nil, err
	}
	if again, err := document(0); err != nil || !bytes.Equal(one, again) {
		return nil, errors.Join(err, differ("the same invoice printed twice", len(one), len(again)))
	}
	p, err := alternate(b.few(), func() (spent, error) {
		return timed(1, func() error {
			return onEach(n, func(i int) error {
				pdf, err := document(i)
				if err == nil && !bytes.HasPrefix(pdf, []byte("%PDF-")) {
					err = differ("an invoice", len(pdf), "a PDF")
				}
				return err
			})
		})
	}, func() (spent, error) {
		return timed(1, func() error {
			return onEach(n, func(int) error { _ = bytes.Clone(one); return nil })
		})
	})
	if err != nil {
		return nil, err
	}
	r := against{fmt.Sprintf("%s invoices as PDF with their fonts, elapsed", thousands(n)), "the same bytes copied", p, wall}.atMost(time.Duration(n) * time.Second / papersRate)
	r.secondary = perSecond(n, median(each(p.thing, wall))) + ", " + thousands(len(one)) + " bytes each"
	return []row{r}, nil
}

// onEach does something n times, on all processors at once.
func onEach(n int, do func(i int) error) error {
	var all sync.WaitGroup
	failed := make([]error, runtime.GOMAXPROCS(0))
	for part := range failed {
		all.Go(func() {
			for i := part; i < n && failed[part] == nil; i += len(failed) {
				failed[part] = do(i)
			}
		})
	}
	all.Wait()
	return errors.Join(failed...)
}

// invoiceOf is an invoice to a payer of its own.
func invoiceOf(i int) record.Invoice {
	day := civil.In(firstNight).AddDays(i % 365)
	line := func(code, label string, sum yen.Amount) record.InvoiceLine {
		return record.InvoiceLine{ChargeID: code, Code: code, Label: label, LabelEN: code, Supplied: day, Amount: sum, Tax: 100}
	}
	return record.Invoice{No: fmt.Sprintf("SA-I2026-%06d", i), Kind: record.Billed, Scheme: schemeKey, Payee: schemeKey, Year: 2026, Seq: i,
		Issuer: record.Imprint{Name: "安全・安心マーク推進協議会", Registration: "T7000012050002", Address: "東京都千代田区見本町1-2-3", Phone: "03-0000-0000", Account: "見本銀行　本店　普通　1234567"},
		To:     record.Party{ID: "a", Name: fmt.Sprintf("%s%06d通信株式会社", []string{"見本", "北海", "青葉", "松風", "髙﨑", "若葉", "山手", "𠮷田"}[i%8], i), Address: fmt.Sprintf("北海道札幌市中央区北%d条西%d丁目", 1+i%30, 1+i%28)}, Issued: day, Due: day.AddMonths(1),
		Lines: []record.InvoiceLine{line("review", "審査料金", 80_000), line("annual", "マーク年間使用料金", 50_000+yen.Amount(i%7_000))}, Total: 130_000 + yen.Amount(i%7_000), By: "bench", At: firstNight}
}
