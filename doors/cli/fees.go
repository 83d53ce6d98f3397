package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"akashi/rules/fees"
	"akashi/scheme"
	"akashi/values/fault"
	"akashi/values/yen"
	"akashi/words"
)

func (r *run) size() *cobra.Command {
	var ch choice
	var industry, capital, persons string
	c := r.command("size", "size", cobra.NoArgs, func(*cobra.Command, []string) error {
		var a asked
		day, n := a.day("date", ch.date), a.whole("persons", persons, 0)
		var sum *yen.Amount
		if capital != "none" {
			have := a.yen("capital", capital)
			sum = &have
		}
		if err := a.Err(); err != nil {
			return err
		}
		ed, err := r.pick(ch, day)
		if err != nil {
			return err
		}
		if ed.Size == nil {
			return fault.Wrong("size.none", "--scheme")
		}
		sizing, err := fees.SizeOf(ed.Size, industry, sum, n)
		if err != nil {
			return err
		}
		return r.emit(sizing, func(w io.Writer) {
			fmt.Fprintln(w, r.say.Say("size."+string(sizing.Size)))
			r.printReasons(w, sizing.Reasons, 1)
		})
	})
	r.choiceFlags(c, &ch, true)
	f := c.Flags()
	f.StringVar(&ch.date, "date", "", r.say.Say("flag.date"))
	f.StringVar(&industry, "industry", "", r.say.Say("flag.industry"))
	f.StringVar(&capital, "capital", "", r.say.Say("flag.capital"))
	f.StringVar(&persons, "persons", "", r.say.Say("flag.persons"))
	for _, name := range []string{"industry", "capital", "persons"} {
		_ = c.MarkFlagRequired(name) // the flag is there
	}
	return c
}

// quoteFlags are the flags of a quote.
type quoteFlags struct {
	choice
	caseType, size                  string
	onsite, revisit, revisitPersons string
}

func (r *run) feesQuote() *cobra.Command {
	var q quoteFlags
	c := r.command("quote", "fees.quote", cobra.NoArgs, func(*cobra.Command, []string) error {
		request, err := q.request(r)
		if err != nil {
			return err
		}
		ed, err := r.pick(q.choice, request.Date)
		if err != nil {
			return err
		}
		quote, err := fees.For(ed, request)
		if err != nil {
			return err
		}
		return r.emit(quote, func(w io.Writer) { r.printQuote(w, quote) })
	})
	r.choiceFlags(c, &q.choice, true)
	f := c.Flags()
	f.StringVar(&q.date, "date", "", r.say.Say("flag.date"))
	f.StringVar(&q.caseType, "case", "new", r.say.Say("flag.case"))
	f.StringVar(&q.size, "size", "", r.say.Say("flag.size"))
	f.StringVar(&q.onsite, "onsite-hours", "", r.say.Say("flag.onsite-hours"))
	f.StringVar(&q.revisit, "revisit-hours", "", r.say.Say("flag.revisit-hours"))
	f.StringVar(&q.revisitPersons, "revisit-persons", "", r.say.Say("flag.revisit-persons"))
	c.MarkFlagsRequiredTogether("revisit-hours", "revisit-persons")
	return c
}

func (q quoteFlags) request(r *run) (fees.Request, error) {
	var a asked
	request := fees.Request{Case: a.caseType(q.caseType), Size: scheme.SizeClass(q.size), Date: a.day("date", q.date)}
	if q.date == "" {
		request.Date = r.today()
	}
	if q.size != "" {
		oneOf(&a, "size", q.size, scheme.SizeClasses())
	}
	if q.onsite != "" {
		minutes := a.minutes("onsite-hours", q.onsite)
		request.OnSiteMinutes = &minutes
	}
	if q.revisit != "" {
		request.Revisit = &fees.Revisit{Minutes: a.minutes("revisit-hours", q.revisit), Persons: a.whole("revisit-persons", q.revisitPersons, 1)}
	}
	return request, a.Err()
}

func (r *run) printQuote(w io.Writer, q fees.Quote) {
	var rows [][]string
	for _, l := range q.Lines {
		label, rule := l.Label, l.DueText
		if r.say.Lang() != words.Japanese {
			label, rule = l.LabelEN, l.DueTextEN
		}
		due := first(l.Due.String(), rule, l.DueRule)
		if l.Proposed {
			due = r.say.Say("fees.proposed")
		}
		rows = append(rows, []string{label, l.Amount.String(), due})
	}
	rows = append(rows, []string{r.say.Say("fees.total"), q.Total.String(), ""})
	table(w, rows)
}

// taxView is the tax of an invoice: by rate, and the sum to pay.
type taxView struct {
	ByRate []yen.RateTotal `json:"by_rate"`
	Total  yen.Amount      `json:"total"`
}

func (r *run) invoiceTax() *cobra.Command {
	var lines []string
	c := r.command("tax --line AMOUNT@PERMILLE...", "invoice.tax", cobra.ArbitraryArgs, func(_ *cobra.Command, more []string) error {
		lines = append(lines, more...)
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
			rows := [][]string{{r.say.Say("tax.rate"), r.say.Say("tax.gross"), r.say.Say("tax.tax"), r.say.Say("tax.net")}}
			for _, t := range totals {
				rows = append(rows, []string{fmt.Sprintf("%d‰", t.Rate), t.Gross.String(), t.Tax.String(), t.Net.String()})
			}
			table(w, append(rows, []string{r.say.Say("fees.total"), view.Total.String()}))
		})
	})
	c.Flags().StringArrayVar(&lines, "line", nil, r.say.Say("flag.line"))
	return c
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
