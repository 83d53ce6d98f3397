package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/money"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/values/fault"
)

// paymentFlags are the flags of an import of what a bank told.
type paymentFlags struct {
	Scheme string `json:"scheme,omitempty" doc:"key of the scheme whose invoices are paid to the account; your own when empty, or all"`
	Format string `json:"format" flag:"format,auto" enum:"auto,zengin,csv" doc:"auto, zengin (200-byte records) or csv"`
	Map    string `json:"map,omitempty" doc:"a JSON file that says what the headings of a table mean: day, in, out, signed, payer, text, balance"`
	Key    string `json:"idempotency_key,omitempty"`
	Dry    bool   `json:"dry_run,omitempty"`
}

// paymentImport takes in a file in which a bank told what came in.
func (r *run) paymentImport() *cobra.Command {
	return asks(r, "import FILE", "action."+string(access.ImportPayment), cobra.ExactArgs(1), func(c *cobra.Command, q *paymentFlags, args []string) error {
		content, err := r.read(args[0], maxFile)
		if err != nil {
			return err
		}
		in := &money.BankFileInput{Scheme: q.Scheme, Name: filepath.Base(args[0]), Content: content, Format: q.Format}
		if q.Map != "" {
			if in.Mapping, err = r.text(q.Map, maxText); err != nil {
				return err
			}
		}
		action, _ := app.FindAction(access.ImportPayment)
		return r.inOffice(c.Context(), "", func(v visit) error {
			in.Scheme = cmp.Or(in.Scheme, r.opts.Scheme, v.who.Scheme)
			out, err := during(r, "import", func(*progress) (desk.Outcome, error) {
				if q.Dry {
					return v.Rehearse(v, v.who, action, "", in)
				}
				return v.Do(v, desk.Request{Actor: v.who, Key: q.Key}, action, "", in)
			})
			if err != nil {
				return err
			}
			var view money.BankFileView
			if err := json.Unmarshal(out.Body, &view); err != nil {
				return err
			}
			return r.emit(view, func(w io.Writer) {
				fmt.Fprintln(w, r.say.Fill("done.import-payment", out.Told))
				if q.Dry {
					fmt.Fprintln(w, r.say.Say("import.dry"))
				}
				r.tellPayments(w, view)
			})
		})
	})
}

// paymentList lists the files in which banks told what came in.
func (r *run) paymentList() *cobra.Command {
	return looks(r, "list", "payment.list", cobra.NoArgs, func(v visit, q *ask.SchemeQuery, _ []string) error {
		list, err := v.BankFiles(v, v.who, q.Scheme)
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Payments, func(f app.BankFileLine) []string {
				return []string{f.ID, f.At.Format("2006-01-02"), f.Scheme, f.Name, f.Sum.String(), fmt.Sprint(f.Came), fmt.Sprint(f.Waiting), f.Open.String()}
			}, "id", "day", "scheme", "name", "sum", "came", "waiting", "open")
		})
	})
}

func (r *run) showPaymentFile(v visit, id string) error {
	view, err := v.BankFileView(v, v.who, id)
	if err != nil {
		return err
	}
	return r.emit(view, func(w io.Writer) { r.tellPayments(w, view) })
}

// tellPayments prints what became of the movements of a bank's file, and what the others may be for.
func (r *run) tellPayments(w io.Writer, view money.BankFileView) {
	fmt.Fprintln(w, r.say.Fill("payment.file", fault.With("id", view.ID, "name", view.Name, "format", view.Format, "records", view.Records, "sum", view.Sum)))
	line := func(key string, l money.BankLine, more ...any) {
		pairs := append([]any{"record", l.Record, "payer", l.Payer, "amount", l.Amount, "day", l.Received}, more...)
		fmt.Fprintln(w, "  "+r.say.Fill("payment."+key, fault.With(pairs...)))
	}
	for _, m := range view.Matched {
		line("matched", m.BankLine, "no", m.Invoice, "name", m.Owes, "certainty", r.say.Name("certainty", m.Certainty), "reason", r.say.MatchReasons(m.Reason))
	}
	for _, l := range view.Unmatched {
		line("unmatched", l)
	}
	for _, p := range view.Confirmed {
		line("confirmed", p.BankLine, "no", p.Invoice, "withheld", p.Withheld)
	}
	for _, c := range view.Cancelled {
		line("cancelled", c.BankLine)
	}
	for _, l := range view.Duplicates {
		line("duplicate", l)
	}
}
