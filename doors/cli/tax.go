package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"akashi/doors/ask"
	"akashi/values/fault"
	"akashi/values/yen"
)

// taxView is the tax of an invoice: by rate, and the sum to pay.
type taxView struct {
	ByRate []yen.RateTotal `json:"by_rate"`
	Total  yen.Amount      `json:"total"`
}

func (r *run) invoiceTax() *cobra.Command {
	type taxFlags struct {
		Lines []string `json:"line,omitempty"`
	}
	return asks(r, "tax --line AMOUNT@PERMILLE...", "invoice.tax", cobra.ArbitraryArgs, func(_ *cobra.Command, q *taxFlags, more []string) error {
		lines := append(q.Lines, more...)
		if len(lines) == 0 {
			return unclear("line")
		}
		invoice, err := invoiceLines(lines)
		if err != nil {
			return err
		}
		totals := yen.ByRate(invoice, yen.Floor)
		view := taxView{totals, yen.Total(totals).Gross}
		return r.emit(view, func(w io.Writer) {
			rows := ask.Each(totals, func(t yen.RateTotal) []string {
				return []string{fmt.Sprintf("%d‰", t.Rate), t.Gross.String(), t.Tax.String(), t.Net.String()}
			})
			r.rows(w, append(rows, []string{r.say.Say("fees.total"), view.Total.String()}), "rate", "gross", "tax", "net")
		})
	})
}

// maxRate is the highest tax rate that a line may name, 100 %.
const maxRate = 1000

func invoiceLines(lines []string) ([]yen.Line, error) {
	var p fault.Problems
	var all []yen.Line
	for i, text := range lines {
		sum, rate, _ := strings.Cut(text, "@")
		gross, err := yen.Read(sum)
		permille, bad := strconv.ParseUint(rate, 10, 16)
		if err != nil || bad != nil || permille > maxRate {
			p.Add("invoice.line", fmt.Sprintf("--line %d", i+1), "given", text)
		}
		all = append(all, yen.Line{Rate: yen.Rate(permille), Gross: gross})
	}
	return all, p.Err()
}
