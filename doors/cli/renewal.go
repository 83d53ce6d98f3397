package cli

import (
	"io"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/doors/ask"
)

// markRenewals lists the marks whose renewal may be filed now and for which no case is open.
func (r *run) markRenewals() *cobra.Command {
	return looks(r, "renewals", "mark.renewals", cobra.NoArgs, func(v visit, q *ask.RenewalQuery, _ []string) error {
		list, err := v.Renewals(v, v.who, q.For())
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Marks, func(m app.RenewalLine) []string {
				return []string{m.Number, m.Holder, m.Service, m.Closes.String(), m.ValidTo.String()}
			}, "number", "holder", "service", "due", "valid_to")
		})
	})
}
