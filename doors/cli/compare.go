package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/doors/ask"
	"akashi/scheme"
	"akashi/values/fault"
)

// compareFlags ask for two editions, the second also as a file.
type compareFlags struct {
	ask.Book
	To string `json:"to"`
}

// another is the other edition that is asked for: one of the same scheme by its name, or a
// draft of one in a file.
func (r *run) another(first *scheme.Edition, to string) (*scheme.Edition, error) {
	other := ask.Book{Scheme: to}
	if !isFile(to) {
		other = ask.Book{Scheme: first.Scheme, Edition: to}
	}
	second, err := r.pick(&other)
	if err == nil && second.Scheme != first.Scheme {
		err = fault.Wrong("simulate.another-scheme", "--to", "given", second.Scheme)
	}
	return second, err
}

// schemeCompare lists what one edition changes in another.
func (r *run) schemeCompare() *cobra.Command {
	return asks(r, "compare", "scheme.compare", cobra.NoArgs, func(_ *cobra.Command, q *compareFlags, _ []string) error {
		from, err := r.pick(&q.Book)
		if err != nil {
			return err
		}
		to, err := r.another(from, q.To)
		if err != nil {
			return err
		}
		view := struct {
			Scheme  string          `json:"scheme"`
			From    string          `json:"from"`
			To      string          `json:"to"`
			Changes []scheme.Change `json:"changes"`
		}{from.Scheme, from.ID, to.ID, append([]scheme.Change{}, scheme.Compare(from, to)...)}
		return r.emit(view, func(w io.Writer) {
			if len(view.Changes) == 0 {
				fmt.Fprintln(w, r.say.Say("edition.changes.none"))
				return
			}
			listed(r, w, view.Changes, func(c scheme.Change) []string {
				return []string{r.say.Say("edition.is." + string(c.Kind)), c.Where, c.Before, c.After}
			}, "change", "where", "before", "after")
		})
	})
}
