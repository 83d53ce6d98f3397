package words

import (
	"strconv"

	"akashi/rules/statistics"
	"akashi/values/yen"
)

// Count is a count of the figures as it is shown, or why it is not: 5未満, or ※.
func (b *Book) Count(c statistics.Cell) string {
	switch {
	case c.Few:
		return b.Say("figures.few", "n", strconv.Itoa(statistics.Few))
	case c.Hidden:
		return b.Say("figures.hidden")
	}
	return yen.Amount(c.N).String() // with commas, as pages write numbers
}
