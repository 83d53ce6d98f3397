package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/values/civil"
)

func (r *run) markCommands() *cobra.Command {
	c := r.group("mark", r.markShow())
	c.AddCommand(r.actions(desk.OnMark)...)
	return c
}

func (r *run) markShow() *cobra.Command {
	type dayFlag struct {
		Date civil.Date `json:"date,omitempty"`
	}
	return looks(r, "show NUMBER", "mark.show", cobra.ExactArgs(1), func(ctx context.Context, o *Office, _ access.Actor, q *dayFlag, args []string) error {
		valid, err := r.showMark(ctx, o, args[0], q.Date)
		if err != nil {
			return err
		}
		return verdict(valid)
	})
}

// showMark tells what a number is worth, and whether that is valid: anything else
// is a negative verdict, a number that nobody knows too.
func (r *run) showMark(ctx context.Context, o *Office, number string, day civil.Date) (bool, error) {
	view, err := o.Verify(ctx, number, day)
	if err != nil {
		return false, err
	}
	return view.Valid, r.emit(view, func(w io.Writer) {
		fmt.Fprintf(w, "%s  %s  (%s)\n", view.Number, r.say.Name("standing", view.Standing), view.AsOf)
		if view.Planned {
			fmt.Fprintln(w, r.say.Say("verdict.ahead", "day", r.say.Day(view.AsOf)))
		}
		if view.Today != nil {
			fmt.Fprintln(w, r.say.Say("verdict.now", "headline", r.say.Name("standing", view.Today.Standing)))
		}
		if m := view.Mark; m != nil {
			fmt.Fprintln(w, strings.TrimSpace(m.Service+"  "+m.Holder)+r.sampleTag(m.Sample))
			if span := strings.TrimSpace(m.ValidFrom.String() + " – " + m.ValidTo.String()); span != "–" { // a listed one may have neither
				fmt.Fprintln(w, span)
			}
		}
		for _, line := range view.History {
			fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("  %s %s %s", line.Day, r.say.Name("history", line.Kind), line.Reason), " "))
		}
	})
}
