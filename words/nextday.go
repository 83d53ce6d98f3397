package words

import (
	"strconv"

	"akashi/rules/deadline"
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

// Counted tells in lines how a day was counted, each a name with what it is.
func (b *Book) Counted(c *deadline.Count) (lines [][2]string) {
	line := func(key, value string) { lines = append(lines, [2]string{b.Say(key), value}) }
	line("clocks.event", b.Day(c.Event))
	if c.Back {
		line("clocks.first-back", b.Day(c.First))
	} else {
		line("clocks.first", b.Day(c.First))
	}
	line("clocks.period", b.Period(c.Period))
	line("clocks.last", b.Day(c.Last))
	if c.Rolls {
		line("clocks.rolls", b.Day(c.Due))
	}
	return lines
}
