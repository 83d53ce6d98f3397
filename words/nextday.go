package words

import (
	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

// NextDay says why the next day of a case is the one it is.
func (b *Book) NextDay(n lifecycle.NextDay) string {
	return b.Fill("next-day."+string(n.Why), fault.With("from", n.From, "fee", n.Fee))
}
