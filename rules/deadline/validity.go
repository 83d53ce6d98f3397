package deadline

import (
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// window works out when the renewal of a mark may be filed (period rule P4). Only
// the last day rolls.
func (r *reckoner) window(expiry civil.Date) {
	rule := r.edition.Validity.Renewal
	if rule == nil || expiry.IsZero() {
		return
	}
	w := Window{To: closes(rule.Closes, expiry)}
	if !rule.Opens.IsZero() {
		w.From = opens(rule.Opens, expiry)
	}
	w.Rolled = r.roll(w.To, rule.RollForward)
	r.out.RenewalWindow = &w
	r.because("renewal_window", rule.Source, record.Day("expiry", expiry),
		record.Words("opens_before", rule.Opens.String()), record.Words("closes_before", rule.Closes.String()),
		record.Day("from", w.From), record.Day("to", w.To), record.Day("to_rolled", w.Rolled))
}

// opens and closes count back from the day after expiry, on which the mark is
// over: it opens on that day of an earlier month, and closes the day before it.
func opens(p civil.Period, expiry civil.Date) civil.Date {
	n, months := inMonths(p)
	if !months {
		return expiry.AddDays(1 - n)
	}
	from, _ := civil.RenewalWindow(expiry, n, 0)
	return from
}

func closes(p civil.Period, expiry civil.Date) civil.Date {
	n, months := inMonths(p)
	if !months {
		return expiry.AddDays(-n)
	}
	_, to := civil.RenewalWindow(expiry, 0, n)
	return to
}

// inMonths returns the period in months, or in days with false.
func inMonths(p civil.Period) (int, bool) {
	switch n, unit := p.Count(); unit {
	case civil.Year:
		return n * 12, true
	case civil.Month:
		return n, true
	default:
		return n, false
	}
}

// validity works out how long a grant is valid: from the day of the decision,
// or from the day after the old expiry where the edition lets a renewal follow.
func (r *reckoner) validity(ev Events) {
	v := r.edition.Validity
	if ev.Decided.IsZero() {
		return
	}
	if v.Period.Value.IsZero() {
		r.because("validity_stated_by_office", v.Period.Source, record.Day("decided", ev.Decided))
		return
	}
	start := ev.Decided
	if v.RenewalFollows.Value && !ev.PreviousExpiry.IsZero() {
		start = ev.PreviousExpiry.AddDays(1)
	}
	valid := v.Period.Value.From(start)
	r.out.Validity = &valid
	r.because("validity", v.Source, record.Day("decided", ev.Decided), record.Day("previous_expiry", ev.PreviousExpiry),
		record.Words("period", v.Period.Value.String()), record.Day("from", valid.From), record.Day("to", valid.To))
}

// ValidFrom is the first day of a validity: the day of the decision (S3-15); at a
// renewal the day after the old expiry, when the mark is still valid on the day of
// the decision or the edition lets a renewal follow whatever that day.
func ValidFrom(v scheme.Validity, decided, expiry civil.Date) civil.Date {
	if expiry.IsZero() || !v.RenewalFollows.Value && expiry.Before(decided) {
		return decided
	}
	return expiry.AddDays(1)
}

// ValidUntil is the last day of a validity: of the period of the edition, or, where
// the edition leaves it open, the day that the office states.
func ValidUntil(v scheme.Validity, from, stated civil.Date) (civil.Date, error) {
	switch {
	case !v.Period.Value.IsZero():
		return v.Period.Value.LastDay(from), nil
	case stated.IsZero():
		return stated, fault.Wrong("grant.valid-to", "/valid_to")
	case stated.Before(from):
		return stated, fault.Wrong("grant.valid-to", "/valid_to", "given", stated, "from", from)
	}
	return stated, nil
}
