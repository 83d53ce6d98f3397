package cli

import (
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/doors/ask"
)

// officeBodies lists the intake bodies of a scheme, with what lies with each.
func (r *run) officeBodies() *cobra.Command {
	return looks(r, "bodies", "office.bodies", cobra.NoArgs, func(v visit, q *ask.OfficeQuery, _ []string) error {
		list, err := v.Bodies(v, v.who, q.Scheme)
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Bodies, func(b app.BodyLine) []string {
				return []string{b.ID, b.Code, b.Name.In(string(r.say.Lang())), b.From.String(), b.To.String(), strconv.Itoa(b.Open)}
			}, "id", "of", "name", "first_day", "last_day", "open")
		})
	})
}
