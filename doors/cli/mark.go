package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/values/civil"
	"akashi/values/fault"
)

func (r *run) markShow() *cobra.Command {
	type dayFlag struct {
		Date civil.Date `json:"date,omitempty"`
	}
	return looks(r, "show NUMBER", "mark.show", cobra.ExactArgs(1), func(v visit, q *dayFlag, args []string) error {
		return r.showMark(v, args[0], q.Date)
	})
}

// showMarkToday tells what has become of a mark. The act is done, whatever the mark is
// worth now.
func (r *run) showMarkToday(v visit, number string) error {
	if err := r.showMark(v, number, civil.Date{}); err != errNegative {
		return err
	}
	return nil
}

// showMark tells what a number is worth. Anything but valid is a negative verdict, a
// number that nobody knows too.
func (r *run) showMark(v visit, number string, day civil.Date) error {
	view, err := v.Verify(v, number, day)
	if err != nil {
		return err
	}
	return r.judge(view.Valid, view, func(w io.Writer) {
		fmt.Fprintf(w, "%s  %s  (%s)\n", view.Number, r.say.Name("standing", view.Standing), view.AsOf)
		if view.Planned {
			fmt.Fprintln(w, r.say.Say("verdict.ahead", "day", r.say.Day(view.AsOf)))
		}
		if view.Today != nil {
			fmt.Fprintln(w, r.say.Say("verdict.now", "headline", r.say.Name("standing", view.Today.Standing)))
		}
		if view.CorrectedTo != "" {
			fmt.Fprintln(w, r.say.Say("verdict.corrected.sub", "to", view.CorrectedTo))
		}
		if m := view.Mark; m != nil {
			fmt.Fprintln(w, strings.TrimSpace(m.Service+"  "+m.Holder)+r.sampleTag(m.Sample))
			if span := strings.TrimSpace(m.ValidFrom.String() + " – " + m.ValidTo.String()); span != "–" { // a listed one may have neither
				fmt.Fprintln(w, span)
			}
		}
		for _, line := range view.History {
			fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("  %s %s %s", line.Day, r.say.Name("history", line.Kind), line.Reason), " "))
			if !line.Barred.IsZero() {
				fmt.Fprintln(w, "    "+r.say.Say("history.barred", "until", r.say.Day(line.Barred)))
			}
			for _, c := range line.Changes {
				fmt.Fprintln(w, "    "+c.From+" → "+c.To)
			}
			for _, was := range line.Replaced {
				fmt.Fprintln(w, "    "+r.say.Fill("history.replaced", fault.With("day", was.Day, "kind", r.say.Name("history", was.Kind), "reason", was.Reason)))
			}
			if line.Correction != "" {
				fmt.Fprintln(w, "    "+r.say.Say("history.correction", "reason", line.Correction))
			}
		}
	})
}
