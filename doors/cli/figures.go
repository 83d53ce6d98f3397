package cli

import (
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"akashi/rules/statistics"
)

// figuresFlags ask for the figures of one scheme, or of all.
type figuresFlags struct {
	Scheme string `json:"scheme,omitempty"`
}

// schemeFigures counts what each scheme came to by fiscal year.
func (r *run) schemeFigures() *cobra.Command {
	return looks(r, "figures", "scheme.figures", cobra.NoArgs, func(v visit, q *figuresFlags, _ []string) error {
		view, err := v.Figures(v, v.who, q.Scheme)
		if err != nil {
			return err
		}
		return r.emit(view, func(w io.Writer) {
			for _, of := range view.Schemes {
				fmt.Fprintln(w, of.Scheme)
				listed(r, w, of.Years, func(y statistics.Year) []string {
					row := []string{strconv.Itoa(y.Year), r.say.Count(y.Filed)}
					for _, o := range statistics.Outcomes() {
						row = append(row, r.say.Count(y.Of[o]))
					}
					return row
				}, "year", "filed", "granted", "renewed", "refused", "withdrawn", "open")
			}
		})
	})
}
