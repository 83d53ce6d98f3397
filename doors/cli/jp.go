package cli

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"akashi/doors/ask"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/ident"
)

type numberLine struct {
	Input      string `json:"input"`
	Normalized string `json:"normalized"`
	Valid      bool   `json:"valid"`
	Reason     string `json:"reason"` // "" for a valid number
}

func (r *run) corporateNumber() *cobra.Command {
	return r.command("corporate-number N...", "jp.corporate-number", cobra.MinimumNArgs(1), func(_ *cobra.Command, numbers []string) error {
		results := ask.Each(numbers, func(n string) numberLine {
			normalized, problem := ident.CorporateNumber(n)
			return numberLine{n, normalized, problem == "", problem}
		})
		good := !slices.ContainsFunc(results, func(l numberLine) bool { return !l.Valid })
		return r.judge(good, map[string]any{"results": results}, func(w io.Writer) {
			for _, l := range results {
				fmt.Fprintf(w, "%s %s %s\n", sign(l.Valid), cmp.Or(l.Normalized, l.Input), r.say.Say("number."+cmp.Or(l.Reason, "valid")))
			}
		})
	})
}

func (r *run) businessDay() *cobra.Command {
	type addFlags struct {
		From civil.Date `json:"from"`
		Add  int        `json:"add"`
	}
	return asks(r, "business-day", "jp.business-day", cobra.NoArgs, func(_ *cobra.Command, q *addFlags, _ []string) error {
		calendar, err := civil.NewCalendar(nil, nil)
		if err != nil {
			return err
		}
		found, err := calendar.AddBusinessDays(q.From, q.Add)
		if err != nil {
			return err
		}
		return r.emit(map[string]any{"date": found}, func(w io.Writer) { fmt.Fprintln(w, found) })
	})
}

func (r *run) holidays() *cobra.Command {
	type yearFlags struct {
		Year int `json:"year" minimum:"1"`
	}
	return asks(r, "holidays", "jp.holidays", cobra.NoArgs, func(_ *cobra.Command, q *yearFlags, _ []string) error {
		calendar, err := civil.NewCalendar(nil, nil)
		if err != nil {
			return err
		}
		days, known := calendar.Holidays(q.Year)
		if !known {
			return fault.Wrong("calendar.year", "--year", "given", q.Year)
		}
		return r.emit(map[string]any{"holidays": days}, func(w io.Writer) {
			listed(r, w, days, func(h civil.Holiday) []string { return []string{h.Date.String(), h.Name} }, "day", "name")
		})
	})
}

func (r *run) era() *cobra.Command {
	return r.command("era DAY", "jp.era", cobra.ExactArgs(1), func(_ *cobra.Command, args []string) error {
		day, err := civil.Read(args[0])
		if err != nil {
			return fault.Wrong("date-malformed", "DAY", "given", args[0])
		}
		return r.emit(map[string]string{"era": day.Era()}, func(w io.Writer) { fmt.Fprintln(w, day.Era()) })
	})
}
