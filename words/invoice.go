package words

import (
	"cmp"
	"strconv"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/yen"
)

// InvoicePaper is a document about the money of a case with its words, to be printed.
func (b *Book) InvoicePaper(d record.Invoice, caseNo string) desk.Paper {
	kind := string(d.Kind)
	p := desk.Paper{Lang: string(b.lang), Title: b.InvoiceTitle(d), Number: d.No, Day: d.Issued, To: together(b.Say("invoice.to", "name", d.To.Name)),
		Intro: b.Say("invoice.words." + kind + void(d)), Sum: desk.PaperFact{Name: b.Say("invoice.sum." + kind), Value: b.Yen(d.Total)}, PageName: b.Say("invoice.page")}
	if d.To.Address != "" {
		p.ToLines = []string{d.To.Address}
	}
	fact := func(key, value string) { p.Facts = append(p.Facts, desk.PaperFact{Name: b.Say(key), Value: value}) }
	fact("invoice.no", d.No)
	fact("invoice.issued", b.dayWithEra(d.Issued))
	if d.For != "" {
		fact("invoice.about", d.For)
	}
	fact("invoice.case", caseNo)
	switch {
	case d.Kind == record.Billed:
		due := b.Day(d.Due)
		if d.Due.IsZero() {
			due = b.Text(scheme.Text{JA: d.DueText, EN: d.DueEN})
		}
		p.Under = []string{b.Say("joined.named", "word", b.Say("invoice.due"), "what", due)}
	case !d.Received.IsZero():
		p.Under = []string{b.Say("joined.named", "word", b.Say("invoice.received"), "what", b.Day(d.Received))}
	}
	p.Table = b.invoiceTable(d)
	if d.Kind == record.Billed {
		p.Parts = append(p.Parts, desk.PaperPart{Title: b.Say("issuer.account"), Lines: append(strings.Split(d.Issuer.Account, "\n"), b.Say("invoice.quote", "no", d.No))})
	}
	by := []string{d.Issuer.Name, b.Say("invoice.unregistered")}
	if d.Issuer.Registration != "" {
		by[1] = b.Say("joined.named", "word", b.Say("invoice.registration"), "what", d.Issuer.Registration)
	}
	for _, line := range []string{d.Issuer.Address, d.Issuer.Phone} {
		if line != "" {
			by = append(by, line)
		}
	}
	p.Parts = append(p.Parts, desk.PaperPart{Title: b.Say("invoice.issuer"), Lines: by})
	return p
}

// InvoiceTitle is what a document is called on itself: a credit note is a qualified one where its issuer has a number.
func (b *Book) InvoiceTitle(d record.Invoice) string {
	key := "invoice.title." + string(d.Kind) + void(d)
	if d.Kind == record.Credited && d.Issuer.Registration == "" {
		key += ".plain"
	}
	return b.Say(key)
}

// dayWithEra prints a day, in Japanese with the year of its era (和暦) beside it.
func (b *Book) dayWithEra(d civil.Date) string {
	if b.lang == Japanese {
		return d.JapaneseWithEra()
	}
	return b.Day(d)
}

// together keeps what stands behind the last blank of a line on one line: a form of address is not broken.
func together(line string) string {
	at := strings.LastIndex(line, "\u3000")
	if at < 0 {
		return line
	}
	tail := strings.Split(line[at+len("\u3000"):], "")
	return line[:at] + "\u3000" + strings.Join(tail, "\u2060")
}

// void tells a receipt that voids another from one for money.
func void(d record.Invoice) string {
	if d.Cause == record.CauseReversed {
		return ".void"
	}
	return ""
}

func (b *Book) invoiceTable(d record.Invoice) desk.PaperTable {
	t := desk.PaperTable{Head: []string{b.Say("fees.fee"), b.Say("invoice.rate"), b.Say("fees.amount")}}
	lines := make([]yen.Line, len(d.Lines))
	for i, l := range d.Lines {
		lines[i] = yen.Line{Rate: l.Tax, Gross: l.Amount}
		t.Rows = append(t.Rows, desk.PaperRow{Cells: []string{b.Text(scheme.Text{JA: l.Label, EN: l.LabelEN}), PerCent(l.Tax), b.Yen(l.Amount)},
			Note: cmp.Or(l.Note, b.Say("invoice.supplied", "day", b.Day(l.Supplied)))})
	}
	for _, r := range yen.ByRate(lines, yen.Floor) {
		t.Totals = append(t.Totals, desk.PaperRow{Cells: []string{b.Say("invoice.of-rate", "rate", PerCent(r.Rate), "tax", b.Yen(r.Tax)), "", b.Yen(r.Gross)}})
	}
	return t
}

// PerCent prints a tax rate: 10%.
func PerCent(r yen.Rate) string { return strconv.FormatFloat(float64(r)/10, 'f', -1, 64) + "%" }

// MatchReasons are what speaks for reading a bank's movement as the payment of an invoice, given by their codes with commas between.
func (b *Book) MatchReasons(codes string) string {
	var said []string
	for code := range strings.SplitSeq(codes, ", ") {
		said = append(said, b.Say("match."+code))
	}
	return b.List(said)
}
