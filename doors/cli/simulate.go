package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/fault"
)

// schemeSimulate scores the decided cases of one edition under another, or under
// a draft of one in a file. Nothing is recorded.
func (r *run) schemeSimulate() *cobra.Command {
	var ch choice
	var to, caseType string
	c := r.looking("simulate", "scheme.simulate", cobra.NoArgs, func(ctx context.Context, o *Office, actor access.Actor, _ []string) error {
		var a asked
		oneOf(&a, "case", caseType, scheme.CaseTypes())
		if err := a.Err(); err != nil {
			return err
		}
		before, err := r.pick(ch, a.day("date", ""))
		if err != nil {
			return err
		}
		other := choice{scheme: to}
		if !isFile(to) {
			other = choice{scheme: ch.scheme, edition: to}
		}
		after, err := r.pick(other, a.day("date", ""))
		if err != nil {
			return err
		}
		if before.Scheme != after.Scheme {
			return fault.Wrong("simulate.another-scheme", "--to", "given", after.Scheme)
		}
		s, err := o.Simulate(ctx, actor, before, after, scheme.CaseType(caseType))
		if err != nil {
			return err
		}
		return r.emit(s, func(w io.Writer) {
			fmt.Fprintln(w, r.say.Fill("simulate.total", map[string]string{"cases": fmt.Sprint(s.Cases), "before": fmt.Sprint(s.Passed), "after": fmt.Sprint(s.Passes)}))
			for _, l := range s.Lines {
				if l.VerdictBefore != l.VerdictAfter || l.PointsDelta != 0 {
					fmt.Fprintf(w, "%s  %s → %s  %+d\n", l.Case, l.VerdictBefore, l.VerdictAfter, l.PointsDelta)
				}
			}
		})
	})
	r.choiceFlags(c, &ch, true)
	c.Flags().StringVar(&to, "to", "", r.say.Say("flag.to-edition"))
	c.Flags().StringVar(&caseType, "case", string(scheme.New), r.say.Say("flag.case"))
	_ = c.MarkFlagRequired("to") // the flag is there
	return c
}
