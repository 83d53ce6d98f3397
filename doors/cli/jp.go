package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

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
		view := struct {
			Results []numberLine `json:"results"`
		}{}
		good := true
		for _, n := range numbers {
			normalized, problem := ident.CorporateNumber(n)
			view.Results = append(view.Results, numberLine{n, normalized, problem == "", problem})
			good = good && problem == ""
		}
		if err := r.emit(view, func(w io.Writer) {
			for _, l := range view.Results {
				fmt.Fprintf(w, "%s %s %s\n", sign(l.Valid), first(l.Normalized, l.Input), r.say.Say(first(suffixed("number.", l.Reason), "number.valid")))
			}
		}); err != nil {
			return err
		}
		return verdict(good)
	})
}

func suffixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
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
		view := struct {
			Date civil.Date `json:"date"`
		}{found}
		return r.emit(view, func(w io.Writer) { fmt.Fprintln(w, found) })
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
		view := struct {
			Holidays []civil.Holiday `json:"holidays"`
		}{days}
		return r.emit(view, func(w io.Writer) {
			var rows [][]string
			for _, h := range days {
				rows = append(rows, []string{h.Date.String(), h.Name})
			}
			r.listed(w, rows, "day", "name")
		})
	})
}

func (r *run) era() *cobra.Command {
	return r.command("era DAY", "jp.era", cobra.ExactArgs(1), func(_ *cobra.Command, args []string) error {
		day, err := civil.Read(args[0])
		if err != nil {
			return fault.Wrong("date-malformed", "DAY", "given", args[0])
		}
		view := struct {
			Era string `json:"era"`
		}{day.Era()}
		return r.emit(view, func(w io.Writer) { fmt.Fprintln(w, view.Era) })
	})
}
