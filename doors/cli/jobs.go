package cli

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"akashi/doors/ask"
	"akashi/record"
)

// Worked is what came of doing all that was due.
type Worked struct {
	Done   map[string]int `json:"done"` // by kind
	Failed int            `json:"failed"`
}

// jobsRun does all that is due, and ends. Who may start the program on the machine of the office may have it do what it
// would do by itself.
func (r *run) jobsRun() *cobra.Command {
	return r.command("run", "jobs.run", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		at, err := r.address(c)
		if err != nil {
			return err
		}
		return r.within(c.Context(), r.Office, func(o *Office) error {
			worked, err := r.Work(c.Context(), o, at)
			if err != nil {
				return err
			}
			return r.emit(worked, func(w io.Writer) {
				for _, kind := range slices.Sorted(maps.Keys(worked.Done)) {
					fmt.Fprintln(w, r.say.Say("jobs.done", "kind", r.say.Name("job", kind), "n", fmt.Sprint(worked.Done[kind])))
				}
				if worked.Failed > 0 {
					fmt.Fprintln(w, r.say.Say("jobs.failed", "n", fmt.Sprint(worked.Failed)))
				}
				if len(worked.Done) == 0 && worked.Failed == 0 {
					fmt.Fprintln(w, r.say.Say("jobs.nothing"))
				}
			})
		})
	})
}

// jobsList lists what the calendar has to do, failed to do and did.
func (r *run) jobsList() *cobra.Command {
	return looks(r, "list", "jobs.list", cobra.NoArgs, func(v visit, q *ask.JobQuery, _ []string) error {
		list, err := v.Jobs(v, v.who, q.For())
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Jobs, func(j record.Job) []string {
				return []string{j.Day.String(), r.say.Name("job", cmp.Or(j.What, string(j.Kind))), j.Of, r.say.Name("jobstate", j.State), fmt.Sprint(j.Attempts), r.say.WhyNot(j.Code)}
			}, "day", "job", "object", "state", "attempts", "why")
			if list.Cut {
				fmt.Fprintln(w, r.say.Say("board.cut"))
			}
		})
	})
}
