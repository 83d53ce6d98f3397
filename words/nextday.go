package words

import (
	"strconv"

	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

// NextDay says why the next day of a case is the one it is.
func (b *Book) NextDay(n lifecycle.NextDay) string {
	return b.Fill("next-day."+string(n.Why), fault.With("from", n.From, "fee", n.Fee))
}

// SiteTime says what the time on site has come to, against the standard.
func (b *Book) SiteTime(t fees.SiteTime) string {
	figures := fault.With("total", t.Minutes)
	for name, value := range map[string]int{"standard": t.Standard, "over": t.Over, "sum": int(t.Overrun)} {
		if value > 0 {
			figures[name] = strconv.Itoa(value)
		}
	}
	return b.Fill("site-time", figures)
}
