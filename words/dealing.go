package words

import (
	"strconv"

	"akashi/app"
)

// DealingRows are dealings as a table with its headings, each with the name of its file, for whoever is shown the books.
func (b *Book) DealingRows(all []app.Dealing, file func(app.Dealing) string) [][]string {
	var head []string
	for _, column := range []string{"day", "kind", "amount", "counterparty", "case", "ref", "scheme", "file"} {
		head = append(head, b.Say("dealing."+column))
	}
	rows := [][]string{head}
	for _, l := range all {
		rows = append(rows, []string{l.Day.String(), b.Name("dealing", l.Kind), strconv.FormatInt(int64(l.Amount), 10), l.Counterparty, l.Case, l.Ref, l.Scheme, file(l)})
	}
	return rows
}
