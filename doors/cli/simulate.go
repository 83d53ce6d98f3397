package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/doors/ask"
	"akashi/scheme"
	"akashi/values/fault"
)

// simulateFlags ask for two editions, the second also as a file.
type simulateFlags struct {
	ask.Book
	To   string          `json:"to"`
	Case scheme.CaseType `json:"case" enum:"new,renewal" flag:"case,new"`
}

// schemeSimulate scores the decided cases of one edition under another, or under
// a draft of one in a file. Nothing is recorded.
func (r *run) schemeSimulate() *cobra.Command {
	return looks(r, "simulate", "scheme.simulate", cobra.NoArgs, func(v visit, q *simulateFlags, _ []string) error {
		before, err := r.pick(&q.Book)
		if err != nil {
			return err
		}
		after, err := r.another(before, q.To)
		if err != nil {
			return err
		}
		s, err := v.Simulate(v, v.who, before, after, q.Case)
		if err != nil {
			return err
		}
		return r.emit(s, func(w io.Writer) {
			fmt.Fprintln(w, r.say.Fill("simulate.total", fault.With("cases", s.Cases, "before", s.Passed, "after", s.Passes)))
			for _, l := range s.Lines {
				if l.VerdictBefore != l.VerdictAfter || l.PointsDelta != 0 {
					fmt.Fprintf(w, "%s  %s → %s  %+d\n", l.Case, l.VerdictBefore, l.VerdictAfter, l.PointsDelta)
				}
			}
		})
	})
}
