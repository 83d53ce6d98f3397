package cli

import (
	"fmt"
	"io"
	"strings"

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

// calendar gives the days that concern a user to a program for calendars: in a file, or where answers go.
func (r *run) calendar() *cobra.Command {
	return looks(r, "calendar", "calendar", cobra.NoArgs, func(v visit, q *outFlag, _ []string) (err error) {
		var c app.Calendar
		if r.opts.As != "" {
			c, err = v.CalendarOf(v, r.opts.As)
		} else {
			c, err = v.Calendar(v, v.who)
		}
		if err != nil {
			return err
		}
		days := r.say.Calendar(v.Shelf, strings.TrimSuffix(r.opts.PublicURL, "/"), c)
		return r.save(q.Out, func(w io.Writer) error { return r.Calendar(w, days) })
	})
}
