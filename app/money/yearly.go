package money

import (
	"cmp"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/deadline"
	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// YearlyInput raises yearly fees.
type YearlyInput struct {
	Until civil.Date `json:"until,omitempty" doc:"raise what falls due up to this day; a month from today when empty"`
}

// RaiseYearly raises the yearly fees (年間使用料) of a granted mark that fall due
// up to a day (I-18):
//  1. the mark is still granted by this case, and has not ended;
//  2. the first due day of each yearly fee, as raised with the notice of the first
//     grant, gives the others: its anniversaries, across renewals, as long as the
//     mark is valid; of a mark that was taken over, the notice on paper gives it;
//  3. raise each that has not been raised, at the price of its due day.
func RaiseYearly(w *desk.Work, in YearlyInput) error {
	m := desk.Read(w, w.Tx.Mark, w.Case.MarkID)
	if !paysYearly(w, m) {
		return fault.New(fault.Conflict, "yearly.not-running", m.Number)
	}
	for _, open := range YearlyToRaise(w, m, cmp.Or(in.Until, w.Today.AddMonths(1))) {
		if fee, ok := Quote(w, fees.Request{Date: open.Due}).Line(open.Code); ok {
			fee.Due, fee.Supplied = open.Due, open.Due
			AddCharge(w, fee)
		}
	}
	return nil
}

// YearlyFee is a yearly fee that has not been raised yet, with the day on which it falls due.
type YearlyFee struct {
	Code string
	Due  civil.Date
}

// YearlyToRaise are those of a mark that fall due up to a day, and not after the last of its validity.
func YearlyToRaise(w *desk.Work, m record.Mark, until civil.Date) (open []YearlyFee) {
	if until.After(m.ValidTo) {
		until = m.ValidTo
	}
	charges := chargesOfMark(w)
	before, carried := beforeTheMove(w)
	for _, line := range w.Edition.Fees.Lines {
		if !line.Yearly {
			continue
		}
		days := deadline.YearlyOpen(line.Code, charges, until)
		if carried {
			days = before.open(w, line.Code, charges, until)
		}
		for _, due := range days {
			open = append(open, YearlyFee{line.Code, due})
		}
	}
	return open
}

// paysYearly reports whether the edition has yearly fees, and the mark still rests
// on this case, or on none here and this one stands for it, and has not ended.
func paysYearly(w *desk.Work, m record.Mark) bool {
	rests := m.CaseID == w.Case.ID || m.CaseID == "" && w.Case.Carried.State == lifecycle.Granted
	return rests && m.Status != record.MarkWithdrawn && m.Status != record.MarkEnded &&
		w.Edition.Fees != nil && slices.ContainsFunc(w.Edition.Fees.Lines, func(l scheme.FeeLine) bool { return l.Yearly })
}

// chargesOfMark are the charges of every case that the mark of the work has rested on;
// none where there is no mark yet.
func chargesOfMark(w *desk.Work) (all []record.Charge) {
	if w.Case.MarkID == "" {
		return nil
	}
	for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{MarkID: w.Case.MarkID, Visible: access.Everything()}) {
		all = append(all, desk.Read(w, w.Charges, c.ID)...)
	}
	return all
}

// YearlyFeesRun reports whether there are yearly fees, and the mark has neither gone on
// to another case nor ended.
func YearlyFeesRun(w *desk.Work) bool { return paysYearly(w, desk.Read(w, w.Tx.Mark, w.Case.MarkID)) }
