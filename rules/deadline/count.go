package deadline

import (
	"akashi/scheme"
	"akashi/values/civil"
)

// Count is how a last day is found (起算): from the day of an event, by a period, to the day on which
// the period ends and, where that is closed and the clause says so, on to the next business day.
type Count struct {
	Event  civil.Date   `json:"event"`
	First  civil.Date   `json:"first"` // day that is counted first; of a window, the day on which the mark is over, counted back from
	Period civil.Period `json:"period"`
	Back   bool         `json:"back,omitempty"` // counted back from Event
	Rolls  bool         `json:"rolls"`
	Last   civil.Date   `json:"last"` // on which the period ends
	Due    civil.Date   `json:"due"`
}

// counts is a count from an event forward; Due is Last until it is rolled.
func counts(event civil.Date, p civil.Period, firstDay, rolls bool) Count {
	c := Count{Event: event, First: event, Period: p, Rolls: rolls}
	if !firstDay {
		c.First = event.AddDays(1)
	}
	c.Last = p.LastDay(c.First)
	c.Due = c.Last
	return c
}

// CountClock is how the last day of a named clock of the edition is found that starts with the event; none where the
// edition has no such clock, or leaves the day to the office.
func CountClock(e *scheme.Edition, c *civil.Calendar, id string, event civil.Date) (*Count, error) {
	clock, ok := e.Clock(id)
	if !ok || clock.Period.Value.IsZero() || event.IsZero() {
		return nil, nil
	}
	r := reckoner{edition: e, calendar: c}
	count := r.count(clock, event)
	return &count, r.err
}

// count is how the last day of a clock is found.
func (r *reckoner) count(c *scheme.Clock, event civil.Date) Count {
	count := counts(event, c.Period.Value, c.FirstDayCounted, c.RollForward)
	count.Due = r.roll(count.Last, c.RollForward)
	return count
}

// CountFee is how the last day of a fee is found; none where the edition counts none from an event.
func CountFee(e *scheme.Edition, code string, event civil.Date) *Count {
	if e.Fees == nil || event.IsZero() {
		return nil
	}
	for _, l := range e.Fees.Lines {
		if l.Code == code && !l.Due.Within.IsZero() {
			count := counts(event, l.Due.Within, l.Due.FirstDayCounted, false)
			return &count
		}
	}
	return nil
}

// CountUsual is how the day of an estimate (目安) is found; none without a period.
func CountUsual(p civil.Period, event civil.Date) *Count {
	if p.IsZero() || event.IsZero() {
		return nil
	}
	count := counts(event, p, false, false)
	return &count
}

// CountValidity is how the last day of a mark is found that is valid from a day; none where the office states it.
func CountValidity(e *scheme.Edition, from civil.Date) *Count {
	if e.Validity.Period.Value.IsZero() || from.IsZero() {
		return nil
	}
	count := counts(from, e.Validity.Period.Value, true, false)
	return &count
}

// Count is how the last day of the window is found; opening, how its first day is.
func (w Window) Count(rule *scheme.RenewalWindow, expiry civil.Date, opening bool) *Count {
	count := Count{Event: expiry, First: expiry.AddDays(1), Period: rule.Closes, Back: true, Rolls: rule.RollForward, Last: w.To, Due: w.Rolled}
	if opening {
		count.Period, count.Rolls, count.Last, count.Due = rule.Opens, false, w.From, w.From
	}
	return &count
}
