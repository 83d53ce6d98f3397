package cli

import (
	"cmp"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/values/fault"
)

// matterList lists what was brought to the office beside the cases.
func (r *run) matterList() *cobra.Command {
	return looks(r, "list", "matter.list", cobra.NoArgs, func(v visit, q *ask.MatterQuery, _ []string) error {
		list, err := v.Matters(v, v.who, q.For())
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Matters, func(m app.MatterView) []string {
				return []string{m.No, m.Received.String(), m.Scheme, r.say.Name("matter", m.State), r.say.Name("ground", m.Ground), cmp.Or(m.Mark, m.Number), m.Site}
			}, "no", "day", "scheme", "state", "ground", "number", "site")
		})
	})
}

func (r *run) showMatter(v visit, no string) error {
	view, err := v.MatterView(v, v.who, no)
	if err != nil {
		return err
	}
	return r.emit(view, func(w io.Writer) {
		fmt.Fprintf(w, "%s  %s  %s\n", view.No, r.say.Name("matter", view.State), r.say.Name("ground", view.Ground))
		for _, line := range [][2]string{{"head.day", view.Received.String()}, {"head.number", cmp.Or(view.Mark, view.Number)}, {"head.site", view.Site}, {"head.contact", view.Contact}} {
			if line[1] != "" {
				fmt.Fprintf(w, "%s: %s\n", r.say.Say(line[0]), line[1])
			}
		}
		fmt.Fprintln(w, view.Text)
		for _, n := range view.Notes {
			fmt.Fprintf(w, "  %s %s\n", n.Day, n.Text)
		}
		for _, m := range view.Measures {
			fmt.Fprintf(w, "  %s %s\n", m.Day, r.say.Name("history", m.Kind))
		}
		if !view.Ended.IsZero() {
			fmt.Fprintln(w, r.say.Fill("matter.ended", fault.With("day", view.Ended, "outcome", view.Outcome, "reason", view.Reason)))
		}
	})
}
