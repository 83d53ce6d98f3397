package money

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/deadline"
	"akashi/rules/fees"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// FollowNotice lets the fees that are counted from the day of the notice follow when
// that day is corrected: the first by its own rule, those of later years by the
// anniversaries of the first, whichever case of the mark they were raised in. A fee that
// runs on from an earlier case is not counted from this notice.
func FollowNotice(w *desk.Work, received civil.Date, reason string) error {
	if w.Edition.Fees == nil {
		return nil
	}
	from := Quote(w, fees.Request{Date: received, Events: map[scheme.DueEvent]civil.Date{scheme.DueAtNoticeReceived: received}})
	for _, l := range w.Edition.Fees.Lines {
		raised := raisedOf(w, l.Code)
		first, quoted := from.Line(l.Code)
		if l.Due.Event != scheme.DueAtNoticeReceived || !quoted || len(raised) == 0 || raised[0].CaseID != w.Case.ID {
			continue
		}
		for i, charge := range raised {
			if err := follow(w, charge, inYear(w, first, i), reason); err != nil {
				return err
			}
		}
	}
	return nil
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
	fee.Due = due
	return fee
}

// follow lets a charge follow a correction, beside what it was.
func follow(w *desk.Work, was record.Charge, line record.QuotedFee, reason string) error {
	now, follows := fees.Follow(was, line, desk.Read(w, w.Payments, was.CaseID))
	if !follows {
		return &fault.Refusal{Clause: was.Basis.Source, Reason: "charge.money-on-it",
			Detail: fault.With("charge", was.Code, "due", was.Due, "amount", was.Amount, "meant", line.Amount)}
	}
	if now == was {
		return nil
	}
	round := desk.Round(desk.Read(w, w.ChargeCorrections, was.CaseID), func(c record.ChargeCorrection) bool { return c.ChargeID == was.ID })
	w.Add(&record.ChargeCorrection{ID: w.NewID(), ChargeID: was.ID, CaseID: was.CaseID, Round: round, FromAmount: was.Amount, FromDue: was.Due,
		Amount: now.Amount, Due: now.Due, Reason: reason, By: w.Actor.ID, At: w.Now})
	w.Save(&now)
	return nil
}
