package fsck

import (
	"encoding/json"
	"fmt"
)

// document is a row of the documents about money, with what stands beside an invoice.
type document struct {
	caseID, caseNo, no, kind, about, cause, lines string
	total                                         int64
	paid, credited, open                          *int64
	settled                                       *string
}

// bill is what the documents say of one charge.
type bill struct{ says int64 }

// documents looks through what was issued about money: numbers without gaps, lines that add up, each document about one of
// its case, what was issued told by the journal; that the documents of a charge come to the charge, and that what stands
// beside an invoice is what came in.
func (x *examination) documents() error {
	if err := x.numbers(); err != nil {
		return err
	}
	bills, stands := map[string]*bill{}, map[string]int64{}
	var of []document
	n := 0
	closing := func() {
		if len(of) > 0 {
			stands[of[0].caseID] = x.account(of, bills)
		}
		of = of[:0]
	}
	err := x.each(`SELECT i.case_id, c.no, i.no, i.kind, i.for_no, i.cause, i.lines, i.total, s.paid, s.credited, s.open, s.settled
		FROM invoice i JOIN case_file c ON c.id = i.case_id LEFT JOIN invoice_standing s ON s.invoice_id = i.id ORDER BY i.case_id, i.id`,
		func(scan func(...any) error) error {
			var d document
			if err := scan(&d.caseID, &d.caseNo, &d.no, &d.kind, &d.about, &d.cause, &d.lines, &d.total, &d.paid, &d.credited, &d.open, &d.settled); err != nil {
				return err
			}
			n++
			if len(of) > 0 && of[0].caseID != d.caseID {
				closing()
			}
			of = append(of, d)
			return nil
		})
	if err != nil {
		return err
	}
	closing()
	x.report.Checked["invoices"] = n
	return x.charged(bills, stands)
}

// numbers looks that the documents of each kind, payee and year are counted without a gap.
func (x *examination) numbers() error {
	last, series := int64(0), ""
	return x.each("SELECT scheme, payee, kind, year, seq, no FROM invoice ORDER BY scheme, payee, kind, year, seq", func(scan func(...any) error) error {
		var scheme, payee, kind, no string
		var year, seq int64
		if err := scan(&scheme, &payee, &kind, &year, &seq, &no); err != nil {
			return err
		}
		if this := fmt.Sprintf("%q %q %q %d", scheme, payee, kind, year); this != series {
			series, last = this, 0
		}
		if last++; seq != last {
			x.breach("invoice-number-gap", no, "number", seq, "next", last)
			last = seq
		}
		return nil
	})
}

// account looks through the documents of one case, and adds up what they say of its charges. It tells what came in for its
// invoices, as it stands beside them.
func (x *examination) account(of []document, bills map[string]*bill) (paid int64) {
	by, about, void := map[string]document{}, map[string][]document{}, map[string]bool{}
	for _, d := range of {
		by[d.no] = d
		about[d.about] = append(about[d.about], d)
		if d.cause == "reversed" {
			void[d.about] = true
		}
	}
	for _, d := range of {
		if !x.issued[d.caseNo+" "+d.no] {
			x.breach("invoice-without-leaf", d.no, "case", d.caseNo)
		}
		sum, sign := int64(0), map[string]int64{"invoice": 1, "credit": -1}[d.kind]
		for _, l := range x.linesOf(d) {
			sum += l.Amount
			if sign != 0 {
				if bills[l.Charge] == nil {
					bills[l.Charge] = &bill{}
				}
				bills[l.Charge].says += sign * l.Amount
			}
		}
		if sum != d.total {
			x.breach("invoice-unlike-lines", d.no, "total", d.total, "sum", sum)
		}
		what, cause := by[d.about].kind, d.cause
		if !(d.kind == "invoice" && d.about == "" && cause == "" || d.kind == "credit" && what == "invoice" && cause != "" || d.kind == "receipt" && cause == "paid" && what == "invoice" ||
			d.kind == "receipt" && cause == "reversed" && what == "receipt" && d.total == -by[d.about].total) {
			x.breach("invoice-astray", d.no, "about", d.about)
		}
		if d.kind == "invoice" {
			paid += x.standing(d, about[d.no], void)
		}
	}
	return paid
}

// standing compares what stands beside an invoice with the documents about it, and tells what came in.
func (x *examination) standing(d document, about []document, void map[string]bool) int64 {
	credited, receipted := int64(0), int64(0)
	for _, o := range about {
		switch {
		case o.kind == "credit":
			credited += o.total
		case o.kind == "receipt" && !void[o.no]:
			receipted += o.total
		}
	}
	if d.paid == nil || d.credited == nil || d.open == nil || *d.credited != credited || *d.open != d.total-credited-*d.paid || (d.settled == nil) != (*d.open > 0) {
		x.breach("invoice-standing-astray", d.no, "credited", credited)
		return 0
	}
	if receipted > *d.paid {
		x.breach("receipt-without-money", d.no, "receipted", receipted, "paid", *d.paid)
	}
	return *d.paid
}

// documentLine is a line of a document.
type documentLine struct {
	Charge string `json:"charge"`
	Amount int64  `json:"amount"`
}

func (x *examination) linesOf(d document) (lines []documentLine) {
	if err := json.Unmarshal([]byte(d.lines), &lines); err != nil || len(lines) == 0 {
		x.breach("invoice-unlike-lines", d.no, "total", d.total, "sum", "")
	}
	return lines
}

// charged compares the charges that have documents with what these say, and what came in for them with what stands beside
// the invoices of their case.
func (x *examination) charged(bills map[string]*bill, stands map[string]int64) error {
	sums := map[string]int64{}
	err := x.each(`SELECT h.id, h.case_id, c.no, h.code, h.amount, h.status, coalesce(q.amount, 0) - coalesce(q.withheld, 0), coalesce(q.withheld, 0) FROM charge h JOIN case_file c ON c.id = h.case_id`+came+`
		WHERE h.case_id IN (SELECT case_id FROM invoice)`, func(scan func(...any) error) error {
		var id, caseID, caseNo, code, status string
		var amount, paid, withheld int64
		if err := scan(&id, &caseID, &caseNo, &code, &amount, &status, &paid, &withheld); err != nil {
			return err
		}
		says := bills[id]
		if says == nil {
			return nil
		}
		sums[caseID] += paid
		want := map[string]int64{"owed": max(0, amount-withheld), "paid": max(0, amount-withheld), "waived": min(amount, paid)}[status]
		if says.says != want {
			x.breach("invoice-unlike-charge", caseNo, "charge", code, "given", says.says, "want", want)
		}
		delete(bills, id)
		return nil
	})
	for id := range bills {
		x.breach("invoice-of-no-charge", id, "charge", id)
	}
	for caseID, paid := range stands {
		if paid != sums[caseID] {
			x.breach("invoice-paid-astray", caseID, "paid", paid, "came", sums[caseID])
		}
	}
	return err
}
