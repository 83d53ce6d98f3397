package money

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/deadline"
	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// FollowNotice lets the fees that are counted from the day of the notice follow when
// that day is corrected: the first by its own rule, those of later years by the
// anniversaries of the first, whichever case of the mark they were raised in. A fee that
// runs on from an earlier case is not counted from this notice; one that is owed by the
// right day only is raised now.
func FollowNotice(w *desk.Work, received civil.Date, reason string) {
	if w.Edition.Fees == nil {
		return
	}
	from := Quote(w, fees.Request{Date: received, Events: map[scheme.DueEvent]civil.Date{scheme.DueAtNoticeReceived: received}})
	for _, l := range w.Edition.Fees.Lines {
		raised := asked(w, raisedOf(w, l.Code))
		first, quoted := from.Line(l.Code)
		if l.Due.Event != scheme.DueAtNoticeReceived || !quoted || len(raised) == 0 || raised[0].CaseID != w.Case.ID {
			continue
		}
		for i, was := range raised {
			year := i + yearsBefore(w, first.Due, raised[0].Due)
			keepFollowed(w, was, fees.Follow(was, inYear(w, first, year), desk.Read(w, w.Payments, was.CaseID)), reason)
		}
	}
	RaiseByNotice(w, received)
}

// asked are the charges that were asked for here: what was taken over unpaid stays as it was
// asked for elsewhere.
func asked(w *desk.Work, raised []record.Charge) []record.Charge {
	before, carried := beforeTheMove(w)
	return slices.DeleteFunc(raised, func(c record.Charge) bool { return carried && !c.Due.After(before.Settled) })
}

// yearsBefore is how many years of a yearly fee lie before the first that was raised here:
// none, but for a mark that was taken over.
func yearsBefore(w *desk.Work, first, raised civil.Date) (years int) {
	if _, carried := beforeTheMove(w); !carried {
		return 0
	}
	for first.AddMonths(12*years + 6).Before(raised) { // the nearest: the day itself is what changes
		years++
	}
	return years
}

// RaiseByNotice raises what is counted from the notice, once the mark is granted.
func RaiseByNotice(w *desk.Work, received civil.Date) {
	if w.Case.State == lifecycle.Granted {
		RaiseChargesFrom(w, scheme.DueAtNoticeReceived, received)
	}
}

// raisedOf are the charges of a fee for the mark of the work, by due day.
func raisedOf(w *desk.Work, code string) []record.Charge {
	raised := slices.DeleteFunc(chargesOfMark(w), func(c record.Charge) bool { return c.Code != code })
	slices.SortFunc(raised, func(a, b record.Charge) int { return a.Due.Compare(b.Due) })
	return raised
}

// inYear is a yearly fee so many years after the first, at the price of its due day.
func inYear(w *desk.Work, first record.QuotedFee, years int) record.QuotedFee {
	if years == 0 {
		return first
	}
	days := deadline.Yearly(first.Due, first.Due.AddMonths(12*years))
	due := days[len(days)-1]
	fee, _ := Quote(w, fees.Request{Date: due}).Line(first.Code)
	fee.Due, fee.Supplied = due, due
	return fee
}

// keepFollowed keeps a charge as it is now, beside what it was.
func keepFollowed(w *desk.Work, was, now record.Charge, reason string) {
	if now == was {
		return
	}
	round := desk.Round(desk.Read(w, w.ChargeCorrections, was.CaseID), func(c record.ChargeCorrection) bool { return c.ChargeID == was.ID })
	w.Add(&record.ChargeCorrection{ID: w.NewID(), ChargeID: was.ID, CaseID: was.CaseID, Round: round, FromAmount: was.Amount, FromDue: was.Due,
		Amount: now.Amount, Due: now.Due, Reason: reason, By: w.Actor.ID, At: w.Now})
	saveCharge(w, now)
}

// PriceOfFiling compares what was charged for the filing before it, or for an earlier
// filing of the case, with the price of its day (申請時): a difference is asked for, or
// credited (過納). What was waived stays waived.
func PriceOfFiling(w *desk.Work) {
	if w.Edition.Fees == nil {
		return
	}
	quote := Quote(w, fees.Request{Date: w.Today, Events: map[scheme.DueEvent]civil.Date{scheme.DueAtSubmission: w.Today}})
	charges, payments := desk.Read(w, w.Charges, w.Case.ID), desk.Read(w, w.Payments, w.Case.ID)
	for _, line := range quote.FallingDue(w.Edition, scheme.DueAtSubmission, nil, nil) {
		d, compared := fees.AtFiling(line, charges, payments)
		if !compared {
			continue
		}
		for _, now := range d.Changed {
			was, _ := desk.First(charges, func(c record.Charge) bool { return c.ID == now.ID })
			keepFollowed(w, was, now, "")
		}
		if d.Further > 0 {
			line.Amount, line.Due = d.Further, civil.Date{} // no source says by when
			AddCharge(w, line)
		}
	}
}

// FollowExtra lets the charges of a fee for time on site come to what the quoted lines
// add up to: none for nothing. What was paid and should not have been is refused: that
// payment is taken back first. What waits for a table of fees is priced first.
func FollowExtra(w *desk.Work, code string, lines []record.QuotedFee, reason string) error {
	charges := slices.DeleteFunc(desk.Read(w, w.Charges, w.Case.ID), func(c record.Charge) bool { return c.Code != code })
	for _, c := range charges {
		lines = append(lines, c.Basis)
	}
	if l, waits := desk.First(lines, func(l record.QuotedFee) bool { return !l.Unpriced.IsZero() }); waits {
		return &fault.Refusal{Clause: l.Source, Reason: unpriced, Detail: fault.With("given", code, "day", l.Unpriced)}
	}
	lines = lines[:len(lines)-len(charges)]
	sum := yen.Amount(0)
	for _, l := range lines {
		sum += l.Amount
	}
	d := fees.Differ(sum, charges, desk.Read(w, w.Payments, w.Case.ID))
	if d.Over > 0 {
		return &fault.Refusal{Clause: charges[0].Basis.Source, Reason: "charge.paid-over", Detail: fault.With("charge", code, "amount", d.Over)}
	}
	for _, now := range d.Changed {
		was, _ := desk.First(charges, func(c record.Charge) bool { return c.ID == now.ID })
		keepFollowed(w, was, now, reason)
	}
	if d.Further > 0 {
		line := lines[len(lines)-1]
		line.Amount = d.Further
		AddCharge(w, line)
	}
	return nil
}
