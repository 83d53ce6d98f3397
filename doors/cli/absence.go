package cli

import (
	"io"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/doors/ask"
)

// officeAbsences lists who of the office is away, or will be, and who covers.
func (r *run) officeAbsences() *cobra.Command {
	return looks(r, "absences", "office.absences", cobra.NoArgs, func(v visit, q *ask.OfficeQuery, _ []string) error {
		list, err := v.Absences(v, v.who, q.Scheme)
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Absences, func(a app.AbsenceLine) []string {
				return []string{a.Name, a.From.String(), a.To.String(), a.CoverName}
			}, "name", "first_day", "last_day", "cover")
		})
	})
}
