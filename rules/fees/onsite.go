package fees

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/yen"
)

// MinutesOnSite adds up the time of the first review on site; a repeated one is
// charged apart.
func MinutesOnSite(visits []record.Visit) (minutes int) {
	for _, v := range StandingVisits(visits) {
		if v.Kind == record.VisitFirst {
			minutes += v.Minutes
		}
	}
	return minutes
}

// StandingVisits are those that took place as they are logged: no other corrects them.
func StandingVisits(visits []record.Visit) (standing []record.Visit) {
	for _, v := range visits {
		corrected := func(o record.Visit) bool { return o.Corrects != "" && o.Corrects == v.ID }
		if v.Minutes > 0 && !slices.ContainsFunc(visits, corrected) {
			standing = append(standing, v)
		}
	}
	return standing
}

// standard is the time on site that the review fee of a size includes, in minutes.
func standard(rule *scheme.OnSite, t scheme.CaseType, size scheme.SizeClass) (minutes int, ok bool) {
	i := slices.IndexFunc(rule.Hours, func(h scheme.SizeHours) bool { return h.Size == size })
	if i < 0 {
		return 0, false
	}
	if t == scheme.Renewal {
		return rule.Hours[i].Renewal * 60, true
	}
	return rule.Hours[i].New * 60, true
}

// SiteTime is the time on site of a case beside the standard of its size, and what the
// time over it comes to (超過の見込み).
type SiteTime struct {
	Minutes  int        `json:"minutes"`
	Standard int        `json:"standard_minutes,omitempty"` // none where the edition has none
	Over     int        `json:"over_minutes,omitempty"`
	Overrun  yen.Amount `json:"overrun,omitempty"`
}

// TimeOnSite compares the minutes of a request with the standard. Where no table of fees
// covers the day, the time over has no price.
func TimeOnSite(e *scheme.Edition, r Request) (t SiteTime) {
	if r.OnSiteMinutes == nil {
		return t
	}
	t.Minutes = *r.OnSiteMinutes
	if e.OnSite == nil {
		return t
	}
	t.Standard, _ = standard(e.OnSite, r.Case, r.Size)
	if t.Standard == 0 || t.Minutes <= t.Standard {
		return t
	}
	t.Over = t.Minutes - t.Standard
	if quote, err := For(e, r); err == nil {
		line, _ := quote.Line(OverrunCode(e, r.Date))
		t.Overrun = line.Amount
	}
	return t
}

// overrun charges the time on site over the standard of the size (現地審査の超過).
// The hourly fee is the printed one (I-26); how a part of an hour counts is a
// setting of the edition (I-27).
func (q *quoter) overrun(t *scheme.FeeTable) {
	if q.request.OnSiteMinutes == nil {
		return
	}
	rule := q.edition.OnSite
	if rule == nil || t.Overrun == nil {
		q.problems.Add("no-onsite-fee", "onsite_minutes")
		return
	}
	standard, ok := standard(rule, q.request.Case, q.request.Size)
	if !ok {
		q.once("size-missing", "size", "give the size class: the standard hours depend on it")
		return
	}
	over := *q.request.OnSiteMinutes - standard
	if over <= 0 {
		return
	}
	amount, priced := q.charge(t.Overrun.PerHour, over, 1, rule.HourRounding.Value)
	if !priced || amount == 0 {
		return
	}
	q.add(t, record.QuotedFee{Code: t.Overrun.Code, Label: t.Overrun.Label.JA, LabelEN: t.Overrun.Label.EN, Amount: amount,
		Proposed: rule.OverrunCharge.Value != scheme.ChargeAutomatic, Source: t.Overrun.Source}, scheme.DueRule{Event: scheme.DueAtInvoice})
}

// revisit charges a repeated on-site review: the base, and the time of each assessor as
// it was taken (S3-14, 実際にかかった時間).
func (q *quoter) revisit(t *scheme.FeeTable) {
	v, fee := q.request.Revisit, t.Revisit
	if v == nil {
		return
	}
	if fee == nil {
		q.problems.Add("no-revisit-fee", "revisit")
		return
	}
	if v.Persons < fee.MinPersons || v.Persons > fee.MaxPersons {
		q.problems.Add("persons-range", "revisit.persons", "given", v.Persons, "min", fee.MinPersons, "max", fee.MaxPersons)
		return
	}
	amount, ok := q.charge(fee.PerPersonHour, v.Minutes, v.Persons, fee.HourRounding.Value)
	if !ok {
		return
	}
	line := record.QuotedFee{Code: fee.Code, Label: fee.Label.JA, LabelEN: fee.Label.EN, Amount: fee.Base + amount, Source: fee.Source}
	if q.unpriced {
		line.Minutes, line.Persons = v.Minutes, v.Persons
	}
	q.add(t, line, scheme.DueRule{Event: scheme.DueAtInvoice})
}

// Travel is the line for travel and lodging at what they came to (実費), taxed as the fees of
// the day of the invoice; none where the edition does not charge for them.
func Travel(e *scheme.Edition, invoiced civil.Date, amount yen.Amount) (_ record.QuotedFee, charged bool) {
	if e.OnSite == nil || e.OnSite.Travel == nil || e.Fees == nil {
		return record.QuotedFee{}, false
	}
	fee, due := e.OnSite.Travel, scheme.DueRule{Event: scheme.DueAtInvoice}
	return record.QuotedFee{Code: fee.Code, Label: fee.Label.JA, LabelEN: fee.Label.EN, Amount: amount, TaxRate: tableNear(e, invoiced).Tax,
		DueRule: describe(due), Due: dueDay(due, invoiced), Source: fee.Source}, true
}

// RevisitCode is the code of the fee for a repeated review on a day, whether or not a table
// covers it; "" where none is charged.
func RevisitCode(e *scheme.Edition, day civil.Date) string {
	if t := tableNear(e, day); t != nil && t.Revisit != nil {
		return t.Revisit.Code
	}
	return ""
}

// OverrunCode is the code of the fee for time over the standard on a day; "" where none
// is charged.
func OverrunCode(e *scheme.Edition, day civil.Date) string {
	if t := tableNear(e, day); t != nil && t.Overrun != nil {
		return t.Overrun.Code
	}
	return ""
}

// charge prices minutes by the hour for a number of persons.
func (q *quoter) charge(perHour yen.Amount, minutes, persons int, rounding scheme.HourRounding) (yen.Amount, bool) {
	n := int64(minutes)
	switch rounding {
	case scheme.HourCeil:
		n = (n + 59) / 60 * 60
	case scheme.HourFloor:
		n = n / 60 * 60
	case scheme.HourExact:
	default:
		q.once("hour-rounding-unknown", "onsite.hour_rounding", "the edition does not say how part of an hour counts")
		return 0, false
	}
	return perHour.MulDiv(n*int64(persons), 60, yen.Floor), true
}
