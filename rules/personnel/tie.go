package personnel

import (
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// Bar is how long a tie keeps somebody out of the cases of an organisation.
type Bar struct {
	From  civil.Date // zero: since ever
	Until civil.Date // last day; zero while the tie lasts
}

// BarOf is the bar of a tie: from its first day until the period of the edition has passed
// since its last, the day after that counted first. One that lasts bars without an end.
func BarOf(p scheme.Personnel, t record.Tie) Bar {
	bar := Bar{From: t.From}
	if !t.To.IsZero() {
		bar.Until = p.TiesBar.Value.After(t.To)
	}
	return bar
}

// On reports whether the bar stands on a day.
func (b Bar) On(day civil.Date) bool {
	return !day.Before(b.From) && (b.Until.IsZero() || !day.After(b.Until))
}
