package bench

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"akashi/beside/testkit/zengin"
	"akashi/rules/matching"
	"akashi/tools/bank"
	"akashi/values/civil"
	"akashi/values/yen"
)

// paymentsLimit is how long the file of a bank may take, whatever its size here.
const paymentsLimit = 10 * time.Second

// payments is how many records the bank's file has, and how many invoices are owed.
func (b *bench) payments() int { return b.size(20_000, 100_000) }

// measurePayments reads a bank's file and finds the invoices that it is for. Every second payment has the number of its invoice,
// the others the name of the payer.
func measurePayments(b *bench) ([]row, error) {
	n := b.payments()
	day := civil.In(time.Date(2026, time.November, 2, 3, 0, 0, 0, time.UTC))
	notices, owed, payers := make([]zengin.Notice, n), make([]matching.Invoice, n), make([]matching.Payer, n)
	for i := range n {
		id := strconv.Itoa(i)
		sum := int64(20_000 + i%7_000)
		owed[i] = matching.Invoice{Number: fmt.Sprintf("SA-I2026-%06d", i), Case: fmt.Sprintf("SA-2026-%06d", i), Payer: id, Open: yen.Amount(sum)}
		payers[i] = matching.Payer{ID: id, Names: []string{"カ）ミホン" + id}}
		if notices[i] = (zengin.Notice{Amount: sum, Payer: "ﾀﾞﾚｶ"}); i%2 == 0 {
			notices[i].Text = owed[i].Number
		} else {
			notices[i].Payer = payers[i].Names[0]
		}
	}
	file := zengin.Notices(day, notices...)
	found, byHand := 0, 0
	p, err := alternate(b.few(), func() (spent, error) {
		return timed(1, func() (err error) { found, err = matched(file, day, owed, payers); return err })
	}, func() (spent, error) {
		return timed(1, func() error { byHand = numbered(file, owed); return nil })
	})
	if err == nil && (found != n || byHand != (n+1)/2) {
		err = differ("payments that are sure, and those with a number", []int{found, byHand}, []int{n, (n + 1) / 2})
	}
	r := against{fmt.Sprintf("bank file of %s records matched, elapsed", thousands(n)), "its numbers looked up alone", p, wall}.atMost(paymentsLimit)
	r.secondary = perSecond(n, median(each(p.thing, wall)))
	return []row{r}, err
}

// matched is how many payments of the file are for one invoice without a doubt.
func matched(file []byte, day civil.Date, owed []matching.Invoice, payers []matching.Payer) (sure int, err error) {
	told, err := bank.Read(bytes.NewReader(file), day)
	if err != nil {
		return 0, err
	}
	payments := make([]matching.Payment, 0, len(told.Records))
	for _, r := range told.Records {
		payments = append(payments, matching.Payment{Record: r.Number, Amount: r.Amount, Code: r.PayerCode, Name: r.Payer, Text: r.EDI})
	}
	for _, s := range matching.Match(payments, owed, payers, 0) {
		if s.Certainty == matching.Sure {
			sure++
		}
	}
	return sure, nil
}

// numbered is how many lines of the file have the number of an invoice with its sum.
func numbered(file []byte, owed []matching.Invoice) (n int) {
	open := map[string]yen.Amount{}
	for _, v := range owed {
		open[v.Number] = v.Open
	}
	for line := range strings.Lines(string(file)) {
		if line[0] != '2' {
			continue
		}
		sum, err := strconv.ParseInt(line[19:29], 10, 64)
		if err == nil && open[strings.TrimSpace(line[128:148])] == yen.Amount(sum) {
			n++
		}
	}
	return n
}
