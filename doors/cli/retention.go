package cli

import (
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/doors/ask"
)

// officeRetention lists what is due to be erased; as JSON with what was decided and what is held.
func (r *run) officeRetention() *cobra.Command {
	return looks(r, "retention", "office.retention", cobra.NoArgs, func(v visit, q *ask.OfficeQuery, _ []string) error {
		list, err := v.Retention(v, v.who, q.Scheme)
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Due, func(l app.RetentionLine) []string {
				return []string{l.No, r.say.Say("option.class." + string(l.Class)), strconv.Itoa(l.Files), l.From.String(), strconv.Itoa(l.Months), l.Last.String()}
			}, "case", "documents", "files", "ended", "months", "kept_to")
		})
	})
}
