package words

import (
	"strconv"
	"strings"
)

// Place says where in a file something is, such as "line 3, column 1" or
// "report.xml: byte 12"; a place of another kind stays as it is.
func (b *Book) Place(where string) string {
	at := strings.LastIndex(where, ": ") + 1
	var units []string
	figures := map[string]string{}
	for part := range strings.SplitSeq(strings.TrimPrefix(where[at:], " "), ", ") {
		unit, n, _ := strings.Cut(part, " ")
		if _, err := strconv.Atoi(n); err != nil {
			return where
		}
		units, figures[unit] = append(units, unit), n
	}
	key := "place." + strings.Join(units, ".")
	if !b.Has(key) {
		return where
	}
	return strings.TrimSpace(where[:at] + " " + b.Fill(key, figures))
}
