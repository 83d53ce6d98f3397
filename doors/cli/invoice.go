package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
	"akashi/values/yen"
)

// invoiceList lists the documents about money, the latest first.
func (r *run) invoiceList() *cobra.Command {
	return looks(r, "list", "invoice.list", cobra.NoArgs, func(v visit, q *ask.InvoiceQuery, _ []string) error {
		list, err := v.Invoices(v, v.who, q.For())
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Invoices, func(i app.InvoiceView) []string {
				left := ""
				if i.Kind == record.Billed {
					left = (i.Open - i.Overpaid).String()
				}
				return []string{i.No, r.say.Name("invoice", i.Kind), i.Issued.String(), i.Case, i.Counterparty, i.Due.String(), i.Total.String(), left}
			}, "no", "kind", "issued", "case", "counterparty", "due", "amount", "open")
		})
	})
}

// invoiceShow shows a document about money, or writes it as PDF.
func (r *run) invoiceShow() *cobra.Command {
	type showFlags struct {
		PDF string `json:"pdf,omitempty" doc:"write it as PDF to this file"`
	}
	return looks(r, "show NO", "invoice.show", cobra.ExactArgs(1), func(v visit, q *showFlags, args []string) error {
		if q.PDF == "" {
			return r.showInvoice(v, args[0])
		}
		file, err := v.InvoicePaper(v, v.who, args[0], string(r.say.Lang()))
		if err != nil {
			return err
		}
		return r.save(q.PDF, func(w io.Writer) error { _, err := w.Write(file.Content); return err })
	})
}

// showInvoice prints a document about money as it was issued, and what has become of it.
func (r *run) showInvoice(v visit, no string) error {
	i, err := v.InvoiceView(v, v.who, no)
	if err != nil {
		return err
	}
	return r.emit(i, func(w io.Writer) {
		fmt.Fprintf(w, "%s  %s  %s\n", r.say.Name("invoice", i.Kind), i.No, i.Issued)
		fmt.Fprintln(w, r.say.Fill("invoice.to", fault.With("name", i.To.Name)))
		for _, l := range i.Lines {
			fmt.Fprintf(w, "  %s  %s  %s  %d‰\n", l.Supplied, scheme.Text{JA: l.Label, EN: l.LabelEN}.In(string(r.say.Lang())), l.Amount, l.Tax)
		}
		rows := ask.Each(i.ByRate, func(t yen.RateTotal) []string {
			return []string{fmt.Sprintf("%d‰", t.Rate), t.Gross.String(), t.Tax.String(), t.Net.String()}
		})
		r.rows(w, append(rows, []string{r.say.Say("fees.total"), i.Total.String()}), "rate", "gross", "tax", "net")
		fmt.Fprintln(w, strings.TrimSpace(i.Issuer.Name+"  "+i.Issuer.Registration))
		if i.Kind == record.Billed {
			fmt.Fprintln(w, i.Issuer.Account)
			fmt.Fprintln(w, r.say.Fill("invoice.stands", fault.With("paid", i.Paid, "open", i.Open, "over", i.Overpaid, "due", i.Due, "late", i.Late)))
		} else {
			fmt.Fprintln(w, r.say.Fill("invoice.for."+string(i.Cause), fault.With("no", i.For)))
		}
	})
}

// officeIssuers lists in whose name documents about money are issued.
func (r *run) officeIssuers() *cobra.Command {
	return looks(r, "issuers", "office.issuers", cobra.NoArgs, func(v visit, q *ask.OfficeQuery, _ []string) error {
		list, err := v.Issuers(v, v.who, q.Scheme)
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Issuers, func(l app.IssuerLine) []string {
				if l.Issuer == nil {
					return []string{l.Payee, scheme.Text{JA: l.Title, EN: l.EN}.In(string(r.say.Lang())), r.say.Say("issuer.none")}
				}
				return []string{l.Payee, l.Issuer.Name, l.Issuer.Registration, l.Issuer.Prefix}
			}, "payee", "name", "registration", "prefix")
		})
	})
}
