package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/app/people"
	"akashi/doors/ask"
)

// officePhrases prints the phrases of the office as they are written down.
func (r *run) officePhrases() *cobra.Command {
	return looks(r, "phrases", "office.phrases", cobra.NoArgs, func(v visit, q *ask.OfficeQuery, _ []string) error {
		kept, err := v.OfficePhrases(v, v.who, q.Scheme)
		if err != nil {
			return err
		}
		return r.emit(kept, func(w io.Writer) { fmt.Fprintln(w, people.WritePhrases(kept.Phrases)) })
	})
}
