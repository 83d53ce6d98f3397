package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/values/fault"
)

// personnelList lists who examines and decides, with what is on record of each.
func (r *run) personnelList() *cobra.Command {
	return looks(r, "list", "personnel.list", cobra.NoArgs, func(v visit, q *ask.SchemeQuery, _ []string) error {
		list, err := v.Personnel(v, v.who, q.Scheme)
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.People, func(p app.PersonLine) []string {
				held := ask.Each(ask.Those(p.Competences, func(c app.CompetenceLine) bool { return c.Now }), func(c app.CompetenceLine) string { return c.Competence.Competence })
				return []string{p.ID, p.Name, p.Scheme, strings.Join(held, " "), fmt.Sprint(len(ask.Those(p.Ties, func(t app.TieLine) bool { return t.Bars })))}
			}, "user", "name", "scheme", "competence", "ties")
			for _, p := range list.People {
				for _, t := range ask.Those(p.Ties, func(t app.TieLine) bool { return t.Stands() }) {
					fmt.Fprintln(w, r.say.Fill("personnel.tie", fault.With("id", t.ID, "name", p.Name, "kind", r.say.Name("tie", t.Kind), "organisation", t.Organisation, "until", t.Until, "bars", t.Bars)))
				}
			}
		})
	})
}
