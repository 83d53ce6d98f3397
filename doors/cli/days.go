package cli

import (
	"cmp"
	"io"

	"github.com/spf13/cobra"

	"akashi/doors/ask"
	"akashi/record"
)

// officeDays lists the days that the office has set and that are not over.
func (r *run) officeDays() *cobra.Command {
	return looks(r, "days", "office.days", cobra.NoArgs, func(v visit, q *ask.OfficeQuery, _ []string) error {
		list, err := v.OfficeDays(v, v.who, q.Scheme)
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Days, func(d record.OfficeDays) []string {
				state := map[bool]string{true: "open", false: "closed"}[d.Open]
				return []string{d.From.String(), cmp.Or(d.To, d.From).String(), r.say.Say("option.state." + state), d.Reason}
			}, "first_day", "last_day", "state", "reason")
		})
	})
}
