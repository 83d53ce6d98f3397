package deadline

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// fees works out by when to pay the fees that fall due within a period after one
// of the events.
func (r *reckoner) fees(ev Events) {
	if r.edition.Fees == nil {
		return
	}
	days := map[scheme.DueEvent]civil.Date{
		scheme.DueAtSubmission:     ev.Filed,
		scheme.DueAtInvoice:        ev.Invoiced,
		scheme.DueAfterReview:      ev.ReviewCompleted,
		scheme.DueAtDecision:       ev.Decided,
		scheme.DueAtNoticeReceived: ev.NoticeReceived,
	}
	for i := range r.edition.Fees.Lines {
		l := &r.edition.Fees.Lines[i]
		event := days[l.Due.Event]
		if l.Due.Within.IsZero() || event.IsZero() {
			continue
		}
		due := counts(event, l.Due.Within, l.Due.FirstDayCounted, false).Due
		r.out.Fees = append(r.out.Fees, Fee{l.Code, due})
		if r.out.FeeDue.IsZero() || due.Before(r.out.FeeDue) {
			r.out.FeeDue = due
		}
		r.because("fee."+l.Code, l.Source, counted(event, l.Due.Within, l.Due.FirstDayCounted, due, due)...)
	}
}

// Yearly lists the days on which a yearly fee falls due: the first due day and
// its anniversaries (応当日) through until, the last day of validity (I-18). Where
// a year has no such day it is the last of that month.
func Yearly(first, until civil.Date) []civil.Date {
	var days []civil.Date
	for d := first; !d.IsZero() && !d.After(until); d = first.AddMonths(12 * len(days)) {
		if n := len(days); n > 0 && !d.After(days[n-1]) {
			break // no later day can be written
		}
		days = append(days, d)
	}
	return days
}

// YearlyOpen lists the days through until on which a yearly fee falls due and has
// not been raised. The first day that it was raised for gives the others.
func YearlyOpen(fee string, charges []record.Charge, until civil.Date) []civil.Date {
	var first civil.Date
	raised := map[civil.Date]bool{}
	for _, c := range charges {
		if c.Code == fee {
			raised[c.Due] = true
			if first.IsZero() || c.Due.Before(first) {
				first = c.Due
			}
		}
	}
	return slices.DeleteFunc(Yearly(first, until), func(due civil.Date) bool { return raised[due] })
}

// YearlyAfter lists the days through until on which a yearly fee falls due that has been
// asked for elsewhere before: anniversaries of its first due day, after a day up to which it
// is settled, that have not been raised.
func YearlyAfter(fee string, first, settled civil.Date, charges []record.Charge, until civil.Date) []civil.Date {
	return slices.DeleteFunc(Yearly(first, until), func(due civil.Date) bool {
		return !due.After(settled) || slices.ContainsFunc(charges, func(c record.Charge) bool { return c.Code == fee && c.Due == due })
	})
}
