package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/doors/ask"
)

// clockList lists the clocks that run for what the user may know of.
func (r *run) clockList() *cobra.Command {
	return looks(r, "list", "clock.list", cobra.NoArgs, func(v visit, q *ask.ClockQuery, _ []string) error {
		list, err := v.Clocks(v, v.who, q.For())
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Clocks, func(c app.ClockLine) []string {
				say := r.of(v.Office, c.Scheme, "").say
				counted := ""
				if c.Count != nil {
					key := "clocks.counted"
					if c.Count.Back {
						key = "clocks.counted-back"
					}
					counted = say.Say(key, "first", c.Count.First.String(), "period", say.Period(c.Count.Period))
				}
				return []string{r.nextDay(&c.Day, c.Late), say.NextDay(c.Day), c.Of, say.Name("role", c.Turn), c.Day.Clause, counted}
			}, "day", "clock", "object", "turn", "clause", "counted")
			if list.Cut {
				fmt.Fprintln(w, r.say.Say("board.cut"))
			}
		})
	})
}
